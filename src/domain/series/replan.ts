import type { PartId } from '../ids.ts';
import { occurrences } from './expand.ts';
import type { Day } from '../time/day.ts';
import type { Occurrence, Part, Plan, SeriesRecords } from './series.ts';

/** A change of more than one date: from a rule day on, or throughout. */
export interface Replan {
	/** From which rule day on; null for all dates, past ones too. */
	readonly from: Day | null;
	readonly change: Partial<Plan>;
}

/** What a change of rhythm does to the dates of a series, by their ids. */
export interface DateShift {
	/** As they will be: they keep their id, and with it whoever is on them. */
	readonly stays: readonly Occurrence[];
	/** As they were: what people did for them is orphaned, and listed. */
	readonly goes: readonly Occurrence[];
	readonly comes: readonly Occurrence[];
}

const unsaved = 'aaaaaaaaaaaaaaaa' as PartId;

/** The series as the commands would leave it, for saying what a change does before it is made. */
export function replanned(records: SeriesRecords, replans: readonly Replan[]): SeriesRecords {
	return replans.reduce(
		(so, { from, change }) =>
			from === null ? throughout(so, change) : fromDayOn(so, from, change),
		records
	);
}

function throughout(records: SeriesRecords, change: Partial<Plan>): SeriesRecords {
	const { series, parts } = records;
	return {
		...records,
		series: { ...series, plan: { ...series.plan, ...change } },
		parts: parts.map((part) => without(part, change))
	};
}

function fromDayOn(records: SeriesRecords, from: Day, change: Partial<Plan>): SeriesRecords {
	const { series, parts } = records;
	const known = parts.find((part) => part.from === from);
	const part = known ?? { id: unsaved, series: series.id, from, changes: {}, removed: false };
	const others = parts.filter((other) => other !== known);
	return {
		...records,
		parts: [
			...others.filter((other) => other.from < from),
			{ ...part, changes: { ...part.changes, ...change } },
			...others.filter((other) => other.from >= from).map((other) => without(other, change))
		]
	};
}

/** What changes for all dates is no longer said by a part of them. */
function without(part: Part, change: Partial<Plan>): Part {
	const left = Object.entries(part.changes).filter(([field]) => !(field in change));
	return { ...part, changes: Object.fromEntries(left) };
}

const ever = { first: 0, last: 84_005 };

/** Which dates stay, go and come between two states of one series, each in order of time. */
export function dateShift(before: SeriesRecords, after: SeriesRecords): DateShift {
	const old = occurrences(before, ever.first, ever.last);
	const now = occurrences(after, ever.first, ever.last);
	const [wasThere, isThere] = [idsOf(old), idsOf(now)];
	return {
		stays: now.filter(({ id }) => wasThere.has(id)),
		goes: old.filter(({ id }) => !isThere.has(id)),
		comes: now.filter(({ id }) => !wasThere.has(id))
	};
}

function idsOf(dates: readonly Occurrence[]): ReadonlySet<string> {
	return new Set(dates.map(({ id }) => id));
}
