import type { QueryResultRow } from 'pg';
import { crc32 } from 'node:zlib';
import type { Kept, Position } from './journal.ts';

/** A row of the log or a snapshot, as it lies in the database. */
export interface Row {
	readonly part: string;
	readonly position: Position;
	readonly body: Uint8Array;
	readonly crc: number;
}

/** What `statements.load` answered: what can be read, and the rows that can't. */
export interface Loaded extends Kept {
	readonly damaged: readonly Row[];
}

/** Reads that answer. `upTo` is 0 for a document that nobody ever wrote. */
export function loadedFrom(answered: readonly QueryResultRow[]): Loaded {
	const rows = answered.map(rowFrom);
	const bodies = rows.filter(({ part }) => part !== 'end');
	const whole = bodies.filter(isWhole).toSorted((one, other) => one.position - other.position);
	return {
		snapshot: whole.find(({ part }) => part === 'snapshot')?.body ?? null,
		tail: whole.filter(({ part }) => part === 'update').map(({ body }) => body),
		upTo: rows.find(({ part }) => part === 'end')?.position ?? 0,
		damaged: bodies.filter((row) => !isWhole(row))
	};
}

function rowFrom({ part, position, body, crc }: QueryResultRow): Row {
	return {
		part: String(part),
		position: Number(position),
		body: body instanceof Uint8Array ? plain(body) : new Uint8Array(),
		crc: Number(crc)
	};
}

/** Without the ways of a Buffer, whose `slice` copies nothing. */
function plain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
	return new Uint8Array(buffer, byteOffset, byteLength);
}

function isWhole({ body, crc }: Row): boolean {
	return crc32(body) === crc;
}
