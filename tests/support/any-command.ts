import { fc } from '@fast-check/vitest';
import {
	cancelFollowing,
	cancelOccurrence,
	changeFollowing,
	changeNeeds,
	changeOccurrence,
	changeSeries,
	planActivity,
	removeSeries,
	restoreOccurrence
} from '#document/commands/activities.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { askFor } from '#document/commands/staff.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { OccurrenceId, SeriesId } from '#domain/ids.ts';
import type { OccurrenceChange, SeriesRecords } from '#domain/series/series.ts';
import { anyDateChange, anyPlanChange, coffeePlan, planned } from './any-planned.ts';
import { autumn, people } from './named-ids.ts';

/** Something that a coordinator does; what it is done to is chosen from what is there. */
export interface Command {
	readonly name: string;
	readonly run: (step: Step, documents: WorkspaceDocuments) => void;
}

/** Series of the season that were not removed, in order of their ids. */
export function seriesOn(documents: WorkspaceDocuments): SeriesRecords[] {
	const all = documents.season(autumn).series.all();
	return all.toSorted((a, b) => (a.series.id < b.series.id ? -1 : 1));
}

function onSeries(
	name: string,
	run: (step: Step, documents: WorkspaceDocuments, series: SeriesId, records: SeriesRecords) => void
): fc.Arbitrary<Command> {
	return fc.nat(2).map((at) => ({
		name,
		run(step, documents) {
			const all = seriesOn(documents);
			const records = all[at % Math.max(1, all.length)];
			if (records) run(step, documents, records.series.id, records);
		}
	}));
}

function onDate(
	name: string,
	run: (step: Step, documents: WorkspaceDocuments, date: OccurrenceId) => void
): fc.Arbitrary<Command> {
	return fc.tuple(fc.nat(2), fc.nat(12)).map(([at, week]) => ({
		name,
		run(step, documents) {
			const all = seriesOn(documents);
			const records = all[at % Math.max(1, all.length)];
			const dates = records ? planned(records) : [];
			const date = dates[week % Math.max(1, dates.length)];
			if (date) run(step, documents, date.id);
		}
	}));
}

const needs = [
	{ id: null, label: 'onthaal', qualification: null, min: 1, max: 2 },
	{ id: null, label: 'koffie', qualification: null, min: 0, max: 1 }
];

export const plan: fc.Arbitrary<Command> = anyPlanChange.map((change) => ({
	name: 'plan',
	run(step, documents) {
		planActivity(step, documents, autumn, { plan: { ...coffeePlan, ...change }, needs });
	}
}));

const changeDate = fc
	.tuple(anyDateChange, fc.subarray(['day', 'from', 'cancelled', 'title'] as const))
	.chain(([change, cleared]) => {
		const back = Object.fromEntries(cleared.map((field) => [field, undefined]));
		const all: { [Field in keyof OccurrenceChange]?: OccurrenceChange[Field] | undefined } = {
			...change,
			...back
		};
		return onDate('change a date', (step, documents, date) =>
			changeOccurrence(step, documents, autumn, date, all)
		);
	});
const cancel = onDate('cancel', (step, documents, date) =>
	cancelOccurrence(step, documents, autumn, date)
);
const restore = onDate('restore', (step, documents, date) =>
	restoreOccurrence(step, documents, autumn, date)
);
const cancelFrom = onDate('cancel from', (step, documents, date) =>
	cancelFollowing(step, documents, autumn, date)
);
const changeFrom = anyPlanChange.chain((change) =>
	onDate('change from', (step, documents, date) =>
		changeFollowing(step, documents, autumn, date, change)
	)
);
const changeAll = anyPlanChange.chain((change) =>
	onSeries('change all', (step, documents, series) =>
		changeSeries(step, documents, autumn, series, change)
	)
);
const remove = onSeries('remove', (step, documents, series) =>
	removeSeries(step, documents, autumn, series)
);
const changeStaff = fc.tuple(fc.nat(3), fc.boolean()).chain(([max, dropsFirst]) =>
	onSeries('change needs', (step, documents, series, { needs: before }) => {
		const kept = before.slice(dropsFirst ? 1 : 0).map((need) => ({ ...need, max }));
		changeNeeds(step, documents, autumn, series, [...kept, ...needs.slice(before.length)]);
	})
);
const askForPeople = fc
	.tuple(fc.nat(3), fc.constantFrom('one' as const, 'following' as const))
	.chain(([max, reach]) =>
		onDate('ask for people', (step, documents, date) => {
			const [need] = documents.season(autumn).series.get(date.slice(0, 16))?.needs ?? [];
			if (need) askFor(step, documents, autumn, date, reach, [{ need: need.id, min: 0, max }]);
		})
	);
export const claimPlace = fc.nat(4).chain((person) =>
	onDate('claim', (step, documents, date) => {
		const [need] = documents.season(autumn).series.get(date.slice(0, 16))?.needs ?? [];
		if (need) claim(step, autumn, date, need.id, people[person]!);
	})
);
const withdrawClaim: fc.Arbitrary<Command> = fc.nat(5).map((at) => ({
	name: 'withdraw',
	run(step, documents) {
		const all = documents.lane.all();
		const gone = new Set(
			all.flatMap((event) => (event.kind === 'withdrawal' ? [event.claim] : []))
		);
		const claims = all.filter(({ kind, id }) => kind === 'claim' && !gone.has(id));
		const chosen = claims[at % Math.max(1, claims.length)];
		if (chosen) withdraw(step, autumn, [chosen.id], 'ziek');
	}
}));

/** What changes the planning of one date or of many. */
export const anyPlanCommand = fc.oneof(
	changeDate,
	changeDate,
	cancel,
	restore,
	cancelFrom,
	changeFrom,
	changeFrom,
	changeAll,
	changeStaff,
	askForPeople,
	remove
);
export const anyCommand = fc.oneof(
	{ weight: 8, arbitrary: anyPlanCommand },
	{ weight: 2, arbitrary: claimPlace },
	{ weight: 1, arbitrary: withdrawClaim },
	{ weight: 1, arbitrary: plan }
);
