import { type Day, addDays, mondayOf } from '#domain/time/day.ts';
import type { Problem } from '#views/problems.ts';

export type When = 'thisWeek' | 'nextWeek' | 'later';

export interface ProblemGroup {
	readonly when: When;
	readonly problems: readonly Problem[];
}

/** Problems by how soon they matter; groups without any are left out. @param problems in order of time */
export function problemGroups(problems: readonly Problem[], today: Day): ProblemGroup[] {
	const nextMonday = addDays(mondayOf(today), 7);
	const mondayAfter = addDays(nextMonday, 7);
	const when = ({ occurrence: { day } }: Problem): When =>
		day < nextMonday ? 'thisWeek' : day < mondayAfter ? 'nextWeek' : 'later';
	return (['thisWeek', 'nextWeek', 'later'] as const)
		.map((name) => ({ when: name, problems: problems.filter((one) => when(one) === name) }))
		.filter((group) => group.problems.length > 0);
}

/** At which part of its sheet a problem is mended. */
export function partOf(problem: Problem): 'waar' | 'wie' {
	switch (problem.kind) {
		case 'double-booked':
		case 'unbooked':
		case 'closed':
			return 'waar';
		case 'uncovered':
		case 'over':
		case 'clash':
			return 'wie';
	}
}

/** A name for a problem that stays the same while it lasts. */
export function problemKey(problem: Problem): string {
	const key = `${problem.occurrence.id}/${problem.kind}`;
	return problem.kind === 'clash' ? `${key}/${problem.claim}` : key;
}
