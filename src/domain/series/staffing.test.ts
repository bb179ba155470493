/*
 * Faults that were planted and seen red: until included; the same person counted twice; the
 * qualification of a need ignored; neighbouring stretches not joined; one shortage told by two rules.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ann, bob, idNamed, people } from '#tests/support/named-ids.ts';
import { NeedId, OrganisationId, QualificationId, SeriesId } from '../ids.ts';
import type { Need, StaffRule } from './series.ts';
import { type Missing, type Presence, shortages } from './staffing.ts';

const socialWorker = idNamed(QualificationId, 'socialworker');
const driver = idNamed(QualificationId, 'driver');
const town = idNamed(OrganisationId, 'town');
const welfare = idNamed(OrganisationId, 'welfare');
const serve = idNamed(NeedId, 'serve');
const drive = idNamed(NeedId, 'drive');

function need(id: NeedId, min: number, qualification: QualificationId | null = null): Need {
	return { id, series: idNamed(SeriesId, 'coffee'), label: '', qualification, min, max: 5 };
}

const anyNeeds = fc
	.tuple(fc.nat(3), fc.nat(2), fc.option(fc.constant(driver)))
	.map(([served, driven, asked]) => [need(serve, served), need(drive, driven, asked)]);
const anyRule: fc.Arbitrary<StaffRule> = fc.oneof(
	fc.record({
		kind: fc.constant('duo' as const),
		size: fc.integer({ min: 2, max: 3 }),
		qualification: fc.constantFrom(socialWorker, driver)
	}),
	fc.record({
		kind: fc.constant('organisations' as const),
		organisations: fc.subarray([town, welfare])
	}),
	fc.record({
		kind: fc.constant('qualified' as const),
		qualification: fc.constantFrom(socialWorker, driver),
		count: fc.integer({ min: 1, max: 2 })
	})
);
const anyPresence = fc
	.record({
		person: fc.constantFrom(...people),
		need: fc.constantFrom(serve, drive),
		from: fc.integer({ min: -5, max: 30 }),
		length: fc.nat(20),
		qualifications: fc.subarray([socialWorker, driver]),
		organisation: fc.constantFrom(town, welfare, null)
	})
	.map(({ length, ...rest }): Presence => ({ ...rest, until: rest.from + length }));

/** Who is missing in one minute, in words. */
function missingAt(
	minute: number,
	needs: readonly Need[],
	rules: readonly StaffRule[],
	presences: readonly Presence[]
): string[] {
	const there = presences.filter(({ from, until }) => from <= minute && minute < until);
	const count = (is: (presence: Presence) => boolean) =>
		new Set(there.filter(is).map(({ person }) => person)).size;
	const having = (qualification: QualificationId | null) => (presence: Presence) =>
		qualification === null || presence.qualifications.includes(qualification);
	const words: string[] = [];
	const short = (name: string, asked: number, have: number) => {
		if (have < asked) words.push(`${name} ${asked - have}`);
	};
	for (const { id, min, qualification } of needs) {
		short(
			id,
			min,
			count((one) => one.need === id && having(qualification)(one))
		);
	}
	for (const rule of rules) {
		if (rule.kind === 'organisations') {
			for (const organisation of rule.organisations) {
				short(
					organisation,
					1,
					Math.min(
						1,
						count((one) => one.organisation === organisation)
					)
				);
			}
			continue;
		}
		if (rule.kind === 'duo')
			short(
				'duo',
				rule.size,
				count(() => true)
			);
		const asked = rule.kind === 'duo' ? 1 : rule.count;
		short(rule.qualification, asked, count(having(rule.qualification)));
	}
	return [...new Set(words)].toSorted();
}

function inWords(missing: Missing): string {
	switch (missing.kind) {
		case 'need':
			return `${missing.need} ${missing.short}`;
		case 'duo-size':
			return `duo ${missing.short}`;
		case 'qualified':
			return `${missing.qualification} ${missing.short}`;
		case 'organisation':
			return `${missing.organisation} 1`;
	}
}

const anyPresences = fc.array(anyPresence, { maxLength: 8 });
const anyRules = fc.array(anyRule, { maxLength: 3 });

describe('who is missing', () => {
	property.prop([anyNeeds, anyRules, anyPresences], { numRuns: 200 })(
		'is told for every minute, as if each were asked by itself',
		(needs, rules, presences) => {
			const found = shortages(needs, rules, presences, 0, 30);
			for (let minute = -1; minute <= 30; minute++) {
				const told = found
					.filter(({ from, until }) => from <= minute && minute < until)
					.map(inWords);
				const asked = minute < 0 || minute === 30 ? [] : missingAt(minute, needs, rules, presences);
				expect(told.toSorted()).toEqual(asked);
			}
		}
	);

	property.prop([anyNeeds, anyRules, anyPresences])(
		'is told in as few stretches as possible',
		(needs, rules, presences) => {
			const found = shortages(needs, rules, presences, 0, 30);
			for (const one of found) {
				const next = found.filter((other) => other.from === one.until).map(inWords);
				expect(next).not.toContain(inWords(one));
			}
		}
	);

	test('a duo without a social worker misses her, also when a second rule asks for her', () => {
		const presence = (person: typeof ann): Presence => ({
			person,
			need: serve,
			from: 540,
			until: 720,
			qualifications: [],
			organisation: null
		});
		const rules: StaffRule[] = [
			{ kind: 'duo', size: 2, qualification: socialWorker },
			{ kind: 'qualified', qualification: socialWorker, count: 1 }
		];
		expect(shortages([], rules, [presence(ann), presence(bob)], 540, 720)).toEqual([
			{ kind: 'qualified', qualification: socialWorker, short: 1, from: 540, until: 720 }
		]);
	});
});
