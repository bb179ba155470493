import { createClient } from '@redis/client';
import { Client } from 'pg';

/** Whether the client of a store can read its address. Nothing is connected to: each client is only made. */

/** Of what is no PostgreSQL. */
const otherAddress = /^(https?|wss?|ftp|mysql|mariadb|mongodb(\+srv)?|rediss?|sqlite|file):/i;

/**
 * A password that begins with digits, and in which a `/`, `#` or `?` is not percent-encoded: it would be read as a
 * port, and the user as a host.
 */
const cutPassword = /^[a-z][a-z\d+.-]*:\/\/[^@/?#]*:\d*[/?#][^=]*@/i;

/** The client takes sockets, too, and many a scheme: whether there is a database only it can say. */
export function isDatabaseAddress(value: string): boolean {
	if (otherAddress.test(value) || cutPassword.test(value)) return false;
	try {
		new Client({ connectionString: value });
		return true;
	} catch (error) {
		// It reads more than the address: certificates that this may name.
		return !isUnreadable(error);
	}
}

export function isRedisAddress(value: string): boolean {
	if (!/^rediss?:\/\/./.test(value) || cutPassword.test(value)) return false;
	try {
		createClient({ url: value });
		return true;
	} catch {
		return false;
	}
}

function isUnreadable(error: unknown): boolean {
	return error instanceof TypeError || error instanceof URIError;
}
