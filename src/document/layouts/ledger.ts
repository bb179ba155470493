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
 */

/** What the clerk took and refused, in order. */
export class Ledger {
	readonly doc: Y.Doc;
	readonly #rows: Y.Array<Stored>;
	readonly #entries: LedgerEntry[] = [];
	readonly #refusals = new Map<EventId, Refusal>();
	readonly #numbers = new Map<EventId, number>();
	readonly #events = new Map<EventId, LaneEvent>();
	readonly #listeners = new Set<(added: readonly LedgerEntry[]) => void>();
	#read = 0;
	#number = 0;

	constructor(doc: Y.Doc) {
		this.doc = doc;
		this.#rows = doc.getArray('rows');
		this.#rows.observe(() => this.#catchUp());
		this.#catchUp();
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

	/** For the clerk: the next rows, in one transaction. */
	write(rows: readonly LedgerRow[]): void {
		if (rows.length > 0) this.doc.transact(() => this.#rows.push(rows.map(packRow)));
	}

	/** Calls `listener` with the new entries after each change, also when there are only refusals. */
	observe(listener: (added: readonly LedgerEntry[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#catchUp(): void {
		const from = this.#entries.length;
		const fresh = this.#rows.length > this.#read ? this.#rows.slice(this.#read) : [];
		for (const row of fresh) this.#take(row);
		this.#read += fresh.length;
		for (const listener of this.#listeners) listener(this.#entries.slice(from));
	}

	/** A row that can't be read keeps its number: numbers are places in the list, the same on every device. */
	#take(row: Stored): void {
		if (!Array.isArray(row)) return;
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
