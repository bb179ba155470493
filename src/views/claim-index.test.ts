/*
 * Faults that were planted and seen red: a withdrawal that was numbered before its claim forgotten, once
 * that is numbered or while it is not; own events kept after the clerk numbered them.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { anyHistory, claimOf, ledgerOf, places, withdrawalOf } from '#tests/support/any-history.ts';
import { autumn, bob, people, spring } from '#tests/support/named-ids.ts';
import type { LaneEvent, LedgerEntry } from '#domain/claims/event.ts';
import { type PlaceKey, momentsByPlace, placeKey } from '#domain/claims/resolve.ts';
import type { EventId, SeasonId } from '#domain/ids.ts';
import { ClaimIndex, type EventSource } from './claim-index.ts';

type Listener = Parameters<EventSource['observe']>[0];

/** The ledgers of two seasons and a lane, that grow. */
class Events implements EventSource {
	readonly entries: LedgerEntry[] = [];
	readonly #spring: LedgerEntry[] = [];
	readonly lane: LaneEvent[] = [];
	readonly refused = new Set<EventId>();
	readonly #listeners: Listener[] = [];

	ledgers(): LedgerEntry[][] {
		return [this.#spring, this.entries];
	}

	own(): LaneEvent[] {
		return this.lane.filter(({ id }) => !this.refused.has(id));
	}

	isNumbered({ id, season }: LaneEvent): boolean {
		return this.#ledger(season).some((entry) => entry.kind === 'event' && entry.event.id === id);
	}

	observe(listener: Listener): () => void {
		this.#listeners.push(listener);
		return () => undefined;
	}

	number(entries: readonly LedgerEntry[], season = autumn): void {
		this.#ledger(season).push(...entries);
		this.#tell(entries, false);
	}

	/** The ledger of autumn has these alone. */
	putBack(count: number): void {
		this.entries.length = Math.min(count, this.entries.length);
		this.#tell(this.entries, true);
	}

	make(event: LaneEvent): void {
		this.lane.push(event);
		this.#tell([], false);
	}

	refuse(event: EventId): void {
		this.refused.add(event);
		this.#tell([], false);
	}

	#tell(...news: Parameters<Listener>): void {
		for (const listener of this.#listeners) listener(...news);
	}

	#ledger(season: SeasonId): LedgerEntry[] {
		return season === spring ? this.#spring : this.entries;
	}
}

const keys = places.map(({ occurrence, need }) => placeKey(occurrence, need));

function read(index: ClaimIndex): unknown {
	return {
		moments: keys.map((key) => index.moments(key)),
		keys: [...index.keys()].toSorted(),
		places: people.map((person) => [...index.placesOf(person)].toSorted())
	};
}

/** How many entries come at once, and whether events lie in the own lane before they are numbered. */
const anyArrival = fc.record({
	chunks: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 18, maxLength: 18 }),
	mine: fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }),
	refused: fc.nat(5),
	/** How many entries a relay that was put back still has. */
	kept: fc.nat(18)
});

describe('the history of every place', () => {
	property.prop([anyHistory(3), anyArrival], { numRuns: 200 })(
		'entry by entry is that of somebody who reads it now',
		({ ledger, own }, { chunks, mine, refused, kept }) => {
			const events = new Events();
			const index = new ClaimIndex(events);
			const changed = new Set<PlaceKey>();
			index.observe((places) => places.forEach((key) => changed.add(key)));
			const before = new Map<PlaceKey, string>();
			const expectTold = () => {
				for (const key of keys) {
					const now = JSON.stringify(index.moments(key));
					if (now !== (before.get(key) ?? '[]')) expect(changed).toContain(key);
					before.set(key, now);
				}
				changed.clear();
			};
			ledger.forEach((entry, at) => {
				if (entry.kind === 'event' && mine[at]) events.make(entry.event);
			});
			for (const event of own) events.make(event);
			let at = 0;
			for (const chunk of chunks) {
				const next = ledger.slice(at, at + chunk);
				at += chunk;
				if (next.length > 0) events.number(next);
				expectTold();
			}
			const victim = own[refused];
			if (victim) events.refuse(victim.id);
			expectTold();
			expect(read(index)).toEqual(read(new ClaimIndex(events)));
			events.putBack(kept);
			expectTold();
			expect(read(index)).toEqual(read(new ClaimIndex(events)));
			const whole = momentsByPlace(events.entries, events.own());
			for (const key of keys) expect(index.moments(key)).toEqual(whole.get(key) ?? []);
		}
	);

	test('a withdrawal that was numbered before its claim stays, while that is made and numbered', () => {
		const events = new Events();
		const index = new ClaimIndex(events);
		const [withdrawal, claim] = [withdrawalOf(0, 0), claimOf(0)];
		const ledger = ledgerOf(withdrawal, claim);
		events.number(ledger.slice(0, 1));
		events.make(claim);
		events.make(withdrawalOf(7, 1));
		expect(index.moments(keys[0]!)).toHaveLength(2);
		events.number(ledger.slice(1));
		expect(index.moments(keys[0]!).map(({ number }) => number)).toEqual([1, 2]);
	});

	/** What bob writes: a claim of his own under ann's id, on another date and in another season. */
	const borrowed = claimOf(0, bob, { season: spring, ...places[2] });

	test('a withdrawal finds the claim of its own season, whoever used that id in another', () => {
		const events = new Events();
		const index = new ClaimIndex(events);
		const ledger = ledgerOf(claimOf(0), withdrawalOf(0, 0));
		events.number(ledger.slice(0, 1));
		events.number(ledgerOf(borrowed), spring);
		events.number(ledger.slice(1));
		expect(index.moments(keys[0]!)).toHaveLength(2);
		expect(index.moments(keys[2]!)).toHaveLength(1);
		expect(read(index)).toEqual(read(new ClaimIndex(events)));
	});

	test('a withdrawal that came before its claim waits for the claim of its own season', () => {
		const events = new Events();
		const index = new ClaimIndex(events);
		const ledger = ledgerOf(withdrawalOf(0, 0), claimOf(0));
		events.number(ledger.slice(0, 1));
		events.number(ledgerOf(borrowed), spring);
		events.number(ledger.slice(1));
		expect(index.moments(keys[0]!)).toHaveLength(2);
		expect(index.moments(keys[2]!)).toHaveLength(1);
	});

	test('what is not numbered yet finds the claim of its own season, too', () => {
		const events = new Events();
		const index = new ClaimIndex(events);
		events.number(ledgerOf(claimOf(0)));
		events.number(ledgerOf(borrowed), spring);
		events.make(withdrawalOf(0, 0));
		expect(index.moments(keys[0]!)).toHaveLength(2);
		expect(index.moments(keys[2]!)).toHaveLength(1);
	});
});
