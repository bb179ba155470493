/*
 * Faults that were planted and seen red: seats taken away when places go down (stability); order by
 * `madeAt` (a clock a year off); duplicates seated as well (one claim per person); early withdrawals
 * forgotten (buckets); no promotion after a withdrawal (waitlist implies full); unnumbered claims
 * played before the target's places (unnumbered changes nothing); seasons not told apart.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
	anyHistory,
	claimId,
	claimOf,
	ledgerOf,
	type History,
	tuesday,
	serve,
	withdrawalOf
} from '#tests/support/any-history.ts';
import { ann, autumn, bob, idNamed, people, spring } from '#tests/support/named-ids.ts';
import { type EventId, SeasonId } from '../ids.ts';
import type { LaneEvent, LedgerEntry } from './event.ts';
import {
	type NeedStaffing,
	type Standing,
	type Target,
	momentsByPlace,
	placeKey,
	resolve,
	resolveNeed
} from './resolve.ts';

const anyTarget: fc.Arbitrary<Target> = fc.oneof(
	{ weight: 5, arbitrary: fc.nat(3).map((max): Target => ({ kind: 'open', max })) },
	fc.constant<Target>({ kind: 'cancelled' }),
	fc.constantFrom<Target>(
		{ kind: 'orphaned', reason: 'no-occurrence' },
		{ kind: 'orphaned', reason: 'no-need' }
	)
);
const key = placeKey(tuesday, serve);
const cas = people[2]!;

function staffed({ ledger, own }: History, target: Target): NeedStaffing {
	return resolve(ledger, own, () => target).get(key) ?? { claims: [], confirmed: [], over: 0 };
}

function open(max: number): Target {
	return { kind: 'open', max };
}

function standings(staffing: NeedStaffing): Map<EventId, Standing> {
	return new Map(staffing.claims.map(({ claim, standing }) => [claim.id, standing]));
}

function statusOf(staffing: NeedStaffing, claim: number): string | undefined {
	return standings(staffing).get(claimId(claim))?.status;
}

function claimsIn(events: readonly LaneEvent[]): EventId[] {
	return events.filter(({ kind }) => kind === 'claim').map(({ id }) => id);
}

function eventsOf(ledger: readonly LedgerEntry[]): LaneEvent[] {
	return ledger.flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []));
}

/** How many places the clerk noted last; before the first note there are none. */
function noted(ledger: readonly LedgerEntry[]): number {
	return ledger.reduce((max, entry) => (entry.kind === 'places' ? entry.max : max), 0);
}

/** A year later or earlier, per event. */
function withClocks(events: readonly LaneEvent[], shifts: readonly number[]): LaneEvent[] {
	return events.map((event, at) => ({ ...event, madeAt: event.madeAt + (shifts[at] ?? 0) }));
}

