import type { AccountRow, KeptDocument } from './sums.ts';

/**
 * All that a relay keeps, as it stood at one moment, however much is written while it is read.
 *
 * Where documents and accounts lie in two files, the moment of the accounts is a breath later: then a member
 * may be there whose first change is not, which she brings herself when she comes back. The other way
 * round her lane would be there and she would not: nobody could let her in to it, and somebody who was shut
 * out or erased in between would be back.
 */
export interface Moment {
	/** The version of the accounts' tables. */
	readonly accountsVersion: number;
	/** Sorted by name. Rows that are damaged are left out, and counted in `damaged`. */
	documents(): AsyncIterable<KeptDocument>;
	rows(): AsyncIterable<AccountRow>;
	/** How many rows could not be read until now. */
	readonly damaged: number;
	close(): Promise<void>;
}
