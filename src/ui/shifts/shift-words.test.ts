import { expect, test } from 'vitest';
import type { Day } from '#domain/time/day.ts';
import type { MyShift } from '#views/shifts.ts';
import {
	dayWords,
	firstName,
	heldTogether,
	inSentence,
	shortNames,
	standingWords
} from './shift-words.ts';

test('what she asked is said to be kept on this device only once it is', () => {
	const said = (expects: 'place' | 'waitlist', kept: boolean) => {
		const shift = { standing: { status: 'requested', expects }, closed: null } as never as MyShift;
		return standingWords(shift, '', kept, 'nl').label;
	};
	expect(said('place', false)).toBe('Aangevraagd');
	expect(said('place', true)).toBe('Aangevraagd, bewaard op dit toestel');
	expect(said('waitlist', false)).toBe('Aangevraagd voor de reservelijst');
	expect(said('waitlist', true)).toBe('Aangevraagd voor de reservelijst, bewaard op dit toestel');
});

test('a day is named as people do, and the date stays beside it', () => {
	const tuesday = '2026-11-24' as Day;
	expect(dayWords(tuesday, tuesday, 'nl')).toBe('Vandaag · di 24 nov');
	expect(dayWords('2026-11-25' as Day, tuesday, 'fr')).toBe('Demain · mer. 25 nov.');
	expect(dayWords('2026-11-27' as Day, tuesday, 'en')).toBe('Fri 27 Nov');
});

test('people are called by their first names, unless two of them share one', () => {
	expect(firstName('  Maria Van Damme ')).toBe('Maria');
	expect(shortNames([null, 'Rosa', null], 'Niet bekend')).toEqual([
		'Niet bekend',
		'Rosa',
		'Niet bekend'
	]);
	expect(shortNames(['Jan Vermeulen', 'Fatima El Idrissi'], '')).toEqual(['Jan', 'Fatima']);
	expect(shortNames(['Jan Vermeulen', 'Jan Baert', 'Rosa'], '')).toEqual([
		'Jan Vermeulen',
		'Jan Baert',
		'Rosa'
	]);
});

test('a task stands in a sentence as a word, an abbreviation as it is', () => {
	expect(inSentence('Gastvrouw of gastheer')).toBe('gastvrouw of gastheer');
	expect(inSentence('EHBO-post')).toBe('EHBO-post');
	expect(inSentence('')).toBe('');
});

test('a range of days breaks after its dash, and nowhere in a date', () => {
	expect(heldTogether('30 november - 6 december')).toBe('30\u00a0november\u00a0- 6\u00a0december');
	expect(heldTogether('23-29 november')).toBe('23-\u206029\u00a0november');
});
