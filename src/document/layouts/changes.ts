import * as Y from 'yjs';
import { NeedId, OccurrenceId, VenueId, seriesOf, type SeriesId } from '#domain/ids.ts';
import type { OccurrenceChange, Places } from '#domain/series/series.ts';
import {
	type Field,
	type Stored,
	day,
	fields,
	flag,
	idOrNull,
	isRecord,
	list,
	staffRule,
	text,
	unreadable,
	whole
} from '../records/field.ts';
import type { Listener } from '../records/record-map.ts';

/** What is said need by need, each under a key of its own: `places/<need>`. */
type ByNeed = 'places' | 'placesFrom';

const ofDate: { readonly [Name in Exclude<keyof OccurrenceChange, ByNeed>]-?: Field<unknown> } = {
	cancelled: flag(false),
	day,
	from: whole(0, 1440),
	until: whole(0, 2880),
	title: text(),
	venue: idOrNull(VenueId),
	note: text(),
	staffRules: list(staffRule)
};

export type ChangeField = keyof typeof ofDate;

/** What one key says about a date. A need has both its numbers in one value: the least never passes the most. */
export type ChangeKey = ChangeField | `${ByNeed}/${NeedId}`;

export const changeFields = Object.keys(ofDate) as readonly ChangeField[];

const byNeed = ['places', 'placesFrom'] as const;

const places: Field<Places> = {
	read: (stored) =>
		isRecord(stored)
			? fields(stored, { min: whole(0, 500), max: whole(0, 500) }, (read) => read)
			: unreadable
};

/** What a key says when it is split. */
export type ChangeName =
	{ readonly field: ChangeField } | { readonly field: ByNeed; readonly need: NeedId };

/** What stands after `seriesId@date/`, or null when this version does not know it. */
export function changeName(key: string): ChangeName | null {
	const field = changeFields.find((name) => name === key);
	if (field) return { field };
	const [group, rest = ''] = key.split(/\/(.*)/s);
	const ofNeed = byNeed.find((name) => name === group);
	const need = NeedId.parse(rest);
	return ofNeed && need ? { field: ofNeed, need } : null;
}

const none: ReadonlyMap<OccurrenceId, OccurrenceChange> = new Map();

/**
 * What was changed at single dates: one flat key `seriesId@date/field` each, so that two people who
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
			const said = readKey(key);
			if (!said) continue;
			const id = seriesOf(said.occurrence);
			const series = all.get(id) ?? new Map<OccurrenceId, OccurrenceChange>();
			const change = withSaid(series.get(said.occurrence), said.name, value);
			if (change) series.set(said.occurrence, change);
			all.set(id, series);
		}
		for (const [series, changes] of all) if (changes.size > 0) this.#bySeries.set(series, changes);
	}

	/** The changes of a series, by occurrence; the same object until one of them changes. */
	of(series: SeriesId): ReadonlyMap<OccurrenceId, OccurrenceChange> {
		return this.#bySeries.get(series) ?? none;
	}

	override(occurrence: OccurrenceId, key: ChangeKey): Stored | undefined {
		return this.#map.get(`${occurrence}/${key}`);
	}

	/** Changes one thing about one date; `undefined` makes it follow the series again. */
	edit(occurrence: OccurrenceId, key: ChangeKey, value: Stored | undefined): void {
		if (value === undefined) this.#map.delete(`${occurrence}/${key}`);
		else this.#map.set(`${occurrence}/${key}`, value);
	}

	/** Calls `listener` with the ids of the series that a transaction changed. */
	observe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#changed(keys: ReadonlySet<string | null>): void {
		const fresh = new Map<SeriesId, Map<OccurrenceId, OccurrenceChange>>();
		for (const key of keys) {
			const said = key === null ? null : readKey(key);
			if (!key || !said) continue;
			const id = seriesOf(said.occurrence);
			const series = fresh.get(id) ?? new Map(this.of(id));
			const change = withSaid(series.get(said.occurrence), said.name, this.#map.get(key));
			if (change) series.set(said.occurrence, change);
			else series.delete(said.occurrence);
			fresh.set(id, series);
		}
		for (const [series, changes] of fresh) this.#bySeries.set(series, changes);
		const touched = new Set<string>(fresh.keys());
		for (const listener of this.#listeners) listener(touched);
	}
}

function readKey(key: string): { occurrence: OccurrenceId; name: ChangeName } | null {
	const occurrence = OccurrenceId.parse(key.slice(0, 27));
	const name = key[27] === '/' ? changeName(key.slice(28)) : null;
	return occurrence && name ? { occurrence, name } : null;
}

/** The change of a date with what a key says now; what can't be read says nothing. Null when nothing is left. */
function withSaid(
	change: OccurrenceChange | undefined,
	name: ChangeName,
	stored: Stored | undefined
): OccurrenceChange | null {
	const { [name.field]: before, ...others } = change ?? {};
	const value = 'need' in name ? placesWith(before, name.need, stored) : valueOf(name, stored);
	const next = value === undefined ? others : { ...others, [name.field]: value };
	return Object.keys(next).length > 0 ? next : null;
}

function valueOf({ field }: { readonly field: ChangeField }, stored: Stored | undefined): unknown {
	const value = stored === undefined ? unreadable : ofDate[field].read(stored);
	return value === unreadable ? undefined : value;
}

function placesWith(
	before: unknown,
	need: NeedId,
	stored: Stored | undefined
): Readonly<Record<NeedId, Places>> | undefined {
	const others = Object.fromEntries(Object.entries(before ?? {}).filter(([id]) => id !== need));
	const read = stored === undefined ? unreadable : places.read(stored);
	if (read !== unreadable) return { ...others, [need]: read };
	return Object.keys(others).length > 0 ? others : undefined;
}
