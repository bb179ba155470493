import { type Ledger, standing } from '#document/layouts/ledger.ts';
import type { Stored } from '#document/records/field.ts';
import type { Claim } from '#domain/claims/event.ts';
import { placeKey, type NeedStaffing, type Standing } from '#domain/claims/resolve.ts';
import type { EventId, OccurrenceId, PersonId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { covers } from '#views/venue-board.ts';
import assert from 'node:assert/strict';
import type { Actor } from './deeds.ts';
import { season } from './props.ts';

/*
 * The invariants of DESIGN.md section 4, held against what somebody is shown. 1 to 9 and 11 are here. 10 (the
 * time on the wall survives the change of the clocks) is a question of instants, which no screen of this town
 * asks for: `src/domain/time/zone.test.ts` holds it against Temporal. 12 (sums of money) waits for the plans that
 * will hold money; there are none yet. 3 to 7, 9 and 11 are also held against any ledger, made at random, in
 * `src/domain/claims/resolve.test.ts`, and 8 in `src/domain/venues/*.test.ts`.
 */

/** Somebody who looks. */
export type View = Pick<Actor, 'documents' | 'planning'>;

/** What was confirmed and held at some moment, and must stay so unless somebody gave a reason. */
export class Stability {
	readonly #confirmed = new Map<EventId, OccurrenceId>();
	readonly #held = new Map<EventId, Set<OccurrenceId>>();
	/** Of the confirmed, those whose date is off or gone: they stand again when it is on again. */
	readonly #suspended = new Set<EventId>();
	/** How often that was seen. */
	restored = 0;

	/** Takes down how things stand, after holding them against how they stood. */
	note(view: View): void {
		this.#check(view);
		for (const [id, standing, date] of standings(view)) {
			if (standing.status === 'confirmed') {
				this.#confirmed.set(id, date);
				if (this.#suspended.delete(id)) this.restored++;
			} else if (standing.status === 'withdrawn') this.#confirmed.delete(id);
			else if (this.#confirmed.has(id)) this.#suspended.add(id);
		}
		this.#held.clear();
		for (const [booking, date] of holdings(view)) {
			this.#held.set(booking, (this.#held.get(booking) ?? new Set()).add(date.id));
		}
	}

	/**
	 * Invariants 4, 8 and 9: what was confirmed or held leaves only for a reason that somebody gave, and what was
	 * confirmed before its date was called off is so when that is on again, however long that took.
	 */
	#check(view: View): void {
		const now = new Map(standings(view).map(([id, standing]) => [id, standing.status]));
		for (const id of this.#confirmed.keys()) {
			const status = now.get(id) ?? 'gone';
			const isFine = ['confirmed', 'withdrawn', 'cancelled', 'orphaned'].includes(status);
			assert.ok(isFine, `a confirmed claim is ${status}`);
		}
		for (const [booking, dates] of this.#held) {
			for (const date of dates) stillHeld(view, booking, date);
		}
	}
}

function stillHeld({ planning }: View, booking: EventId, id: OccurrenceId): void {
	const date = planning.calendar.get(id);
	const taken = planning.venues.takenFor(id).find((one) => one.booking === booking);
	if (!date || !taken || !covers(taken, date)) return;
	assert.notEqual(planning.venues.booked(date).status, 'contested', 'a held venue is contested');
}

type Stands = [EventId, Standing, OccurrenceId];

/** Where every claim stands. */
export function standings(view: View): Stands[] {
	const { planning } = view;
	const found: Stands[] = [];
	for (const date of planning.calendar.all()) {
		for (const need of date.needs) {
			for (const { claim, standing } of planning.roster.staffing(placeKey(date.id, need.id)).claims)
				found.push([claim.id, standing, date.id]);
		}
	}
	for (const { claim, standing } of planning.roster.orphans())
		found.push([claim.id, standing, claim.occurrence]);
	const shown = new Set(found.map(([id]) => id));
	return [...found, ...takenBack(view).filter(([id]) => !shown.has(id))];
}

/** What was withdrawn: no screen has to name it when its date is not there (any more), so it is no orphan. */
function takenBack({ documents, planning }: View): Stands[] {
	return claimsIn(documents.season(season).ledger).flatMap(({ id, occurrence, need }) => {
		const { claims } = planning.roster.staffing(placeKey(occurrence, need));
		const standing = claims.find(({ claim }) => claim.id === id)?.standing;
		return standing?.status === 'withdrawn' ? [[id, standing, occurrence]] : [];
	});
}

function claimsIn({ entries }: Ledger): Claim[] {
	return entries.flatMap((entry) =>
		entry.kind === 'event' && entry.event.kind === 'claim' ? [entry.event] : []
	);
}

function holdings({ planning }: View): [EventId, Occurrence][] {
	const held: [EventId, Occurrence][] = [];
	for (const date of planning.calendar.all()) {
		if (planning.venues.booked(date).status !== 'held') continue;
		const taken = planning.venues.takenFor(date.id).find((one) => covers(one, date));
		if (taken) held.push([taken.booking, date]);
	}
	return held;
}

/** Where every claim stands and who holds which venue, as plain text that two devices can compare. */
export function answers({ planning }: View): string {
	const rows: string[] = [];
	for (const date of planning.calendar.all()) {
		for (const need of date.needs) {
			const { claims, over } = planning.roster.staffing(placeKey(date.id, need.id));
			for (const { claim, number, standing } of claims)
				rows.push(JSON.stringify([claim.id, number, standing]));
			rows.push(JSON.stringify([date.id, need.id, over]));
		}
		rows.push(JSON.stringify([date.id, planning.venues.booked(date)]));
	}
	for (const { claim, standing } of planning.roster.orphans())
		rows.push(JSON.stringify([claim.id, standing]));
	return rows.sort().join('\n');
}

/** Invariant 1: the same updates, in whatever order they came, give the same answer. */
export function agree(views: readonly View[]): void {
	const [first, ...others] = views.map(answers);
	for (const other of others) assert.equal(other, first, 'two devices disagree');
}

/** Invariant 2 and its twin: what exists is in exactly one bucket, and these events are settled. */
export function nothingLost(view: View, events: Iterable<EventId>): void {
	const { ledger } = view.documents.season(season);
	const { venues } = view.documents;
	for (const id of events) {
		const settled = [ledger.isSettled(id), venues.isSettled(id)].filter(Boolean).length;
		assert.equal(settled, 1, `an event is settled ${settled} times`);
	}
	const buckets = standings(view).map(([id]) => id);
	const claims = claimsIn(ledger).map(({ id }) => id);
	assert.deepEqual(buckets.toSorted(), claims.toSorted(), 'a claim is in no bucket, or in two');
	const numbers = ledger.entries.map(({ number }) => number);
	assert.deepEqual(
		numbers,
		numbers.map((_, at) => at + 1),
		'a number is missing'
	);
	for (const { doc } of [ledger, venues]) {
		const rows = doc.getArray<Stored>('rows').toArray();
		assert.equal(standing(rows).length, rows.length, 'rows of a ledger were taken back');
	}
}

/** The other half of 9: what somebody put on again is on, for everybody. */
export function allIsOn({ planning }: View): void {
	for (const date of planning.calendar.all())
		assert.ok(!date.cancelled, 'a date that was put on again is still off');
}

/** Invariants 3, 5, 6, 7 and 11; and nobody's place was given back by another, who did not ask for it. */
export function placesAreRight({ planning }: View): void {
	for (const date of planning.calendar.all()) {
		if (date.cancelled) continue;
		for (const need of date.needs) {
			const { claims, confirmed, over } = planning.roster.staffing(placeKey(date.id, need.id));
			assert.ok(confirmed.length <= need.max + over, 'more are confirmed than there are places');
			if (claims.some(({ standing }) => standing.status === 'waitlist'))
				assert.ok(confirmed.length >= need.max, 'somebody waits beside an empty place');
			const people = confirmed.map(({ person }) => person);
			assert.equal(new Set(people).size, people.length, 'somebody holds two places of one need');
			orderIsByNumber(claims);
			for (const { claim, standing } of claims)
				if (standing.status === 'withdrawn')
					assert.equal(standing.by, claim.person, 'somebody gave back the place of another');
		}
	}
}

/**
 * Invariant 11: whatever the clocks of devices say, who waits was numbered after all who hold a place. (Whoever
 * claimed twice may have given the earlier one back: she is left out.)
 */
function orderIsByNumber(claims: NeedStaffing['claims']): void {
	const held = claims.filter(({ standing }) => standing.status === 'confirmed');
	const last = Math.max(0, ...held.map(({ number }) => number ?? 0));
	const timesOf = (who: PersonId) => claims.filter(({ claim }) => claim.person === who).length;
	for (const { claim, number, standing } of claims) {
		if (standing.status !== 'waitlist' || timesOf(claim.person) > 1) continue;
		assert.ok((number ?? 0) > last, 'somebody waits who was there before one who holds a place');
	}
}

/** Invariant 8: at no instant do two dates hold one venue. */
export function venuesHaveOneHolder(view: View): void {
	const held = holdings(view).map(([, date]) => date);
	held.forEach((one, at) => {
		for (const other of held.slice(at + 1)) {
			const couldMeet =
				one.venue === other.venue &&
				one.dayNumber === other.dayNumber &&
				one.series !== other.series;
			assert.ok(!couldMeet || areApart(one, other), 'two dates hold one venue');
		}
	});
	for (const date of view.planning.calendar.all()) {
		if (date.venue === null || date.cancelled) continue;
		const { status } = view.planning.venues.booked(date);
		assert.ok(['held', 'contested', 'unbooked'].includes(status), `a venue is ${status}`);
	}
}

function areApart(one: Occurrence, other: Occurrence): boolean {
	return (
		one.until + one.clearingMinutes <= other.from - other.setUpMinutes ||
		other.until + other.clearingMinutes <= one.from - one.setUpMinutes
	);
}
