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
import type { EventId } from '#domain/ids.ts';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { type Happening, Town } from './history.ts';
import {
	agree,
	nothingLost,
	placesAreRight,
	Stability,
	venuesHaveOneHolder
} from './invariants.ts';

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
	readonly stability = new Stability();

	/** What a device was told is safe must be there at the end. */
	sees(town: Town): void {
		for (const one of town.devices) {
			if (!one.isOnline || !one.isShared) continue;
			for (const { id } of one.documents.lane.all()) this.shared.add(id);
		}
	}
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
		if (what.kind === 'turn' && at % 3 === 0) witness.stability.note(await town.fresh());
	}
	await town.settle();
	witness.stability.note(await town.fresh());
	return { town, witness };
}

describe('a town that plans together, with the signal gone now and then', () => {
	test('keeps every promise of DESIGN.md section 4, in a thousand histories', async () => {
		await fc.assert(
			fc.asyncProperty(anyHistory, async (history) => {
				const { town, witness } = await play(history);
				const view = await town.fresh();
				agree([...town.devices, view]);
				const made = town.devices.flatMap((one) => one.documents.lane.all()).map(({ id }) => id);
				nothingLost(view, new Set([...witness.shared, ...made]));
				placesAreRight(town.devices[0]!);
				venuesHaveOneHolder(town.devices[0]!);
			}),
			{ numRuns: Number(process.env.HISTORIES ?? 1000) }
		);
	}, 300_000);
});
