/**
 * Histories of a small town: two coordinators, three volunteers (one with two devices), the real hub,
 * clerk, commands and views, with lines that are cut, phones that are lost, a relay that is killed, and
 * clocks that are wrong by up to a year. After each history everybody comes back, and the invariants of
 * DESIGN.md section 4 must hold.
 *
 * Faults that were planted here, each seen to turn a test red, then taken out again:
 * a lower number of places takes seats away · the clerk notes no places · the clerk notes no change of places ·
 * an event is numbered twice · whoever starts first holds the room · a double claim is dropped · lanes are
 * not taken up again after a crash · what is given back stays taken · a receipt before the commit · a
 * withdrawal keeps the place · a view keeps a stale answer.
 */
import { placeKey, type Standing } from '#domain/claims/resolve.ts';
import type { EventId, OccurrenceId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { covers } from '#views/venue-board.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Happening, Town, answers } from './history.ts';
import { season } from './props.ts';
import type { SimDevice } from './sim-device.ts';

const device = fc.nat(5);
const pick = fc.nat(40);
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('claim' as const), device, pick }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constantFrom('withdraw', 'assign'), device, pick })
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constantFrom('cancel', 'restore', 'retime', 'follow', 'rehouse'),
			device: fc.nat(1),
			pick
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('places' as const),
			device: fc.nat(1),
			pick,
			max: fc.nat(3)
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('plan' as const), device: fc.nat(1), pick })
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constantFrom('connect', 'disconnect', 'deliver', 'deliver'),
			device
		})
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), device }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const) }) }
);

const anyHistory = fc.record({
	seed: fc.nat(0xffff),
	happenings: fc.array(anyHappening, { minLength: 5, maxLength: 40 })
});

/** What the relay said it had, and what it had already settled, along the way. */
class Witness {
	readonly shared = new Set<EventId>();
	readonly confirmed = new Map<EventId, OccurrenceId>();
	readonly held = new Map<EventId, Set<OccurrenceId>>();

	/** What a device was told is safe must be there at the end. */
	sees(town: Town): void {
		for (const one of town.devices) {
			if (!one.isOnline || !one.isShared) continue;
			for (const { id } of one.documents.lane.all()) this.shared.add(id);
		}
	}

	/** What is confirmed and held on the relay's disk now. */
	async notes(town: Town): Promise<void> {
		const view = await town.fresh();
		this.checkStable(view);
		for (const [id, standing, date] of standings(view)) {
			if (standing.status === 'confirmed') this.confirmed.set(id, date);
			else this.confirmed.delete(id);
		}
		this.held.clear();
		for (const [booking, date] of holdings(view)) {
			this.held.set(booking, (this.held.get(booking) ?? new Set()).add(date.id));
		}
	}

	/** Invariants 4 and 8: what was confirmed or held leaves only for a reason that somebody gave. */
	checkStable(view: SimDevice): void {
		const now = new Map(standings(view).map(([id, standing]) => [id, standing.status]));
		for (const id of this.confirmed.keys()) {
			expect(['confirmed', 'withdrawn', 'cancelled', 'orphaned']).toContain(now.get(id));
		}
		for (const [booking, dates] of this.held) {
			for (const date of dates) this.#stillHeld(view, booking, date);
		}
	}

	#stillHeld(view: SimDevice, booking: EventId, id: OccurrenceId): void {
		const date = view.planning.calendar.get(id);
		const taken = view.planning.venues.takenFor(id).find((one) => one.booking === booking);
		if (!date || !taken || !covers(taken, date)) return;
		expect(view.planning.venues.booked(date).status).not.toBe('contested');
	}
}

function standings(view: SimDevice): [EventId, Standing, OccurrenceId][] {
	const found: [EventId, Standing, OccurrenceId][] = [];
	for (const date of view.planning.calendar.all()) {
		for (const need of date.needs) {
			for (const { claim, standing } of view.planning.roster.staffing(placeKey(date.id, need.id))
				.claims) {
				found.push([claim.id, standing, date.id]);
			}
		}
	}
	for (const { claim, standing } of view.planning.roster.orphans())
		found.push([claim.id, standing, claim.occurrence]);
	return found;
}

