import { fc } from '@fast-check/vitest';
import type { Claim, LaneEvent, LedgerEntry, Withdrawal } from '#domain/claims/event.ts';
import { EventId, NeedId, SeriesId, occurrenceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { ann, autumn, idNamed, people } from './named-ids.ts';

/** What was done about some places: what the clerk numbered, and what still lies on this device only. */
export interface History {
	readonly ledger: readonly LedgerEntry[];
	readonly own: readonly LaneEvent[];
}

export const coffee = idNamed(SeriesId, 'coffee');
export const serve = idNamed(NeedId, 'serve');
export const welcome = idNamed(NeedId, 'welcome');
export const tuesday = occurrenceId(coffee, '2026-11-24' as Day);
export const nextTuesday = occurrenceId(coffee, '2026-12-01' as Day);

/** Everything that a history can be about. */
export const places = [
	{ occurrence: tuesday, need: serve },
	{ occurrence: tuesday, need: welcome },
	{ occurrence: nextTuesday, need: serve }
] as const;

const yearMs = 365 * 24 * 3_600_000;

export function claimOf(number: number, person = ann, more: Partial<Claim> = {}): Claim {
	return {
		kind: 'claim',
		id: claimId(number),
		season: autumn,
		...places[0],
		person,
		by: person,
		madeAt: yearMs + number,
		...more
	};
}

export function withdrawalOf(
	claim: number,
	id: number,
	more: Partial<Withdrawal> = {}
): Withdrawal {
	return {
		kind: 'withdrawal',
		id: idNamed(EventId, `withdrawal${id}x`),
		season: autumn,
		claim: claimId(claim),
		by: ann,
		madeAt: yearMs + id,
		word: '',
		...more
	};
}

export function claimId(number: number): EventId {
	return idNamed(EventId, `claim${number}x`);
}

/** Numbers entries in the order in which they are given. */
export function ledgerOf(...entries: readonly (LaneEvent | number)[]): LedgerEntry[] {
	return entries.map((entry, at): LedgerEntry => {
		const number = at + 1;
		if (typeof entry === 'number') return { kind: 'places', number, ...places[0], max: entry };
		return { kind: 'event', number, event: entry, lane: entry.by };
	});
}

type Move =
	| { readonly kind: 'claim'; readonly person: number; readonly place: number; readonly at: number }
	| { readonly kind: 'withdraw'; readonly claim: number; readonly at: number }
	| { readonly kind: 'places'; readonly max: number; readonly place: number };

/** Clocks that agree, more or less, and one that is a year off to either side. */
const anyClock = fc.oneof(fc.nat(40), fc.constantFrom(-yearMs, yearMs));

function anyMove(placeCount: number): fc.Arbitrary<Move> {
	const place = fc.nat(placeCount - 1);
	return fc.oneof(
		{
			weight: 5,
			arbitrary: fc.record({
				kind: fc.constant('claim' as const),
				person: fc.nat(people.length - 1),
				place,
				at: anyClock
			})
		},
		{
			weight: 3,
			// Of a claim that was made, that comes later, or that was never made.
			arbitrary: fc.record({
				kind: fc.constant('withdraw' as const),
				claim: fc.nat(12),
				at: anyClock
			})
		},
		{
			weight: 2,
			arbitrary: fc.record({ kind: fc.constant('places' as const), max: fc.nat(3), place })
		}
	);
}

/**
 * Claims, doubles, withdrawals (early ones, repeated ones, of claims that never were) and numbers of
 * places that go up and down, of which the last moves have no number yet.
 */
export function anyHistory(placeCount = 1): fc.Arbitrary<History> {
	return fc
		.tuple(
			fc.array(anyMove(placeCount), { maxLength: 18 }),
			fc.array(anyMove(placeCount), { maxLength: 6 })
		)
		.map(([numbered, own]) => playedOut(numbered, own));
}

function playedOut(numbered: readonly Move[], own: readonly Move[]): History {
	let claims = 0;
	let withdrawals = 0;
	const eventOf = (move: Exclude<Move, { kind: 'places' }>): LaneEvent => {
		const madeAt = yearMs + move.at;
		if (move.kind === 'withdraw') return withdrawalOf(move.claim, withdrawals++, { madeAt });
		return claimOf(claims++, people[move.person], { ...places[move.place], madeAt });
	};
	const ledger = numbered.map((move, at): LedgerEntry => {
		const number = at + 1;
		if (move.kind === 'places')
			return { kind: 'places', number, ...places[move.place]!, max: move.max };
		const event = eventOf(move);
		return { kind: 'event', number, event, lane: event.by };
	});
	return { ledger, own: own.filter((move) => move.kind !== 'places').map(eventOf) };
}
