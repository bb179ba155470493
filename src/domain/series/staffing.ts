import type { NeedId, OrganisationId, PersonId, QualificationId } from '../ids.ts';
import type { Minutes } from '../time/day.ts';
import type { Need, StaffRule } from './series.ts';

/** Somebody who is there for a stretch of time, for one of the needs. */
export interface Presence {
	readonly person: PersonId;
	readonly need: NeedId;
	readonly from: Minutes;
	/** Exclusive. */
	readonly until: Minutes;
	readonly qualifications: readonly QualificationId[];
	readonly organisation: OrganisationId | null;
}

/** Somebody who is missing, and during which stretch. */
export type Shortage = { readonly from: Minutes; readonly until: Minutes } & Missing;

export type Missing =
	/** `short` more people are needed for this need. */
	| { readonly kind: 'need'; readonly need: NeedId; readonly short: number }
	/** Fewer than the duo asks for are there. */
	| { readonly kind: 'duo-size'; readonly short: number }
	| { readonly kind: 'qualified'; readonly qualification: QualificationId; readonly short: number }
	| { readonly kind: 'organisation'; readonly organisation: OrganisationId };

/**
 * Who is missing when, between `from` and `until`.
 *
 * A sweep from moment to moment at which somebody comes or goes; in each stretch every need and rule is
 * asked, and neighbouring stretches that miss the same become one. An empty answer means: at every
 * minute everything that was asked for is there.
 */
export function shortages(
	needs: readonly Need[],
	rules: readonly StaffRule[],
	presences: readonly Presence[],
	from: Minutes,
	until: Minutes
): Shortage[] {
	const moments = momentsBetween(presences, from, until);
	const found: Shortage[] = [];
	moments.forEach((start, at) => {
		const end = moments[at + 1];
		if (end === undefined) return;
		const there = presences.filter((presence) => presence.from <= start && presence.until >= end);
		for (const missing of missingFrom(needs, rules, there)) {
			extend(found, { from: start, until: end, ...missing });
		}
	});
	return found;
}

function momentsBetween(presences: readonly Presence[], from: Minutes, until: Minutes): Minutes[] {
	const moments = new Set([from, until]);
	for (const presence of presences) {
		for (const at of [presence.from, presence.until]) if (at > from && at < until) moments.add(at);
	}
	return [...moments].sort((a, b) => a - b);
}

function missingFrom(
	needs: readonly Need[],
	rules: readonly StaffRule[],
	there: readonly Presence[]
): Missing[] {
	const all = [
		...needs.flatMap((need) => missingOfNeed(need, there)),
		...rules.flatMap((rule) => missingOfRule(rule, there))
	];
	// Two rules can miss the same social worker: she is missing once.
	return all.filter((one, at) => all.findIndex((other) => isSameMissing(one, other)) === at);
}

function missingOfNeed(need: Need, there: readonly Presence[]): Missing[] {
	const filled = peopleIn(
		there.filter(
			(presence) =>
				presence.need === need.id &&
				(need.qualification === null || presence.qualifications.includes(need.qualification))
		)
	);
	return filled < need.min ? [{ kind: 'need', need: need.id, short: need.min - filled }] : [];
}

function missingOfRule(rule: StaffRule, there: readonly Presence[]): Missing[] {
	switch (rule.kind) {
		case 'duo': {
			const size = peopleIn(there);
			const missing: Missing[] = missingQualified(rule.qualification, 1, there);
			return size < rule.size
				? [{ kind: 'duo-size', short: rule.size - size }, ...missing]
				: missing;
		}
		case 'organisations':
			return rule.organisations
				.filter((organisation) => !there.some((presence) => presence.organisation === organisation))
				.map((organisation) => ({ kind: 'organisation', organisation }));
		case 'qualified':
			return missingQualified(rule.qualification, rule.count, there);
	}
}

function missingQualified(
	qualification: QualificationId,
	count: number,
	there: readonly Presence[]
): Missing[] {
	const have = peopleIn(
		there.filter((presence) => presence.qualifications.includes(qualification))
	);
	return have < count ? [{ kind: 'qualified', qualification, short: count - have }] : [];
}

function peopleIn(there: readonly Presence[]): number {
	return new Set(there.map(({ person }) => person)).size;
}

function extend(found: Shortage[], next: Shortage): void {
	const at = found.findIndex(
		(shortage) => shortage.until === next.from && isSameMissing(shortage, next)
	);
	const before = found[at];
	if (before) found[at] = { ...before, until: next.until };
	else found.push(next);
}

function isSameMissing(a: Missing, b: Missing): boolean {
	switch (a.kind) {
		case 'need':
			return b.kind === 'need' && a.need === b.need && a.short === b.short;
		case 'duo-size':
			return b.kind === 'duo-size' && a.short === b.short;
		case 'qualified':
			return b.kind === 'qualified' && a.qualification === b.qualification && a.short === b.short;
		case 'organisation':
			return b.kind === 'organisation' && a.organisation === b.organisation;
	}
}
