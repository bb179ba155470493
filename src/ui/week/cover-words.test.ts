import { describe, expect, test } from 'vitest';
import type { NeedId, OrganisationId, QualificationId, SeriesId } from '#domain/ids.ts';
import type { Need } from '#domain/series/series.ts';
import type { Shortage } from '#domain/series/staffing.ts';
import type { Cover } from '#views/roster.ts';
import { coverLine, coverWords, needTitle } from './cover-words.ts';
import { type Names, inSentence } from './names.ts';

const names: Names = {
	venue: () => 'De Refter',
	person: () => 'Ann',
	organisation: () => 'OCMW',
	neighbourhood: () => 'Leiebeke',
	qualification: () => 'Maatschappelijk werker',
	series: () => 'Soep'
};
const social = 'q000000000000000' as QualificationId;
const date = { from: 600, until: 720 };

function need(id: string, fields: Partial<Need> = {}): Need {
	const plain = { label: '', qualification: null, min: 2, max: 3 };
	return { id: id as NeedId, series: 's000000000000000' as SeriesId, ...plain, ...fields };
}

function cover(needs: readonly [Need, number][], shortages: readonly Shortage[] = []): Cover {
	const staffing = { claims: [], confirmed: [], over: 0 };
	return {
		needs: needs.map(([one, counting]) => ({ need: one, staffing, counting })),
		shortages,
		clashes: new Set()
	};
}

function line(of: Cover): string {
	return coverLine(coverWords(of, date, names, 'nl'));
}

function short(one: Need, count: number, from = 600, until = 720): Shortage {
	return { kind: 'need', need: one.id, short: count, from, until };
}

describe('the cover of a date in words', () => {
	const plain = need('a');
	const asked = need('b', { qualification: social, min: 1, max: 1 });

	test('names what is there, what is asked and who is missing', () => {
		const both = cover(
			[
				[plain, 2],
				[asked, 0]
			],
			[short(asked, 1)]
		);
		expect(line(both)).toBe('2 van 3, nog 1 maatschappelijk werker');
	});

	test('does not let one too many for one task hide one too few for another', () => {
		const both = cover(
			[
				[plain, 3],
				[asked, 0]
			],
			[short(asked, 1)]
		);
		expect(line(both)).toBe('2 van 3, nog 1 maatschappelijk werker');
	});

	test('counts volunteers as people do', () => {
		expect(line(cover([[plain, 0]], [short(plain, 2)]))).toBe('0 van 2, nog 2 vrijwilligers');
		expect(line(cover([[plain, 1]], [short(plain, 1)]))).toBe('1 van 2, nog 1 vrijwilliger');
	});

	test('beyond what is needed counts the places that there are', () => {
		expect(line(cover([[plain, 2]]))).toBe('2 van 2');
		expect(line(cover([[plain, 3]]))).toBe('3 van 3');
		expect(line(cover([[need('c', { min: 0, max: 4 }), 0]]))).toBe('0 van 4');
	});

	test('says nothing where nobody is asked for', () => {
		expect(line(cover([]))).toBe('');
	});

	test('does not say twice what a rule and a need both ask for', () => {
		const rules: Shortage[] = [
			short(asked, 1),
			{ kind: 'qualified', qualification: social, short: 1, ...date },
			{ kind: 'duo-size', short: 1, ...date }
		];
		expect(line(cover([[asked, 0]], rules))).toBe('0 van 1, nog 1 maatschappelijk werker');
	});

	test('says what only a rule asks for', () => {
		const rules: Shortage[] = [
			{ kind: 'organisation', organisation: 'o000000000000000' as OrganisationId, ...date },
			{ kind: 'duo-size', short: 1, ...date }
		];
		expect(line(cover([[plain, 2]], rules))).toBe(
			'2 van 2, nog niemand van OCMW, nog 1 persoon erbij'
		);
	});

	test('says when, where it is not the whole time', () => {
		expect(line(cover([[plain, 1]], [short(plain, 1, 660)]))).toBe(
			'1 van 2, nog 1 vrijwilliger (11:00-12:00)'
		);
	});

	test('asks somebody for a task, whatever word it was given', () => {
		const kitchen = cover([[need('a', { label: 'Soep opscheppen' }), 1]]);
		const one = { ...kitchen, shortages: [short(kitchen.needs[0]!.need, 1)] };
		const said = (['nl', 'fr', 'en'] as const).map((language) =>
			coverLine(coverWords(one, date, names, language))
		);
		expect(said).toEqual([
			'1 van 2, nog 1 voor soep opscheppen',
			'1 sur 2, il manque 1 personne pour soep opscheppen',
			'1 of 2, 1 more for soep opscheppen'
		]);
	});

	test('is complete in each language', () => {
		const both = cover(
			[
				[plain, 2],
				[asked, 0]
			],
			[short(asked, 1)]
		);
		expect(coverLine(coverWords(both, date, names, 'fr'))).toBe(
			'2 sur 3, il manque 1 maatschappelijk werker'
		);
		expect(coverLine(coverWords(both, date, names, 'en'))).toBe(
			'2 of 3, 1 more maatschappelijk werker'
		);
	});
});

test('a need is called by its own words, else by what it asks, else volunteer', () => {
	expect(needTitle(need('a', { label: 'onthaal' }), names, 'nl')).toBe('Onthaal');
	expect(needTitle(need('a', { qualification: social }), names, 'nl')).toBe(
		'Maatschappelijk werker'
	);
	expect(needTitle(need('a'), names, 'nl')).toBe('Vrijwilliger');
});

test('an acronym keeps its capitals inside a sentence', () => {
	expect(inSentence('EHBO')).toBe('EHBO');
	expect(inSentence('Chauffeur')).toBe('chauffeur');
});
