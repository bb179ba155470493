import { type Day, addDays, mondayOf } from '#domain/time/day.ts';
import type { Claim } from '#domain/claims/event.ts';
import { type SeriesId, seriesOf } from '#domain/ids.ts';
import type { Orphan, Problem } from '#views/problems.ts';

export type When = 'thisWeek' | 'nextWeek' | 'later';

/** The same matter on several dates of one activity: one line, and the others behind it. */
export interface ProblemStack {
	/** The first that comes. */
	readonly first: Problem;
	readonly rest: readonly Problem[];
}

export interface ProblemGroup {
	readonly when: When;
	readonly stacks: readonly ProblemStack[];
}

/**
 * Problems by how soon they matter, and what recurs on many dates of one activity as one, where its first date
 * stands. Groups without any are left out. @param problems in order of time, which is kept
 */
export function problemGroups(problems: readonly Problem[], today: Day): ProblemGroup[] {
	const nextMonday = addDays(mondayOf(today), 7);
	const mondayAfter = addDays(nextMonday, 7);
	const when = ({ occurrence: { day } }: Problem): When =>
		day < nextMonday ? 'thisWeek' : day < mondayAfter ? 'nextWeek' : 'later';
	const by = Map.groupBy(problems, when);
	return (['thisWeek', 'nextWeek', 'later'] as const)
		.map((name) => ({ when: name, stacks: stacked(by.get(name) ?? []) }))
		.filter((group) => group.stacks.length > 0);
}

function stacked(problems: readonly Problem[]): ProblemStack[] {
	const stacks = Map.groupBy(problems, ({ occurrence, kind }) => `${occurrence.series}/${kind}`);
	return [...stacks.values()].flatMap(([first, ...rest]) => (first ? [{ first, rest }] : []));
}

/** The first `count` lines of all groups together. */
export function firstLines(groups: readonly ProblemGroup[], count: number): ProblemGroup[] {
	let left = count;
	return groups
		.map((group) => {
			const stacks = group.stacks.slice(0, Math.max(0, left));
			left -= group.stacks.length;
			return { ...group, stacks };
		})
		.filter(({ stacks }) => stacks.length > 0);
}

/** At which part of its sheet a problem is mended. */
export function partOf(problem: Problem): 'waar' | 'wie' {
	switch (problem.kind) {
		case 'double-booked':
		case 'unbooked':
		case 'gone':
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
	readonly claims: readonly Claim[];
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
		claims: own.flatMap((one) => (one.kind === 'orphaned-claim' ? [one.claim.claim] : []))
	}));
}

export function orphanKey(orphan: Orphan): string {
	return orphan.kind === 'orphaned-claim'
		? `${orphan.claim.claim.season}/${orphan.claim.claim.id}`
		: `${orphan.taken.booking}/${orphan.occurrence}`;
}
