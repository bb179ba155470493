import { type NeedId, type OccurrenceId, type SeasonId, ruleDayOf, seriesOf } from '#domain/ids.ts';
import { needsOn } from '#domain/series/stretches.ts';
import type { Places } from '#domain/series/series.ts';
import { toStored } from '../records/layout.ts';
import type { OpenSeason, WorkspaceDocuments } from '../workspace.ts';
import { type NeedInput, addNeed } from './activities.ts';
import type { Step } from './step.ts';

/** How many people a need asks for. */
export interface Asked extends Places {
	readonly need: NeedId;
}

/** For one date, or for that date and all that follow. */
export type Reach = 'one' | 'following';

/**
 * Asks for more or fewer people on one date, or from that date on. Nobody loses a place when there are
 * fewer: who is too many shows, and the coordinator decides.
 */
export function askFor(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId,
	reach: Reach,
	asked: readonly Asked[]
): void {
	const open = documents.season(season);
	for (const { need, min, max } of asked) {
		if (reach === 'one') askOnDate(step, open, occurrence, need, { min, max });
		else {
			followAgain(step, open, occurrence, need, ruleDayOf(occurrence));
			step.change(open.plan.doc, open.plan.changes, occurrence, `placesFrom/${need}`, {
				min,
				max
			});
		}
	}
}

/** Lets every date ask for as many as the series does; single dates that differ stay, but for this one. */
export function askAlike(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId,
	needs: readonly NeedId[]
): void {
	for (const need of needs) followAgain(step, documents.season(season), occurrence, need, '');
}

/** Asks for one more kind of helper, on one date or from it on: of all other dates it has no places. */
export function askAlso(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId,
	reach: Reach,
	{ min, max, ...need }: NeedInput
): void {
	const open = documents.season(season);
	const id = addNeed(step, open, seriesOf(occurrence), { ...need, min: 0, max: 0 });
	askFor(step, documents, season, occurrence, reach, [{ need: id, min, max }]);
}

/** What is the same as for the dates around it is not said of this date: it goes on following them. */
function askOnDate(
	step: Step,
	open: OpenSeason,
	occurrence: OccurrenceId,
	need: NeedId,
	places: Places
): void {
	const records = open.series.get(seriesOf(occurrence));
	const usual = records && needsOn(records, ruleDayOf(occurrence)).find(({ id }) => id === need);
	const isUsual = usual?.min === places.min && usual.max === places.max;
	const { doc, changes } = open.plan;
	step.change(doc, changes, occurrence, `places/${need}`, isUsual ? undefined : toStored(places));
}

/** Takes back what was asked of this date by itself, and from day `since` on of it and what follows. */
function followAgain(
	step: Step,
	open: OpenSeason,
	occurrence: OccurrenceId,
	need: NeedId,
	since: string
): void {
	const { doc, changes } = open.plan;
	step.change(doc, changes, occurrence, `places/${need}`, undefined);
	for (const [id, { placesFrom }] of changes.of(seriesOf(occurrence))) {
		if (placesFrom?.[need] && ruleDayOf(id) >= since)
			step.change(doc, changes, id, `placesFrom/${need}`, undefined);
	}
}