describe('who holds a place', () => {
	test('the first claim in the row holds the last place, the second waits', () => {
		const ledger = ledgerOf(1, claimOf(0, bob), claimOf(1, ann));
		const staffing = staffed({ ledger, own: [] }, open(1));
		expect(staffing.confirmed.map(({ person }) => person)).toEqual([bob]);
		expect(standings(staffing).get(claimId(1))).toMatchObject({ status: 'waitlist', position: 1 });
	});

	test('whoever waits hears why: she chose to, came too late, or was put there', () => {
		const chose = claimOf(1, ann, { asked: 'waitlist' });
		const late = claimOf(2, cas);
		const put = claimOf(3, people[3], { by: bob, asked: 'waitlist' });
		const staffing = staffed(
			{ ledger: ledgerOf(1, claimOf(0, bob), chose, late, put), own: [] },
			open(1)
		);
		const because = [chose, late, put].map(({ id }) => standings(staffing).get(id));
		expect(because).toMatchObject([
			{ position: 1, because: 'chosen' },
			{ position: 2, because: 'overtaken' },
			{ position: 3, because: 'assigned' }
		]);
	});

	test('when places go from two to one, both keep theirs and the date is over its number', () => {
		const ledger = ledgerOf(2, claimOf(0, ann), claimOf(1, bob), 1);
		const staffing = staffed({ ledger, own: [] }, open(1));
		expect(staffing.confirmed).toHaveLength(2);
		expect(staffing.over).toBe(1);
	});

	test('what has no number yet expects a place only while there is one today', () => {
		const history = { ledger: ledgerOf(2, claimOf(0, ann)), own: [claimOf(1, bob)] };
		const expects = (max: number) => standings(staffed(history, open(max))).get(claimId(1));
		expect(expects(2)).toEqual({ status: 'requested', expects: 'place' });
		expect(expects(1)).toEqual({ status: 'requested', expects: 'waitlist' });
	});

	test('whoever gives up a place above the number gives it to nobody', () => {
		const ledger = ledgerOf(2, claimOf(0, ann), claimOf(1, bob), claimOf(2, cas), 1);
		const gone = staffed({ ledger, own: [withdrawalOf(0, 0)] }, open(1));
		expect(gone.confirmed.map(({ person }) => person)).toEqual([bob]);
		expect(statusOf(gone, 2)).toBe('waitlist');
	});

	test('a second claim of ann, made on her phone, stays when the tablet takes back the first', () => {
		const claims = [claimOf(0, ann), claimOf(1, bob), claimOf(2, ann)];
		const staffing = staffed(
			{ ledger: ledgerOf(2, ...claims, withdrawalOf(0, 0)), own: [] },
			open(2)
		);
		expect(['0', '1', '2'].map((claim) => statusOf(staffing, Number(claim)))).toEqual([
			'withdrawn',
			'confirmed',
			'confirmed'
		]);
	});

	test('a place is held while the date is cancelled: whoever claims meanwhile comes after', () => {
		const ledger = ledgerOf(1, claimOf(0, ann), claimOf(1, bob));
		const cancelled = staffed({ ledger, own: [] }, { kind: 'cancelled' });
		expect(cancelled.claims.map(({ standing }) => standing.status)).toEqual([
			'cancelled',
			'cancelled'
		]);
		expect(staffed({ ledger, own: [] }, open(1)).confirmed.map(({ person }) => person)).toEqual([
			ann
		]);
	});

	test('a claim that names another season takes no place, whatever number it got there', () => {
		const stray = claimOf(0, bob, { season: spring });
		const ledger = ledgerOf(1, stray, claimOf(1, ann));
		const moments = momentsByPlace(ledger, []).get(key)!;
		const staffing = resolveNeed(moments, open(1), autumn);
		expect(staffing.confirmed.map(({ person }) => person)).toEqual([ann]);
		expect(standings(staffing).get(stray.id)).toEqual({
			status: 'orphaned',
			reason: 'no-occurrence'
		});
	});

	test('claims that name two other seasons stand each by itself, also under one id', () => {
		const [summer, stray] = [idNamed(SeasonId, 'summer'), claimOf(0, bob, { season: spring })];
		const other = claimOf(0, ann, { season: summer });
		const away = withdrawalOf(0, 0, { season: spring });
		const moments = [stray, other, away].map((event, at) => ({ event, number: at + 1 }));
		const { claims } = resolveNeed(moments, open(1), autumn);
		expect(claims.map(({ claim, standing }) => [claim.season, standing.status])).toEqual([
			[spring, 'withdrawn'],
			[summer, 'orphaned']
		]);
	});
});

