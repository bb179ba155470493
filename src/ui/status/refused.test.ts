import { expect, test } from 'vitest';
import type { Claim, Withdrawal } from '#domain/claims/event.ts';
import { EventId, NeedId, type OccurrenceId, PersonId, SeasonId } from '#domain/ids.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { refusedOf, subjectOf } from './refused.ts';

const me = idNamed(PersonId, 'me');
const other = idNamed(PersonId, 'other');
const season = idNamed(SeasonId, 'season');
const occurrence = 'series0000000001@2026-11-24' as OccurrenceId;
const mine: Claim = {
	...{ kind: 'claim', id: idNamed(EventId, 'mine'), season, occurrence, madeAt: 1 },
	...{ need: idNamed(NeedId, 'need'), person: me, by: me }
};
const withdrawal: Withdrawal = {
	...{ kind: 'withdrawal', id: idNamed(EventId, 'w'), season, claim: mine.id },
	...{ by: me, madeAt: 2, word: '' }
};
const eventOf = (id: EventId) => (id === mine.id ? mine : null);
const ledger = {
	refusals: () => [
		{ event: mine.id, lane: me, reason: 'not-qualified' as const },
		{ event: idNamed(EventId, 'theirs'), lane: other, reason: 'not-qualified' as const }
	]
};
const change = {
	document: { kind: 'season', season },
	code: 'too-large',
	at: 5,
	isPutAway: false
} as const;

test('a person sees what was refused of her own, with what it was', () => {
	const [only, ...rest] = refusedOf(me, [ledger], eventOf, [], []);
	expect(only).toMatchObject({ kind: 'event', event: mine, reason: 'not-qualified' });
	expect(rest).toEqual([]);
});

test('a change that did not arrive stands beside it, and what was put away is marked so', () => {
	const all = refusedOf(me, [ledger], eventOf, [change], []);
	expect(all.map(({ kind }) => kind)).toEqual(['event', 'change']);
	const later = refusedOf(me, [ledger], eventOf, [{ ...change, isPutAway: true }], [mine.id]);
	expect(later.map(({ isPutAway }) => isPutAway)).toEqual([true, true]);
});

test('an event that this device can no longer tell is listed all the same', () => {
	const [only] = refusedOf(me, [ledger], () => null, [], []);
	expect(only).toMatchObject({ event: null, reason: 'not-qualified' });
});

test('a withdrawal is about the date of the claim that it names', () => {
	expect(subjectOf(withdrawal, eventOf)).toEqual({ occurrence });
	expect(subjectOf(withdrawal, () => null)).toBeNull();
});
