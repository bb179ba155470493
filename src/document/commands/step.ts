import * as Y from 'yjs';
import type { Booking, Claim, LaneEvent, Withdrawal } from '#domain/claims/event.ts';
import { EventId, type NewId, type OccurrenceId, type PersonId } from '#domain/ids.ts';
import { heldWithin } from '#domain/venues/rebook.ts';
import type { ChangeKey, ChangeMap } from '../layouts/changes.ts';
import type { Lane } from '../layouts/lane.ts';
import type { Meta } from '../layouts/meta.ts';
import type { Stored } from '../records/field.ts';
import type { Stowed } from '../records/layout.ts';
import type { RecordMap } from '../records/record-map.ts';

/** Origin of every transaction that a person makes on this device. */
export const localEdit = Symbol('local edit');

/** Who acts, when, and where fresh ids come from: chance and time are arguments. */
export interface Hand {
	readonly me: PersonId;
	/** Milliseconds since 1970. */
	now(): number;
	newId: NewId;
}

/** What undoing found: everything was put back, or something was changed by somebody else meanwhile and left. */
export type Undone = 'undone' | 'changed-meanwhile';

type Inverse = (step: Step, renewals: Renewals) => Undone;

/** Claims that were taken back and made again, each with the one that stands for it now. */
export type Renewals = Map<EventId, EventId>;

/** A record that a step added. */
interface Added {
	/** Whether it carries edits: when the step's own are undone, somebody else's. */
	isEdited(): boolean;
	remove: Inverse;
}

interface Kept<T> {
	readonly id: string;
	readonly removed: boolean;
	readonly value?: T;
}

/**
 * One thing a person did, over as many documents as it needs, with the way back.
 *
 * A step writes at once and remembers how to take each write back. Undoing is a step of its own (so it
 * can be undone in turn: redo); it puts a field back only while it still holds what this step wrote,
 * takes away what was added only while nobody else edited it, and answers an event with its opposite: a
 * ledger is never rewritten.
 */
export class Step {
	readonly hand: Hand;
	readonly #lane: Lane;
	readonly #lookup: (event: EventId) => LaneEvent | null;
	readonly #inverses: Inverse[] = [];
	readonly #added: Added[] = [];
	readonly #settled: ((step: Step) => unknown)[] = [];
	#isSettling = false;

	constructor(hand: Hand, lane: Lane, lookup: (event: EventId) => LaneEvent | null) {
		this.hand = hand;
		this.#lane = lane;
		this.#lookup = lookup;
	}

	/** Whether there is nothing to take back. */
	get isEmpty(): boolean {
		return this.#inverses.length === 0 && this.#added.length === 0;
	}

