import type { ClientBase } from 'pg';

/** A database that can't hold every letter of every name: one that was made under a locale without UTF-8. */
export class WrongEncoding extends Error {
	override readonly name = 'WrongEncoding';
	readonly code = 'database-encoding';

	constructor(found: string) {
		super(
			`The database of DATABASE_URL keeps text as ${found}, where not every name can be written. Make one that keeps it as UTF-8, and name that one in DATABASE_URL: createdb --encoding=UTF8 --template=template0 NAME`
		);
	}
}

/** Throws `WrongEncoding`. */
export async function checkEncoding(client: ClientBase): Promise<void> {
	const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
	const found = rows[0]?.server_encoding;
	if (found !== undefined && found !== 'UTF8') throw new WrongEncoding(found);
}
