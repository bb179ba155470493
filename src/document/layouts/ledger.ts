import * as Y from 'yjs';
import type { LaneEvent, LedgerEntry, Refusal } from '#domain/claims/event.ts';
import { EventId, NeedId, OccurrenceId, PersonId } from '#domain/ids.ts';
import type { Stored } from '../records/field.ts';
import { packEvent, readRefusalReason, unpackEvent } from './event.ts';

/*
 * A ledger is one list, written by the clerk alone, so that its order is its numbering:
 *   an event   ['e', lane, eventId, row]    an event from a lane, without the word of a withdrawal
 *   places     ['p', occurrence, need, max] how many places there are from here on
 *   a refusal  ['r', lane, eventId, reason] takes no number
 *   beginning  ['b', count]                 from here on the first `count` rows above count, and no others;
 *                                           takes no number
 *
 * Whoever opens a ledger to write in it writes a beginning first, with as many rows as stand there. Where nothing was
 * lost it changes nothing. But where a relay was put back from a backup, devices still have what was written after
 * that, and they get beside it what the clerk writes in its place: the beginning takes the former back. It comes
 * after all of it, on every device alike, for Yjs sorts what stands in one place by client id, and a writer's is
 * above all that are drawn by chance and above those of earlier writers: it tells the time.
 */

/** Client ids that Yjs draws are below this. */
const beginnings = 2 ** 32;

/** What the clerk took and refused, in order. */
export class Ledger {
	readonly doc: Y.Doc;
	readonly #rows: Y.Array<Stored>;
	readonly #entries: LedgerEntry[] = [];
	readonly #refusals = new Map<EventId, Refusal>();
	readonly #numbers = new Map<EventId, number>();
	readonly #events = new Map<EventId, LaneEvent>();
	readonly #listeners = new Set<LedgerListener>();
	#read = 0;
	/** How many of these rows count. */
	#standing = 0;
	#number = 0;
	#hasBegun = false;

	constructor(doc: Y.Doc) {
		this.doc = doc;
		this.#rows = doc.getArray('rows');
		this.#rows.observe(({ delta }) => this.#catchUp(delta.every((part) => this.#isBehind(part))));
		this.#catchUp(true);
	}

	/** The numbered entries, in order. The list grows in place: read it, don't keep it. */
	get entries(): readonly LedgerEntry[] {
		return this.#entries;
	}

