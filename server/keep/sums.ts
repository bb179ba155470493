import { createHash, type Hash } from 'node:crypto';

/** What lies in a backup of one document: a snapshot, if there was one, and the changes after it. */
export interface KeptDocument {
	/** `<workspaceId>/<documentText>`. */
	readonly name: string;
	readonly pieces: readonly Uint8Array[];
}

/** One row of the accounts, as it lies in the table. */
export interface AccountRow {
	readonly table: string;
	readonly row: Readonly<Record<string, string | number | null>>;
}

/** A document in a backup with its sums: of its bytes, and of what it says (null where Yjs can't tell). */
export interface SummedDocument extends KeptDocument {
	readonly sum: string;
	readonly print: string | null;
}

/** The sum of a document's bytes, in their order. */
export function sumOf(pieces: readonly Uint8Array[]): string {
	const hash = createHash('sha256');
	for (const piece of pieces) {
		hash.update(`${piece.length}\n`);
		hash.update(piece);
	}
	return hash.digest('hex');
}

/** A row as one line, the same from every database. */
export function lineOf({ table, row }: AccountRow): string {
	const fields = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([table, Object.fromEntries(fields)]);
}

/**
 * Adds up a whole backup: `whole` changes with every byte of it, `state` only with what it says, so that
 * two relays that say the same have the same. Give the documents sorted by name; rows may come in any order.
 */
export class Sums {
	readonly #whole: Hash = createHash('sha256');
	readonly #state: Hash = createHash('sha256');
	readonly #rows: string[] = [];

	document({ name, sum, print }: Omit<SummedDocument, 'pieces'>): void {
		this.#whole.update(`${name}\n${sum}\n`);
		this.#state.update(`${name}\n${print ?? sum}\n`);
	}

	row(row: AccountRow): void {
		this.#rows.push(lineOf(row));
	}

	/** Nothing may be added afterwards. */
	finish(): { readonly whole: string; readonly state: string } {
		const rows = this.#rows.toSorted().join('\n');
		return {
			whole: this.#whole.update(rows).digest('hex'),
			state: this.#state.update(rows).digest('hex')
		};
	}
}
