import type { Damage } from './journal.ts';
import type { Row, UnreadableRow } from './sqlite-rows.ts';

/** A row or snapshot of document `number` that can't be read. */
export interface DamagedRow<Found = Row | UnreadableRow> extends Pick<Damage, 'document' | 'part'> {
	readonly number: number;
	readonly row: Found;
}

/** A row of so many bytes lies on one page of 4,096, whatever else it holds. */
const onePageBytes = 4_000;

/**
 * What a journal found damaged since it was opened, and where that is.
 *
 * A row of which the bytes are wrong can be set aside. One that lies on a damaged page must be left alone:
 * whoever takes it out of the file lets go of pages that may be others'. So must one that goes on on other pages,
 * for it may be the way to them that is wrong.
 */
export class DamagedRows {
	readonly #report: (damage: Damage) => void;
	readonly #known = new Set<string>();
	readonly #lostRows = new Set<number>();
	readonly #lostSnapshots = new Set<number>();
	#waiting: DamagedRow<Row>[] = [];

	constructor(report: (damage: Damage) => void) {
		this.#report = report;
	}

	/** To be set aside. */
	get waiting(): readonly DamagedRow<Row>[] {
		return this.#waiting;
	}

	/** Reports it the first time. */
	found({ document, number, part, row }: DamagedRow): void {
		const key = `${part} ${number} ${row.id}`;
		if (this.#known.has(key)) return;
		this.#known.add(key);
		if (row.body !== null && row.body.length <= onePageBytes)
			this.#waiting.push({ document, number, part, row });
		else if (part === 'update') this.#lostRows.add(row.id);
		else this.#lostSnapshots.add(number);
		this.#report({ document, row: row.id, part });
	}

	/** All that waited was set aside. */
	settled(): void {
		this.#waiting = [];
	}

	/** What was set aside of this document is not wanted any more. */
	forget(document: string): void {
		this.#waiting = this.#waiting.filter((damaged) => damaged.document !== document);
	}

	/** Whether the file must be written anew: something in it is wrong and has to stay where it is. */
	get leavesSome(): boolean {
		return this.#lostRows.size + this.#lostSnapshots.size > 0;
	}

	/** Whether this row of the log must stay where it is. */
	isLost(row: number): boolean {
		return this.#lostRows.has(row);
	}

	hasLostSnapshot(document: number): boolean {
		return this.#lostSnapshots.has(document);
	}
}
