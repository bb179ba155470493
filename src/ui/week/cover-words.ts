import type { NeedId, OrganisationId, QualificationId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Shortage } from '#domain/series/staffing.ts';
import { cover as dictionary } from '#ui/text/cover.ts';
import { timeRange } from '#ui/text/format.ts';
import type { Language } from '#ui/text/messages.ts';
import type { Cover } from '#views/roster.ts';
import { type Names, inSentence } from './names.ts';

/** How well a date is staffed, in words. */
export interface CoverWords {
	/** "2 van 3"; null when nobody is asked for. */
	readonly count: string | null;
	/** "nog 1 maatschappelijk werker": what a coordinator has to find. */
	readonly missing: readonly string[];
	/** Good to know, no shortage: "1 aangevraagd". */
	readonly aside: readonly string[];
	/** "2 op de reservelijst", where there is room to say so. */
	readonly waiting: readonly string[];
	readonly isEnough: boolean;
}

type Dated = Pick<Occurrence, 'from' | 'until'>;

/** What a block says of its people; what is missing comes from the rules, so that it is never rosier than they are. */
export function coverWords(
	cover: Cover,
	date: Dated,
	names: Names,
	language: Language
): CoverWords {
	const words = dictionary[language];
	const over = sum(cover.needs.map(({ staffing }) => staffing.over));
	const requested = standing(cover, 'requested');
	const waiting = standing(cover, 'waitlist');
	return {
		count: countWords(cover, language),
		missing: missingWords(cover, date, names, language),
		aside: [
			...(over > 0 ? [words.over(over)] : []),
			...(requested > 0 ? [words.requested(requested)] : [])
		],
		waiting: waiting > 0 ? [words.waiting(waiting)] : [],
		isEnough: cover.shortages.length === 0
	};
}

/** The whole in one line: "2 van 3, nog 1 maatschappelijk werker". */
export function coverLine({ count, missing, aside, waiting }: CoverWords, isShort = false): string {
	const counted = count === null ? [] : [count];
	return [...counted, ...missing, ...aside, ...(isShort ? [] : waiting)].join(', ');
}

function countWords({ needs }: Cover, language: Language): string | null {
	if (needs.length === 0) return null;
	const words = dictionary[language];
	const least = sum(needs.map(({ need }) => need.min));
	const isShort = needs.some(({ need, counting }) => counting < need.min);
	// One too many for one task does not make up for one too few for another.
	if (isShort)
		return words.count(sum(needs.map(({ need, counting }) => Math.min(counting, need.min))), least);
	const have = sum(needs.map(({ counting }) => counting));
	const most = sum(needs.map(({ need }) => Math.max(need.min, need.max)));
	// Beyond what is needed, the places that are left are what matters.
	return words.count(have, have > least || least === 0 ? most : least);
}

function missingWords(cover: Cover, date: Dated, names: Names, language: Language): string[] {
	return gathered(cover).map((gap) => {
		const said = gapWords(gap, names, language);
		const isWhole = gap.from <= date.from && gap.until >= date.until;
		return isWhole ? said : dictionary[language].during(said, timeRange(gap.from, gap.until));
	});
}

type Gap =
	| {
			readonly kind: 'need';
			readonly need: NeedId;
			readonly label: string;
			readonly qualification: QualificationId | null;
	  }
	| { readonly kind: 'people' }
	| { readonly kind: 'qualified'; readonly qualification: QualificationId }
	| { readonly kind: 'organisation'; readonly organisation: OrganisationId };
type Missing = Gap & { readonly short: number; readonly from: number; readonly until: number };

/** Every shortage once: a rule that only repeats what a need already asks for is left out. */
function gathered(cover: Cover): Missing[] {
	const all = cover.shortages.map((shortage) => missingOf(shortage, cover));
	const needs = all.filter(({ kind }) => kind === 'need');
	const asked = sum(needs.map(({ short }) => short));
	return all.filter((gap) => {
		if (gap.kind === 'people') return gap.short > asked;
		if (gap.kind !== 'qualified') return true;
		const same = needs.filter(
			(need) => need.kind === 'need' && need.qualification === gap.qualification
		);
		return sum(same.map(({ short }) => short)) < gap.short;
	});
}

function missingOf(shortage: Shortage, cover: Cover): Missing {
	const { from, until } = shortage;
	switch (shortage.kind) {
		case 'need': {
			const need = cover.needs.find((one) => one.need.id === shortage.need)?.need;
			const { label = '', qualification = null } = need ?? {};
			return {
				kind: 'need',
				need: shortage.need,
				label,
				qualification,
				short: shortage.short,
				from,
				until
			};
		}
		case 'duo-size':
			return { kind: 'people', short: shortage.short, from, until };
		case 'qualified':
			return {
				kind: 'qualified',
				qualification: shortage.qualification,
				short: shortage.short,
				from,
				until
			};
		case 'organisation':
			return { kind: 'organisation', organisation: shortage.organisation, short: 1, from, until };
	}
}

function gapWords(gap: Missing, names: Names, language: Language): string {
	const words = dictionary[language];
	switch (gap.kind) {
		case 'need': {
			// A label is free text: a role for one ("gastvrouw"), a task for another ("soep opscheppen").
			if (gap.label.trim() !== '') return words.missingFor(gap.short, inSentence(gap.label.trim()));
			const name = needName(gap, names);
			return name === null ? words.missing(gap.short) : words.missingNamed(gap.short, name);
		}
		case 'people':
			return words.missingPeople(gap.short);
		case 'qualified':
			return words.missingNamed(gap.short, inSentence(names.qualification(gap.qualification)));
		case 'organisation':
			return words.missingOrganisation(names.organisation(gap.organisation));
	}
}

function needName(
	need: { readonly label: string; readonly qualification: QualificationId | null },
	names: Names
): string | null {
	if (need.label.trim() !== '') return inSentence(need.label.trim());
	return need.qualification === null ? null : inSentence(names.qualification(need.qualification));
}

/** What a need is called above the names of those who fill it. */
export function needTitle(
	need: { readonly label: string; readonly qualification: QualificationId | null },
	names: Names,
	language: Language
): string {
	const name = needName(need, names) ?? dictionary[language].volunteer;
	return name.slice(0, 1).toLocaleUpperCase() + name.slice(1);
}

function standing({ needs }: Cover, status: 'requested' | 'waitlist'): number {
	return sum(
		needs.map(
			({ staffing }) => staffing.claims.filter((claim) => claim.standing.status === status).length
		)
	);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
