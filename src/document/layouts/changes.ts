import * as Y from 'yjs';
import { OccurrenceId, VenueId, seriesOf, type SeriesId } from '#domain/ids.ts';
import type { OccurrenceChange } from '#domain/series/series.ts';
import {
	type Field,
	type Stored,
	day,
	flag,
	idOrNull,
	text,
	unreadable,
	whole
} from '../records/field.ts';
import type { Listener } from '../records/record-map.ts';

const fields: { readonly [Name in keyof Required<OccurrenceChange>]: Field<unknown> } = {
	cancelled: flag(false),
	day,
	from: whole(0, 1440),
	until: whole(0, 2880),
	title: text(),
	venue: idOrNull(VenueId),
	note: text()
};

export type ChangeField = keyof typeof fields;

export const changeFields = Object.keys(fields) as readonly ChangeField[];

const none: ReadonlyMap<OccurrenceId, OccurrenceChange> = new Map();

/**
 * What was changed for single dates: one flat key `seriesId@date/field` each, so that two people who
 * change different things about one date while apart both keep theirs.
 */
export class ChangeMap {
	readonly #map: Y.Map<Stored>;
	readonly #bySeries = new Map<SeriesId, ReadonlyMap<OccurrenceId, OccurrenceChange>>();
	readonly #listeners = new Set<Listener>();

	constructor(doc: Y.Doc) {
		this.#map = doc.getMap('changes');
		this.#map.observe((event) => this.#changed(event.keysChanged));
		const all = new Map<SeriesId, Map<OccurrenceId, OccurrenceChange>>();
		for (const [key, value] of this.#map.entries()) {
			const read = readChange(key, value);
			if (!read) continue;
			const series = all.get(read.series) ?? new Map<OccurrenceId, OccurrenceChange>();
			series.set(read.occurrence, { ...series.get(read.occurrence), [read.field]: read.value });
			all.set(read.series, series);
		}
		for (const [series, changes] of all) this.#bySeries.set(series, changes);
	}

	/** The changes of a series, by occurrence; the same object until one of them changes. */
	of(series: SeriesId): ReadonlyMap<OccurrenceId, OccurrenceChange> {
		return this.#bySeries.get(series) ?? none;
	}

	override(occurrence: OccurrenceId, field: ChangeField): Stored | undefined {
		return this.#map.get(`${occurrence}/${field}`);
	}

	/** Changes one thing about one date; `undefined` makes it follow the series again. */
	edit(occurrence: OccurrenceId, field: ChangeField, value: Stored | undefined): void {
		const key = `${occurrence}/${field}`;
		if (value === undefined) this.#map.delete(key);
		else this.#map.set(key, value);
	}

	/** Calls `listener` with the ids of the series that a transaction changed. */
	observe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#changed(keys: ReadonlySet<string | null>): void {
		const touched = new Set<string>();
		for (const key of keys) {
			const occurrence = key === null ? null : OccurrenceId.parse(key.slice(0, 27));
			if (!occurrence) continue;
			this.#reread(occurrence);
			touched.add(seriesOf(occurrence));
		}
		for (const listener of this.#listeners) listener(touched);
	}

	#reread(occurrence: OccurrenceId): void {
		const change: Record<string, unknown> = {};
		for (const field of changeFields) {
			const stored = this.#map.get(`${occurrence}/${field}`);
			const value = stored === undefined ? unreadable : fields[field].read(stored);
			if (value !== unreadable) change[field] = value;
		}
		const series = seriesOf(occurrence);
		const next = new Map(this.of(series));
		if (Object.keys(change).length > 0) next.set(occurrence, change);
		else next.delete(occurrence);
		this.#bySeries.set(series, next);
	}
}

function readChange(key: string, stored: Stored) {
	const occurrence = OccurrenceId.parse(key.slice(0, 27));
	const field = changeFields.find((name) => name === key.slice(28));
	if (!occurrence || !field || key[27] !== '/') return null;
	const value = fields[field].read(stored);
	return value === unreadable ? null : { occurrence, series: seriesOf(occurrence), field, value };
}