	refusals(): Refusal[] {
		return [...this.#refusals.values()];
	}

	/** The number of an event, or null while it has none. */
	numberOf(event: EventId): number | null {
		return this.#numbers.get(event) ?? null;
	}

	/** The event that was numbered under this id, or null. */
	event(id: EventId): LaneEvent | null {
		return this.#events.get(id) ?? null;
	}

	isRefused(event: EventId): boolean {
		return this.#refusals.has(event);
	}

	/** Whether the clerk has spoken about this event, for or against. */
	isSettled(event: EventId): boolean {
		return this.#numbers.has(event) || this.#refusals.has(event);
	}

	/** For the clerk: the next rows, in one transaction, by the relay's clock. */
	write(rows: readonly LedgerRow[], nowMs: number): void {
		if (rows.length === 0) return;
		const beginning: Stored[] = this.#hasBegun ? [] : [this.#begin(nowMs)];
		this.doc.transact(() => this.#rows.push([...beginning, ...rows.map(packRow)]));
	}

	#begin(nowMs: number): Stored {
		const last = Math.max(0, ...this.doc.store.clients.keys());
		this.doc.clientID = Math.max(beginnings + Math.floor(nowMs), last + 1);
		this.#hasBegun = true;
		return ['b', this.#standing];
	}

	observe(listener: LedgerListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#isBehind({ insert, retain = 0 }: { insert?: unknown; retain?: number | undefined }): boolean {
		return insert !== undefined || retain >= this.#read;
	}

	#catchUp(isBehind: boolean): void {
		const from = this.#entries.length;
		const fresh = this.#rows.length > this.#read ? this.#rows.slice(this.#read) : [];
		const isAnew = !isBehind || !this.#takeAll(fresh);
		if (isAnew) this.#readAnew();
		this.#read = this.#rows.length;
		const added = isAnew ? this.#entries : this.#entries.slice(from);
		for (const listener of this.#listeners) listener(added, isAnew);
	}

	/** False where one of these rows takes back others. */
	#takeAll(rows: readonly Stored[]): boolean {
		for (const row of rows) {
			if (countIn(row) < this.#standing) return false;
			this.#standing++;
			this.#take(row);
		}
		return true;
	}

	#readAnew(): void {
		[this.#standing, this.#number, this.#entries.length] = [0, 0, 0];
		for (const map of [this.#refusals, this.#numbers, this.#events]) map.clear();
		this.#takeAll(standing(this.#rows.toArray()));
	}

	/** A row that can't be read keeps its number: numbers are places in the list, the same on every device. */
	#take(row: Stored): void {
		if (!Array.isArray(row) || isBeginning(row)) return;
		const [kind, first, second, third] = row as readonly Stored[];
		if (kind === 'r') return this.#takeRefusal(first, second, third);
		const number = ++this.#number;
		if (kind === 'e') this.#takeEvent(number, first, second, third);
		if (kind === 'p') this.#takePlaces(number, first, second, third);
	}

	#takeEvent(number: number, lane: unknown, id: unknown, row: unknown): void {
		const person = PersonId.parse(lane);
		const event = typeof id === 'string' ? unpackEvent(id, row) : null;
		if (!person || !event || this.#numbers.has(event.id)) return;
		this.#numbers.set(event.id, number);
		this.#events.set(event.id, event);
		this.#entries.push({ kind: 'event', number, event, lane: person });
	}

	#takePlaces(number: number, at: unknown, of: unknown, max: unknown): void {
		const occurrence = OccurrenceId.parse(at);
		const need = NeedId.parse(of);
		if (!occurrence || !need || typeof max !== 'number') return;
		this.#entries.push({ kind: 'places', number, occurrence, need, max });
	}

	#takeRefusal(lane: unknown, id: unknown, reason: unknown): void {
		const person = PersonId.parse(lane);
		const event = EventId.parse(id);
		if (!person || !event) return;
		this.#refusals.set(event, { event, lane: person, reason: readRefusalReason(reason) });
	}
}

/**
 * Hears of the new entries after each change, also when there are only refusals; of all of them where the ledger
 * was put back (`isAnew`), for what was told before does not count any more.
 */
export type LedgerListener = (added: readonly LedgerEntry[], isAnew: boolean) => void;

export function isBeginning(row: unknown): row is readonly unknown[] {
	return Array.isArray(row) && row[0] === 'b';
}

/** How many rows above a row count, by what it says. */
function countIn(row: unknown): number {
	const count = isBeginning(row) ? row[1] : null;
	return typeof count === 'number' && count >= 0 ? Math.floor(count) : Infinity;
}

/** The rows that count, of all that a ledger has; `stored` gives the form in which a row lies there. */
export function standing<Row = Stored>(
	rows: readonly Row[],
	stored: (row: Row) => unknown = (row) => row
): Row[] {
	const kept: Row[] = [];
	for (const row of rows) {
		kept.length = Math.min(kept.length, countIn(stored(row)));
		kept.push(row);
	}
	return kept;
}

/** What the clerk writes; numbers follow from the place in the list. */
export type LedgerRow =
	| { readonly kind: 'event'; readonly lane: PersonId; readonly event: LaneEvent }
	| {
			readonly kind: 'places';
			readonly occurrence: OccurrenceId;
			readonly need: NeedId;
			readonly max: number;
	  }
	| ({ readonly kind: 'refusal' } & Refusal);

function packRow(row: LedgerRow): Stored {
	switch (row.kind) {
		case 'event':
			return ['e', row.lane, row.event.id, packEvent(withoutWord(row.event))];
		case 'places':
			return ['p', row.occurrence, row.need, row.max];
		case 'refusal':
			return ['r', row.lane, row.event, row.reason];
	}
}

/** Why somebody can't come stays between her and the coordinators: all members read the ledger. */
function withoutWord(event: LaneEvent): LaneEvent {
	return event.kind === 'withdrawal' ? { ...event, word: '' } : event;
}