function holdings(view: SimDevice): [EventId, Occurrence][] {
	const held: [EventId, Occurrence][] = [];
	for (const date of view.planning.calendar.all()) {
		if (view.planning.venues.booked(date).status !== 'held') continue;
		const taken = view.planning.venues.takenFor(date.id).find((one) => covers(one, date));
		if (taken) held.push([taken.booking, date]);
	}
	return held;
}

/** Plays a history to its end and answers the town with what was seen on the way. */
async function play({
	seed,
	happenings
}: {
	seed: number;
	happenings: readonly Happening[];
}): Promise<{ town: Town; witness: Witness }> {
	const town = await Town.founded(seed);
	const witness = new Witness();
	for (const [at, what] of happenings.entries()) {
		await town.happen(what);
		witness.sees(town);
		if (what.kind === 'turn' && at % 3 === 0) await witness.notes(town);
	}
	await town.settle();
	await witness.notes(town);
	return { town, witness };
}

describe('a town that plans together, with the signal gone now and then', () => {
	test('keeps every promise of DESIGN.md section 4, in a thousand histories', async () => {
		await fc.assert(
			fc.asyncProperty(anyHistory, async (history) => {
				const { town, witness } = await play(history);
				await agree(town);
				await nothingLost(town, witness);
				placesAreRight(town);
				venuesHaveOneHolder(town);
			}),
			{ numRuns: Number(process.env.HISTORIES ?? 1000) }
		);
	}, 300_000);
});

/** Invariant 1: the same updates, in whatever order they came, give the same answer. */
async function agree(town: Town): Promise<void> {
	const [first, ...others] = [...town.devices, await town.fresh()].map(answers);
	for (const other of others) expect(other).toBe(first);
}

/** Invariant 2 and its twin: what exists is in exactly one bucket, and what was safe is there. */
async function nothingLost(town: Town, { shared }: Witness): Promise<void> {
	const view = await town.fresh();
	const { ledger } = view.documents.season(season);
	const { venues } = view.documents;
	const made = new Set(town.devices.flatMap((one) => one.documents.lane.all()).map(({ id }) => id));
	for (const id of [...shared, ...made]) {
		const settled = [ledger.isSettled(id), venues.isSettled(id)].filter(Boolean);
		expect(settled).toHaveLength(1);
	}
	const buckets = standings(view).map(([id]) => id);
	const claims = ledger.entries.flatMap((entry) =>
		entry.kind === 'event' && entry.event.kind === 'claim' ? [entry.event.id] : []
	);
	expect(buckets.toSorted()).toEqual(claims.toSorted());
	expect(ledger.entries.map(({ number }) => number)).toEqual(ledger.entries.map((_, at) => at + 1));
}

/** Invariants 3, 5, 6 and 7. */
function placesAreRight(town: Town): void {
	const { planning } = town.devices[0]!;
	for (const date of planning.calendar.all()) {
		if (date.cancelled) continue;
		for (const need of date.needs) {
			const { claims, confirmed, over } = planning.roster.staffing(placeKey(date.id, need.id));
			expect(confirmed.length).toBeLessThanOrEqual(need.max + over);
			if (claims.some(({ standing }) => standing.status === 'waitlist')) {
				expect(confirmed.length).toBeGreaterThanOrEqual(need.max);
			}
			const people = confirmed.map(({ person }) => person);
			expect(new Set(people).size).toBe(people.length);
		}
	}
}

/** Invariant 8: at no instant do two dates hold one venue. */
function venuesHaveOneHolder(town: Town): void {
	const { planning } = town.devices[0]!;
	const held = holdings(town.devices[0]!).map(([, date]) => date);
	held.forEach((one, at) => {
		for (const other of held.slice(at + 1)) {
			if (
				one.venue !== other.venue ||
				one.dayNumber !== other.dayNumber ||
				one.series === other.series
			)
				continue;
			const apart =
				one.until + one.clearingMinutes <= other.from - other.setUpMinutes ||
				other.until + other.clearingMinutes <= one.from - one.setUpMinutes;
			expect(apart).toBe(true);
		}
	});
	for (const date of planning.calendar.all()) {
		if (date.venue !== null && !date.cancelled)
			expect(['held', 'contested', 'unbooked']).toContain(planning.venues.booked(date).status);
	}
}