	/** Adds a record under a fresh id and answers that id. */
	add<T extends Kept<unknown>>(
		doc: Y.Doc,
		records: RecordMap<T>,
		record: Stowed<T>,
		id = this.hand.newId()
	): T['id'] {
		const isNew = doc.transact(() => records.add(id, record), localEdit);
		if (isNew) {
			this.#added.push({
				isEdited: () => records.isEdited(id),
				remove: (step) => step.edit(doc, records, id, 'removed', true)
			});
		}
		return id;
	}

	/** Edits one field of a record; `undefined` puts the original back. */
	edit<T extends Kept<unknown>>(
		doc: Y.Doc,
		records: RecordMap<T>,
		id: string,
		field: string,
		value: Stored | undefined
	): Undone {
		const write = (next: Stored | undefined) =>
			doc.transact(() => records.edit(id, field, next), localEdit);
		return this.#write(() => records.override(id, field), write, value);
	}

	/** Changes what a document says of itself in words. */
	rename(doc: Y.Doc, meta: Meta, key: string, words: string): Undone {
		const write = (next: Stored | undefined) =>
			doc.transact(() => meta.set(key, typeof next === 'string' ? next : ''), localEdit);
		return this.#write(() => meta.text(key) ?? undefined, write, words);
	}

	/** Changes one thing about one date; `undefined` makes it follow the series again. */
	change(
		doc: Y.Doc,
		changes: ChangeMap,
		occurrence: OccurrenceId,
		field: ChangeKey,
		value: Stored | undefined
	): Undone {
		const write = (next: Stored | undefined) =>
			doc.transact(() => changes.edit(occurrence, field, next), localEdit);
		return this.#write(() => changes.override(occurrence, field), write, value);
	}

	/** Puts an event in the maker's own lane. */
	event<E extends LaneEvent>(
		event: Omit<E, 'id' | 'by' | 'madeAt'> & { readonly kind: E['kind'] }
	): EventId {
		const id = this.hand.newId() as EventId;
		const made = { ...event, id, by: this.hand.me, madeAt: this.hand.now() } as unknown as E;
		this.#lane.doc.transact(() => this.#lane.add(made), localEdit);
		if (!this.#isSettling) this.#inverses.push((step, renewals) => step.#answer(made, renewals));
		return id;
	}

	/**
	 * Does what follows from the rest of this step, such as booking what its dates now want. Undoing does
	 * not take that back but does it again, when all else was taken back: so it follows from what is then
	 * true, also when somebody else changed something meanwhile. What is only settled can't be undone.
	 */
	settle<T>(follow: (step: Step) => T): T {
		this.#settled.push(follow);
		this.#isSettling = true;
		try {
			return follow(this);
		} finally {
			this.#isSettling = false;
		}
	}

	/**
	 * Takes everything back, newest first, as a part of `step`.
	 *
	 * @param renewals kept from one undo to the next, so that a claim can be taken back that was taken
	 *   back and made again meanwhile
	 */
	undoInto(step: Step, renewals: Renewals): Undone {
		const answers = this.#inverses.toReversed().map((inverse) => inverse(step, renewals));
		answers.push(this.#removeAdded(step, renewals));
		for (const follow of this.#settled) step.settle(follow);
		return answers.includes('changed-meanwhile') ? 'changed-meanwhile' : 'undone';
	}

	/** What was added in one go stands or falls together: an activity does not stay without its needs. */
	#removeAdded(step: Step, renewals: Renewals): Undone {
		if (this.#added.some((added) => added.isEdited())) return 'changed-meanwhile';
		for (const added of this.#added.toReversed()) added.remove(step, renewals);
		return 'undone';
	}

	#write(
		read: () => Stored | undefined,
		write: (value: Stored | undefined) => void,
		value: Stored | undefined
	): Undone {
		const before = read();
		if (same(before, value)) return 'undone';
		write(value);
		this.#inverses.push((step) => {
			if (!same(read(), value)) return 'changed-meanwhile';
			return step.#write(read, write, before);
		});
		return 'undone';
	}

	#answer(event: LaneEvent, renewals: Renewals): Undone {
		switch (event.kind) {
			case 'claim':
				this.event<Withdrawal>({
					kind: 'withdrawal',
					season: event.season,
					claim: standingFor(event.id, renewals),
					word: ''
				});
				return 'undone';
			case 'withdrawal':
				return this.#claimAgain(event, renewals);
			case 'booking':
				this.event<Booking>({
					kind: 'booking',
					season: event.season,
					series: event.series,
					holds: event.frees.flatMap((freed) => this.#heldBefore(freed)),
					frees: event.holds.map((hold) => ({
						booking: event.id,
						first: hold.standsFor ?? hold.first,
						last: hold.standsFor ?? hold.last
					}))
				});
				return 'undone';
		}
	}

	/** A claim that was taken back is made again; its old place in the row is gone. */
	#claimAgain(withdrawal: Withdrawal, renewals: Renewals): Undone {
		const claim = this.#lookup(withdrawal.claim);
		if (claim?.kind !== 'claim') return 'changed-meanwhile';
		const { season, occurrence, need, person, asked } = claim;
		const chosen = asked ? { asked } : {};
		const again = this.event<Claim>({
			...{ kind: 'claim', season, occurrence, need, person },
			...chosen
		});
		renewals.set(withdrawal.claim, again);
		return 'undone';
	}

	#heldBefore(freed: Booking['frees'][number]): Booking['holds'][number][] {
		const booking = this.#lookup(freed.booking);
		if (booking?.kind !== 'booking') return [];
		return booking.holds.map((hold) => heldWithin(hold, freed)).filter((hold) => hold !== null);
	}
}

function standingFor(claim: EventId, renewals: Renewals): EventId {
	const again = renewals.get(claim);
	return again === undefined ? claim : standingFor(again, renewals);
}

function same(a: Stored | undefined, b: Stored | undefined): boolean {
	return (
		a === b ||
		(typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
	);
}
