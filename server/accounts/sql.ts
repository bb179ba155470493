/** What a statement is given for its question marks. */
export type SqlValue = string | number | null;

/** A row as a database gives it: foreign until `rows.ts` has read it. */
export type Row = Readonly<Record<string, unknown>>;

/** Asks a database. Each `?` in a text stands for the next value. */
export interface Reader {
	all(sql: string, ...values: SqlValue[]): Promise<readonly Row[]>;
}

/** What may be done inside one transaction. */
export interface Statements extends Reader {
	/** How many rows were changed. */
	run(sql: string, ...values: SqlValue[]): Promise<number>;
}

/**
 * A database that accounts lie in, and no more of it than they need: texts that SQLite and PostgreSQL
 * both understand, and transactions that come one after the other.
 */
export interface Sql extends Reader {
	/**
	 * Does all of `work` or, when it throws, nothing of it: as if nobody else wrote meanwhile, on this
	 * connection or on any other. Answers once it would survive a power cut.
	 *
	 * `work` may be done again from its beginning, and so touches nothing but its statements.
	 */
	atomically<T>(work: (statements: Statements) => Promise<T>): Promise<T>;

	/** Takes off the disk what was deleted or overwritten before this was called (`Journal.compact`). */
	compact(): Promise<void>;

	/** Waits for what was begun. Nothing may be called afterwards. */
	close(): Promise<void>;
}
