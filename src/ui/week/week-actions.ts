import {
	cancelFollowing,
	cancelOccurrences,
	changeFollowing,
	changeNeeds,
	changeOccurrence,
	changeSeries,
	planActivity,
	removeSeries,
	restoreOccurrence,
	type ActivityInput
} from '#document/commands/activities.ts';
import { giveBack, rebook } from '#document/commands/book.ts';
import { claim, withdrawWhereNamed } from '#document/commands/claims.ts';
import { askAlike, askAlso, askFor } from '#document/commands/staff.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Claim } from '#domain/claims/event.ts';
import {
	type NeedId,
	type PersonId,
	type SeasonId,
	type SeriesId,
	occurrenceId,
	ruleDayOf,
	seriesOf
} from '#domain/ids.ts';
import { planOn } from '#domain/series/stretches.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import type { weekActions } from '#ui/text/week-actions.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import type { Edit, Scope } from './edit-draft.ts';
import { type Destination, moveChange } from './moving.ts';
import type { StaffEdit } from './staff-draft.ts';

/** The names under which the history keeps what is done here. */
type DoneName = keyof (typeof weekActions)['nl']['done'];

/** What a coordinator can do from the week, each as one step that can be undone. */
export class WeekActions {
	readonly #workspace: OpenWorkspace;
	#last: Step | null = null;

	constructor(workspace: OpenWorkspace) {
		this.#workspace = workspace;
	}

	/** What was done last, for taking back exactly that. */
	get last(): Step | null {
		return this.#last;
	}

	plan(season: SeasonId, input: ActivityInput): SeriesId {
		return this.#do('plan', (step, documents) => planActivity(step, documents, season, input));
	}

	/** Brings one date to another day, venue or time. */
	move(date: Occurrence, to: Destination): void {
		const { records, season } = this.#about(date.series);
		const change = moveChange(date, to, planOn(records, ruleDayOf(date.id)));
		this.#do('move', (step, documents) =>
			changeOccurrence(step, documents, season, date.id, change)
		);
	}

	change(date: Occurrence, { replans, own }: Edit): void {
		const { season } = this.#about(date.series);
		this.#do('change', (step, documents) => {
			for (const { from, change } of replans) {
				if (from === null) changeSeries(step, documents, season, date.series, change);
				else changeFollowing(step, documents, season, occurrenceId(date.series, from), change);
			}
			changeOccurrence(step, documents, season, date.id, own);
		});
	}

	/** Cancels one date, or some of one activity together. */
	cancel(...dates: readonly Occurrence[]): void {
		const [first] = dates;
		if (!first) return;
		const { season } = this.#about(first.series);
		const ids = dates.map(({ id }) => id);
		this.#do('cancel', (step, documents) => cancelOccurrences(step, documents, season, ids));
	}

	cancelFollowing(date: Occurrence): void {
		const { season } = this.#about(date.series);
		this.#do('cancelFollowing', (step, documents) =>
			cancelFollowing(step, documents, season, date.id)
		);
	}

	restore(date: Occurrence): void {
		const { season } = this.#about(date.series);
		this.#do('restore', (step, documents) => restoreOccurrence(step, documents, season, date.id));
	}

	/** Who is needed on a date, on it and what follows, or always; and who must be there together. */
	staff(date: Occurrence, scope: Scope, { asked, added, whole, rules }: StaffEdit): void {
		const { season, records } = this.#about(date.series);
		this.#do('needs', (step, documents) => {
			const at = [step, documents, season] as const;
			if (scope === 'all') {
				changeNeeds(...at, date.series, whole);
				askAlike(
					...at,
					date.id,
					asked.map(({ need }) => need)
				);
			} else {
				askFor(...at, date.id, scope, asked);
				for (const need of added) askAlso(...at, date.id, scope, need);
			}
			if (!rules) return;
			const usual = planOn(records, ruleDayOf(date.id)).staffRules;
			const isOwn = scope === 'one' && JSON.stringify(rules) !== JSON.stringify(usual);
			if (scope === 'all') changeSeries(...at, date.series, { staffRules: rules });
			if (scope === 'following') changeFollowing(...at, date.id, { staffRules: rules });
			changeOccurrence(...at, date.id, { staffRules: isOwn ? rules : undefined });
		});
	}

	removeSeries(series: SeriesId): void {
		const { season } = this.#about(series);
		this.#do('removeSeries', (step, documents) => removeSeries(step, documents, season, series));
	}

	/** Puts one person on the same place of one or more dates of an activity. */
	assign(dates: readonly Occurrence[], need: NeedId, person: PersonId): void {
		const [first] = dates;
		if (!first) return;
		const { season } = this.#about(first.series);
		this.#do('assign', (step) => {
			for (const { id } of dates) claim(step, season, id, need, person);
		});
	}

	/** Takes back claims of one person, with a word for the other coordinators. */
	takeOff(claims: readonly Claim[], word: string): void {
		this.#do('takeOff', (step) => withdrawWhereNamed(step, claims, word));
	}

	/** Puts somebody whose date or need is gone on another date. */
	reassign(old: Claim, to: Occurrence, need: NeedId): void {
		const { season } = this.#about(to.series);
		this.#do('reassign', (step) => {
			claim(step, season, to.id, need, old.person);
			withdrawWhereNamed(step, [old], '');
		});
	}

	/** Asks again for the venue of one date. */
	rebook(date: Occurrence): void {
		const { season } = this.#about(date.series);
		const day = ruleDayOf(date.id);
		this.#do('rebook', (step, documents) =>
			rebook(step, documents, season, seriesOf(date.id), day, day)
		);
	}

	giveBack(series: SeriesId, ruleDays: readonly Day[]): void {
		const { season } = this.#about(series);
		this.#do('giveBack', (step, documents) => giveBack(step, documents, season, series, ruleDays));
	}

	#do<T>(name: DoneName, command: (step: Step, documents: WorkspaceDocuments) => T): T {
		return this.#workspace.do(name, (step, documents) => {
			this.#last = step;
			return command(step, documents);
		});
	}

	#about(series: SeriesId) {
		const season = this.#workspace.seasonOf(series);
		const records = this.#workspace.planning.calendar.records(series);
		if (!season || !records) throw new UnknownSeries(series);
		return { season, records };
	}
}

/** A screen acted on a series that is not on this device: a fault in the screen. */
export class UnknownSeries extends Error {
	override readonly name = 'UnknownSeries';
	readonly code = 'unknown-series';
}
