import type {
	NeedId,
	OccurrenceId,
	PartId,
	QualificationId,
	SeasonId,
	SeriesId
} from '#domain/ids.ts';
import { ruleDayOf, seriesOf } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { OccurrenceChange, Plan, SeriesRecords } from '#domain/series/series.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import { type ChangeField, changeFields } from '../layouts/changes.ts';
import { planFieldNames } from '../layouts/season.ts';
import { toStored } from '../records/layout.ts';
import type { OpenSeason, WorkspaceDocuments } from '../workspace.ts';
import { rebook } from './book.ts';
import type { Step } from './step.ts';

/** A need as a coordinator fills it in; without an id it is a new one. */
export interface NeedInput {
	readonly id: NeedId | null;
	readonly label: string;
	readonly qualification: QualificationId | null;
	readonly min: number;
	readonly max: number;
}

export interface ActivityInput {
	readonly plan: Plan;
	readonly needs: readonly NeedInput[];
}

const beginning = '1970-01-01' as Day;
const end = '2199-12-31' as Day;

/** Plans an activity, says what staff it needs, and books its venue. */
export function planActivity(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	input: ActivityInput
): SeriesId {
	const { plan } = documents.season(season);
	const series = step.add(plan.doc, plan.series, input.plan);
	for (const need of input.needs) addNeed(step, documents.season(season), series, need);
	rebook(step, documents, season, series, beginning, end);
	return series;
}

/** Changes things for one date only. A value that is `undefined` follows the series again. */
export function changeOccurrence(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId,
	change: { readonly [Field in ChangeField]?: OccurrenceChange[Field] | undefined }
): void {
	const { plan } = documents.season(season);
	for (const field of changeFields) {
		if (!(field in change)) continue;
		const value = change[field];
		step.change(
			plan.doc,
			plan.changes,
			occurrence,
			field,
			value === undefined ? undefined : toStored(value)
		);
	}
	const day = ruleDayOf(occurrence);
	rebook(step, documents, season, seriesOf(occurrence), day, day);
}

/** Cancels one date: it stays visible, its claims wait, its venue is given back. */
export function cancelOccurrence(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId
): void {
	changeOccurrence(step, documents, season, occurrence, { cancelled: true });
}

/** Cancels some dates of one activity, each as `cancelOccurrence` does. */
export function cancelOccurrences(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	dates: readonly OccurrenceId[]
): void {
	for (const date of dates) cancelOccurrence(step, documents, season, date);
}

/** Lets a cancelled date take place after all: its claims stand as before, its venue is asked for again. */
export function restoreOccurrence(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId
): void {
	changeOccurrence(step, documents, season, occurrence, { cancelled: undefined });
}

/** Cancels one date and all that follow it. */
export function cancelFollowing(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId
): void {
	const { plan, series } = documents.season(season);
	const records = series.get(seriesOf(occurrence));
	if (!records) return;
	const first = ruleDayOf(occurrence);
	for (const { id } of occurrences(records, 0, dayNumber(end))) {
		if (ruleDayOf(id) >= first) step.change(plan.doc, plan.changes, id, 'cancelled', true);
	}
	rebook(step, documents, season, seriesOf(occurrence), first, end);
}

/**
 * Changes things from one date on. It makes a part of the series that begins on that date (or edits the
 * part that already does), so that every claim keeps its occurrence.
 */
export function changeFollowing(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	occurrence: OccurrenceId,
	change: Partial<Plan>
): void {
	const open = documents.season(season);
	const series = seriesOf(occurrence);
	const records = open.series.get(series);
	if (!records) return;
	const starts = ruleDayOf(occurrence);
	const part = partFrom(step, open, records, starts);
	for (const field of named(change)) {
		step.edit(open.plan.doc, open.plan.parts, part, field, toStored(change[field]));
		for (const later of records.parts) {
			if (later.from >= starts && later.id !== part)
				followSeries(step, open, later.id, field, change[field]);
		}
	}
	rebook(step, documents, season, series, starts, end);
}

/** Changes things for all dates of a series, also where a part said otherwise. */
export function changeSeries(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	change: Partial<Plan>
): void {
	const open = documents.season(season);
	const records = open.series.get(series);
	if (!records) return;
	for (const field of named(change)) {
		step.edit(open.plan.doc, open.plan.series, series, field, toStored(change[field]));
		for (const part of records.parts) followSeries(step, open, part.id, field, change[field]);
	}
	rebook(step, documents, season, series, beginning, end);
}

/**
 * Lets a part say nothing of a field. Where a file was put back by an earlier version, its base may say
 * something, below any edit: such a part says what the dates before it do.
 */
function followSeries<Field extends keyof Plan>(
	step: Step,
	{ plan: { doc, parts } }: OpenSeason,
	part: PartId,
	field: Field,
	value: Plan[Field] | undefined
): void {
	step.edit(doc, parts, part, field, undefined);
	if (parts.get(part)?.[field] !== undefined) step.edit(doc, parts, part, field, toStored(value));
}

/** Sets what staff a series needs; a need that is left out is removed, its claims show as orphaned. */
export function changeNeeds(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId,
	needs: readonly NeedInput[]
): void {
	const open = documents.season(season);
	const before = open.series.get(series)?.needs ?? [];
	const { doc, needs: records } = open.plan;
	for (const need of before) {
		if (!needs.some(({ id }) => id === need.id)) step.edit(doc, records, need.id, 'removed', true);
	}
	for (const need of needs) {
		if (need.id === null) addNeed(step, open, series, need);
		else
			for (const field of ['label', 'qualification', 'min', 'max'] as const)
				editNeed(step, open, need.id, field, need);
	}
}

function editNeed(
	step: Step,
	open: OpenSeason,
	id: NeedId,
	field: 'label' | 'qualification' | 'min' | 'max',
	need: NeedInput
): void {
	if (open.plan.needs.get(id)?.[field] === need[field]) return;
	step.edit(open.plan.doc, open.plan.needs, id, field, need[field]);
}

/** Takes a whole series away. Claims on it show as orphaned, its venues are given back. */
export function removeSeries(
	step: Step,
	documents: WorkspaceDocuments,
	season: SeasonId,
	series: SeriesId
): void {
	const { plan } = documents.season(season);
	step.edit(plan.doc, plan.series, series, 'removed', true);
	rebook(step, documents, season, series, beginning, end);
}

function partFrom(step: Step, open: OpenSeason, records: SeriesRecords, starts: Day): PartId {
	const existing = records.parts.find(({ from }) => from === starts);
	if (existing) return existing.id;
	const nothing = Object.fromEntries(planFieldNames.map((name) => [name, undefined])) as {
		[Field in keyof Plan]: undefined;
	};
	return step.add(open.plan.doc, open.plan.parts, {
		series: records.series.id,
		starts,
		...nothing
	});
}

export function addNeed(
	step: Step,
	open: OpenSeason,
	series: SeriesId,
	{ label, qualification, min, max }: Omit<NeedInput, 'id'>
): NeedId {
	return step.add(open.plan.doc, open.plan.needs, { series, label, qualification, min, max });
}

function named(change: Partial<Plan>): (keyof Plan)[] {
	return planFieldNames.filter((name) => change[name] !== undefined);
}
