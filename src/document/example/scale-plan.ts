import { occurrences } from '#domain/series/expand.ts';
import type { Plan } from '#domain/series/series.ts';
import { type Minutes, dayNumber } from '#domain/time/day.ts';
import { closedFor } from '#domain/venues/opening.ts';
import { cancelOccurrence, planActivity } from '../commands/activities.ts';
import { Openings } from '../planning-sources.ts';
import {
	type Scale,
	type ScaleGround,
	type ScaleSeries,
	coordinatorAt,
	workdays
} from './scale-ground.ts';
import * as words from './words.ts';

const evening: Minutes = 18 * 60 + 30;
const hours: readonly Minutes[] = [9 * 60 + 30, 14 * 60, evening];

/** Weekly series throughout the year, those dates cancelled on which their room is closed. */
export function planSeries(ground: ScaleGround): ScaleSeries[] {
	const { draft, scale, season, coordinators } = ground;
	return Array.from({ length: scale.series }, (_, at) => {
		const coordinator = coordinatorAt(coordinators, at);
		const { step, documents } = draft.by(coordinator);
		const { qualification } = ground;
		const max = seatsPerDate(scale, at);
		const need = { id: null, label: words.many.need, min: Math.max(1, max - 1), max };
		const series = planActivity(step, documents, season, {
			plan: planFor(ground, at),
			needs: [{ ...need, qualification: at % 5 === 0 ? qualification : null }]
		});
		const planned = { id: series, coordinator };
		cancelClosed(ground, planned);
		return planned;
	});
}

/** Whole seats per date such that all series together come to the seats of the scale. */
function seatsPerDate({ series, seats }: Scale, at: number): number {
	const each = seats / 52 / series;
	return Math.max(1, Math.round((at + 1) * each) - Math.round(at * each));
}

function planFor({ venues, neighbourhoods, first, last }: ScaleGround, at: number): Plan {
	const turn = Math.floor(at / venues.length);
	const venue = venues[at % venues.length];
	// One in twenty-five of the later series wants a room at the hour of an earlier one.
	const isContested = turn > 0 && at % 25 === 0;
	const slot = isContested ? 0 : turn;
	const from = venue?.isSchool ? evening : (hours[(at % venues.length) % hours.length] ?? evening);
	const weekday = workdays[((at % venues.length) + 2 * slot) % workdays.length] ?? 1;
	return {
		title: `${words.many.activities[at % words.many.activities.length] ?? ''} ${at + 1}`,
		neighbourhood: neighbourhoods[at % neighbourhoods.length] ?? null,
		...{ organisation: null, venue: venue?.id ?? null, note: '', staffRules: [] },
		rule: { kind: 'weekly', start: first, until: last, every: 1, weekdays: [weekday] },
		...{ from, until: from + 120, setUpMinutes: 15, clearingMinutes: 15 }
	};
}

function cancelClosed({ draft, season, first, last }: ScaleGround, series: ScaleSeries): void {
	const { step, documents } = draft.by(series.coordinator);
	const records = documents.season(season).series.get(series.id);
	const venue = documents.directory.venues.get(records?.series.plan.venue ?? '');
	if (!records || !venue) return;
	const openings = new Openings(documents);
	const windows = openings.windows(venue.id);
	for (const date of occurrences(records, dayNumber(first), dayNumber(last))) {
		const from = date.from - date.setUpMinutes;
		const until = date.until + date.clearingMinutes;
		if (closedFor(venue, windows, [], date.dayNumber, from, until))
			cancelOccurrence(step, documents, season, date.id);
	}
}
