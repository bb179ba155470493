import { type Day, addDays, mondayOf } from '#domain/time/day.ts';
import { type EventId, type SeriesId, seriesOf } from '#domain/ids.ts';
import type { Orphan, Problem } from '#views/problems.ts';

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
		case 'backwards':
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

/** What hangs loose of one activity: it is settled together. */
export interface OrphanGroup {
	readonly series: SeriesId;
	readonly orphans: readonly Orphan[];
	/** The claims among them, to be taken back in one step. */
	readonly claims: readonly EventId[];
}

export function orphanGroups(orphans: readonly Orphan[]): OrphanGroup[] {
	const bySeries = new Map<SeriesId, Orphan[]>();
	for (const orphan of orphans) {
		const series =
			orphan.kind === 'orphaned-claim' ? seriesOf(orphan.claim.claim.occurrence) : orphan.series;
		bySeries.set(series, [...(bySeries.get(series) ?? []), orphan]);
	}
	return [...bySeries].map(([series, own]) => ({
		series,
		orphans: own,
		claims: own.flatMap((one) => (one.kind === 'orphaned-claim' ? [one.claim.claim.id] : []))
	}));
}

export function orphanKey(orphan: Orphan): string {
	return orphan.kind === 'orphaned-claim'
		? orphan.claim.claim.id
		: `${orphan.taken.booking}/${orphan.occurrence}`;
}
