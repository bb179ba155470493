import { ruleDayOf, type NeedId, type OccurrenceId } from '../ids.ts';
import { type Day, dayNumber } from '../time/day.ts';
import type { Need, Places, Plan, SeriesRecords } from './series.ts';

/** A stretch of rule days, both included, on which one plan is in force and the same people are asked for. */
export interface Stretch {
	readonly first: number;
	readonly last: number;
	readonly plan: Plan;
	readonly needs: readonly Need[];
}

/** A rule day from which on something is different. */
interface Turn {
	readonly from: number;
	readonly change?: Partial<Plan>;
	readonly places?: Readonly<Record<NeedId, Places>>;
}

/** A date that takes place on another day than the rule's. */
interface Move {
	readonly id: OccurrenceId;
	readonly to: number;
}

/** What the records of a series say, laid out for asking about days. */
export interface Layout {
	/** Ascending, without gaps, from ever to ever. */
	readonly stretches: readonly Stretch[];
	readonly moves: readonly Move[];
}

/** Records are values: the layout of the same records is the same, and they are asked week after week. */
const layouts = new WeakMap<SeriesRecords, Layout>();

export function layoutOf(records: SeriesRecords): Layout {
	const known = layouts.get(records);
	if (known) return known;
	const layout = { stretches: stretchesOf(records), moves: movesOf(records) };
	layouts.set(records, layout);
	return layout;
}

function stretchesOf(records: SeriesRecords): Stretch[] {
	const stretches: Stretch[] = [];
	let { plan } = records.series;
	let { needs } = records;
	let first = -Infinity;
	for (const { from, change, places } of turnsOf(records)) {
		stretches.push({ first, last: from - 1, plan, needs });
		if (change) plan = { ...plan, ...change };
		if (places) needs = withPlaces(needs, places);
		first = from;
	}
	stretches.push({ first, last: Infinity, plan, needs });
	return stretches;
}

function turnsOf({ parts, changes }: SeriesRecords): Turn[] {
	const turns: Turn[] = parts.map(({ from, changes: change }) => ({
		from: dayNumber(from),
		change
	}));
	for (const [id, { placesFrom }] of changes)
		if (placesFrom) turns.push({ from: dayNumber(ruleDayOf(id)), places: placesFrom });
	return turns.sort((a, b) => a.from - b.from);
}

/** The same needs where nothing differs: what asks for the same people is the same list. */
export function withPlaces(
	needs: readonly Need[],
	places: Readonly<Record<NeedId, Places>>
): readonly Need[] {
	const asked = needs.map((need) => {
		const own = places[need.id];
		return own && (own.min !== need.min || own.max !== need.max) ? { ...need, ...own } : need;
	});
	return asked.some((need, at) => need !== needs[at]) ? asked : needs;
}

function movesOf({ changes }: SeriesRecords): Move[] {
	const moves: Move[] = [];
	for (const [id, { day }] of changes) {
		if (day !== undefined) moves.push({ id, to: dayNumber(day) });
	}
	return moves;
}

export function stretchAt(
	records: SeriesRecords,
	ruleDay: number
): Pick<Stretch, 'plan' | 'needs'> {
	const { stretches } = layoutOf(records);
	const { series, needs } = records;
	return stretches.findLast((stretch) => stretch.first <= ruleDay) ?? { plan: series.plan, needs };
}

/** What holds on a day of the rule: the series with every part that began by then laid over it. */
export function planOn(records: SeriesRecords, ruleDay: Day): Plan {
	return stretchAt(records, dayNumber(ruleDay)).plan;
}

/** Who is asked for on a day of the rule, before what one date has of its own. */
export function needsOn(records: SeriesRecords, ruleDay: Day): readonly Need[] {
	return stretchAt(records, dayNumber(ruleDay)).needs;
}
