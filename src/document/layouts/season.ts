import * as Y from 'yjs';
import {
	NeighbourhoodId,
	OrganisationId,
	NeedId,
	PartId,
	QualificationId,
	SeriesId,
	VenueId,
	type SeasonId
} from '#domain/ids.ts';
import type { Need, Part, Plan, Series, SeriesRecords } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import {
	day,
	id,
	idOrNull,
	list,
	optional,
	rule,
	staffRule,
	text,
	whole
} from '../records/field.ts';
import type { Layout } from '../records/layout.ts';
import { RecordMap } from '../records/record-map.ts';
import { ChangeMap } from './changes.ts';

/** A series as it lies in the document: its plan's fields side by side, each editable by itself. */
export type StoredSeries = Plan & { readonly id: SeriesId; readonly removed: boolean };

/** "This and following" as it lies in the document: only what differs from that day on. */
export type StoredPart = { readonly [Field in keyof Plan]: Plan[Field] | undefined } & {
	readonly id: PartId;
	readonly series: SeriesId;
	readonly starts: Day;
	readonly removed: boolean;
};

export type StoredNeed = Need & { readonly removed: boolean };

const planFields = {
	title: text(),
	neighbourhood: idOrNull(NeighbourhoodId),
	organisation: idOrNull(OrganisationId),
	venue: idOrNull(VenueId),
	rule,
	from: whole(0, 1440),
	until: whole(0, 2880),
	setUpMinutes: whole(0, 720, 0),
	clearingMinutes: whole(0, 720, 0),
	note: text(''),
	staffRules: list(staffRule)
};

export const planFieldNames = Object.keys(planFields) as readonly (keyof Plan)[];

const series: Layout<StoredSeries> = {
	name: 'series',
	id: SeriesId,
	version: 1,
	fields: planFields
};

// A part's fields are overrides only: its base says which series and from when. Null says "none".
const parts: Layout<StoredPart> = {
	name: 'parts',
	id: PartId,
	version: 1,
	fields: {
		series: id(SeriesId),
		starts: day,
		title: optional(planFields.title),
		neighbourhood: optional(planFields.neighbourhood),
		organisation: optional(planFields.organisation),
		venue: optional(planFields.venue),
		rule: optional(planFields.rule),
		from: optional(planFields.from),
		until: optional(planFields.until),
		setUpMinutes: optional(planFields.setUpMinutes),
		clearingMinutes: optional(planFields.clearingMinutes),
		note: optional(planFields.note),
		staffRules: optional(planFields.staffRules)
	}
};

const needs: Layout<StoredNeed> = {
	name: 'needs',
	id: NeedId,
	version: 1,
	fields: {
		series: id(SeriesId),
		label: text(''),
		qualification: idOrNull(QualificationId),
		min: whole(0, 500, 1),
		max: whole(0, 500, 1)
	}
};

/** What is planned in one season: series, their parts, what staff they need, one-date changes. */
export interface SeasonPlan {
	readonly doc: Y.Doc;
	readonly id: SeasonId;
	readonly series: RecordMap<StoredSeries>;
	readonly parts: RecordMap<StoredPart>;
	readonly needs: RecordMap<StoredNeed>;
	readonly changes: ChangeMap;
}

export function openSeasonPlan(doc: Y.Doc, season: SeasonId): SeasonPlan {
	return {
		doc,
		id: season,
		series: new RecordMap(doc, series),
		parts: new RecordMap(doc, parts),
		needs: new RecordMap(doc, needs),
		changes: new ChangeMap(doc)
	};
}

/** The series of a season with everything that belongs to it, kept record by record. */
export class SeriesSource {
	readonly #plan: SeasonPlan;
	readonly #parts = new Belonging();
	readonly #needs = new Belonging();
	readonly #known = new Map<string, SeriesRecords | null>();
	readonly #listeners = new Set<(changed: ReadonlySet<string>) => void>();

	constructor(plan: SeasonPlan) {
		this.#plan = plan;
		for (const part of plan.parts.everything()) this.#parts.put(part.id, part.series);
		for (const need of plan.needs.everything()) this.#needs.put(need.id, need.series);
		plan.series.observe((ids) => this.#changed(ids));
		plan.parts.observe((ids) => this.#belonging(ids, plan.parts, this.#parts));
		plan.needs.observe((ids) => this.#belonging(ids, plan.needs, this.#needs));
		plan.changes.observe((ids) => this.#changed(ids));
	}

	get(id: string): SeriesRecords | null {
		const known = this.#known.get(id);
		if (known !== undefined) return known;
		const stored = this.#plan.series.get(id);
		const records = stored && this.#assemble(stored);
		this.#known.set(id, records);
		return records;
	}

	/** Every series that was not removed. */
	all(): SeriesRecords[] {
		return this.#plan.series
			.all()
			.map(({ id }) => this.get(id))
			.filter((records) => records !== null);
	}

	/** The need, also when it was removed, or null. */
	need(id: NeedId): StoredNeed | null {
		return this.#plan.needs.get(id);
	}

	/** Calls `listener` with the ids of the series that a transaction changed. */
	observe(listener: (changed: ReadonlySet<string>) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#assemble(stored: StoredSeries): SeriesRecords {
		const { id, removed, ...plan } = stored;
		const parts = this.#parts
			.of(id)
			.map((part) => this.#plan.parts.get(part))
			.filter((part) => part !== null && !part.removed)
			.map((part) => partOf(part as StoredPart))
			.sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
		const needs = this.#needs
			.of(id)
			.map((need) => this.#plan.needs.get(need))
			.filter((need) => need !== null && !need.removed)
			.sort((a, b) => ((a as StoredNeed).id < (b as StoredNeed).id ? -1 : 1)) as StoredNeed[];
		const series: Series = { id, season: this.#plan.id, plan, removed };
		return { series, parts, needs, changes: this.#plan.changes.of(id) };
	}

	#belonging(
		ids: ReadonlySet<string>,
		records: RecordMap<StoredPart> | RecordMap<StoredNeed>,
		belonging: Belonging
	): void {
		const changed = new Set<string>();
		for (const id of ids) {
			const before = belonging.seriesOf(id);
			if (before) changed.add(before);
			const now = records.get(id)?.series;
			if (!now) continue;
			belonging.put(id, now);
			changed.add(now);
		}
		this.#changed(changed);
	}

	#changed(ids: ReadonlySet<string>): void {
		for (const id of ids) this.#known.delete(id);
		for (const listener of this.#listeners) listener(ids);
	}
}

/** Which parts, or which needs, belong to which series. */
class Belonging {
	readonly #series = new Map<string, SeriesId>();
	readonly #ids = new Map<SeriesId, Set<string>>();

	of(series: SeriesId): string[] {
		return [...(this.#ids.get(series) ?? [])];
	}

	seriesOf(id: string): SeriesId | undefined {
		return this.#series.get(id);
	}

	put(id: string, series: SeriesId): void {
		const before = this.#series.get(id);
		if (before !== undefined) this.#ids.get(before)?.delete(id);
		this.#series.set(id, series);
		this.#ids.set(series, (this.#ids.get(series) ?? new Set()).add(id));
	}
}

function partOf(stored: StoredPart): Part {
	const { id, series, starts, removed, ...fields } = stored;
	const changes = Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined)
	) as Partial<Plan>;
	return { id, series, from: starts, changes, removed };
}