describe('in any history', () => {
	property.prop([anyHistory(), anyTarget])(
		'a claim is withdrawn exactly when a withdrawal names it, whichever came first',
		({ ledger, own }, target) => {
			const events = [...eventsOf(ledger), ...own];
			const named = events.flatMap((event) => (event.kind === 'withdrawal' ? [event.claim] : []));
			for (const { claim, standing } of staffed({ ledger, own }, target).claims) {
				expect(standing.status === 'withdrawn').toBe(named.includes(claim.id));
			}
		}
	);

	property.prop([anyHistory(), anyTarget])(
		'every claim stands somewhere, once',
		(history, target) => {
			const claimed = claimsIn([...eventsOf(history.ledger), ...history.own]);
			const listed = staffed(history, target).claims.map(({ claim }) => claim.id);
			expect(listed.toSorted()).toEqual(claimed.toSorted());
		}
	);

	property.prop([anyHistory(3), anyTarget])('also over several places', (history, target) => {
		const claimed = claimsIn([...eventsOf(history.ledger), ...history.own]);
		const all = [...resolve(history.ledger, history.own, () => target).values()];
		const listed = all.flatMap(({ claims }) => claims.map(({ claim }) => claim.id));
		expect(listed.toSorted()).toEqual(claimed.toSorted());
	});

	property.prop([anyHistory(), fc.nat(3)])(
		'no more hold a place than there are, unless it says so',
		(history, max) => {
			const { confirmed, over } = staffed(history, open(max));
			expect(over).toBe(Math.max(0, confirmed.length - max));
			expect(confirmed.length).toBeLessThanOrEqual(max + over);
		}
	);

	property.prop([anyHistory(), fc.nat(18), fc.nat(3)])(
		'who held a place holds it later on, or withdrew: whatever was claimed, raised or lowered since',
		({ ledger, own }, length, max) => {
			const before = ledger.slice(0, length);
			const held = staffed({ ledger: before, own: [] }, open(noted(before))).confirmed;
			const later = staffed({ ledger, own }, open(max));
			for (const { id } of held) {
				expect(['confirmed', 'withdrawn']).toContain(standings(later).get(id)?.status);
			}
		}
	);

	property.prop([anyHistory(), fc.nat(3)])('nobody waits while a place is free', (history, max) => {
		const { claims } = staffed(history, open(max));
		const waits = claims.filter(
			({ standing }) =>
				standing.status === 'waitlist' ||
				(standing.status === 'requested' && standing.expects === 'waitlist')
		);
		const seated = claims.filter(
			({ standing }) =>
				standing.status === 'confirmed' ||
				(standing.status === 'requested' && standing.expects === 'place')
		);
		if (waits.length > 0) expect(seated.length).toBeGreaterThanOrEqual(max);
	});

	property.prop([anyHistory(), fc.nat(3)])('a person stands in a place once', (history, max) => {
		const active = staffed(history, open(max)).claims.filter(({ standing }) =>
			['confirmed', 'waitlist', 'requested'].includes(standing.status)
		);
		const persons = active.map(({ claim }) => claim.person);
		expect(new Set(persons).size).toBe(persons.length);
	});

	property.prop([anyHistory(), anyTarget])('a reason names what it rests on', (history, target) => {
		const staffing = staffed(history, target);
		const all = standings(staffing);
		const withdrawals = [...eventsOf(history.ledger), ...history.own];
		const positions: number[] = [];
		for (const { claim, number, standing } of staffing.claims) {
			if (standing.status === 'confirmed') expect(number).not.toBeNull();
			if (standing.status === 'requested') expect(number).toBeNull();
			if (standing.status === 'waitlist') positions.push(standing.position);
			if (standing.status === 'withdrawn') {
				const named = withdrawals.find(({ id }) => id === standing.withdrawal);
				expect(named).toMatchObject({ kind: 'withdrawal', claim: claim.id });
			}
			if (standing.status === 'duplicate') {
				const first = staffing.claims.find((other) => other.claim.id === standing.of);
				expect(first?.claim.person).toBe(claim.person);
				expect(['confirmed', 'waitlist', 'requested']).toContain(all.get(standing.of)?.status);
			}
		}
		expect(positions).toEqual(positions.map((_, at) => at + 1));
	});

	property.prop([anyHistory(), fc.nat(3)])(
		'what has no number moves no numbered claim, but by its own withdrawals',
		({ ledger, own }, max) => {
			const alone = standings(staffed({ ledger, own: [] }, open(max)));
			const claims = own.filter(({ kind }) => kind === 'claim');
			const withClaims = standings(staffed({ ledger, own: claims }, open(max)));
			for (const [id, standing] of alone) expect(withClaims.get(id)).toEqual(standing);

			const withAll = standings(staffed({ ledger, own }, open(max)));
			for (const [id, { status }] of alone) {
				if (status === 'confirmed')
					expect(['confirmed', 'withdrawn']).toContain(withAll.get(id)?.status);
			}
		}
	);

	const anyShifts = fc.array(fc.constantFrom(0, -3.1e10, 3.1e10), { maxLength: 24 });
	property.prop([anyHistory(), fc.nat(3), anyShifts])(
		'a clock that is wrong by a year takes nobody’s place',
		({ ledger, own }, max, shifts) => {
			const [events, ownShifts] = [withClocks(eventsOf(ledger), shifts), shifts.slice(0, 6)];
			const shifted = ledger.map((entry) =>
				entry.kind === 'places'
					? entry
					: { ...entry, event: events.find(({ id }) => id === entry.event.id)! }
			);
			const numbered = ({ claims }: NeedStaffing) =>
				claims
					.filter(({ number }) => number !== null)
					.map(({ claim, standing }) => [claim.id, standing]);
			const claims = own.filter(({ kind }) => kind === 'claim');
			expect(
				numbered(staffed({ ledger: shifted, own: withClocks(claims, ownShifts) }, open(max)))
			).toEqual(numbered(staffed({ ledger, own: claims }, open(max))));
		}
	);

	property.prop([anyHistory(2), anyTarget, fc.gen()])(
		'the order of arrival matters to nobody',
		({ ledger, own }, target, gen) => {
			const arrived = <T>(list: readonly T[]) =>
				gen(fc.shuffledSubarray, [...list], { minLength: list.length });
			const shuffled = { ledger: arrived(ledger), own: arrived(own) };
			expect(staffed(shuffled, target)).toEqual(staffed({ ledger, own }, target));
		}
	);

	property.prop([anyHistory(), fc.nat(18), fc.nat(3)])(
		'calling a cancelled date off restores everybody, whenever it was cancelled',
		({ ledger, own }, length, max) => {
			const before = staffed(
				{ ledger: ledger.slice(0, length), own: [] },
				open(noted(ledger.slice(0, length)))
			);
			const restored = standings(staffed({ ledger, own }, open(max)));
			const cancelled = staffed({ ledger, own }, { kind: 'cancelled' });
			for (const { standing } of cancelled.claims) {
				expect(['cancelled', 'withdrawn']).toContain(standing.status);
			}
			for (const { id } of before.confirmed) expect(restored.get(id)?.status).not.toBe('waitlist');
		}
	);
});
