import { type OccurrenceId, type SeriesId, seriesOf } from '#domain/ids.ts';
import { occurrence, occurrences } from '#domain/series/expand.ts';
import type { Occurrence, SeriesRecords } from '#domain/series/series.ts';
import type { Source } from './source.ts';

/** Every day that a plan can name, as day numbers: 1 January 1970 to 31 December 2199. */
const firstDay = 0;
const lastDay = 84_005;

/**
 * The dates of all series, by day, kept series by series: an edit of one series expands that one again
 * and no other.
 */
export class Calendar {
	readonly #series: Source<SeriesRecords>;
	readonly #bySeries = new Map<string, readonly Occurrence[]>();
	readonly #byId = new Map<OccurrenceId, Occurrence>();
	readonly #byDay = new Map<number, Set<Occurrence>>();
	/** Days that were asked for, in order of time. */
	readonly #sorted = new Map<number, readonly Occurrence[]>();
	readonly #listeners = new Set<(changed: ReadonlySet<string>) => void>();

	constructor(series: Source<SeriesRecords>) {
		this.#series = series;
		for (const records of series.all()) this.#place(records);
		series.observe((changed) => this.#changed(changed));
	}

	/** The dates that take place on days `first` to `last` (day numbers, both included), by day and hour. */
	between(first: number, last: number): Occurrence[] {
		const found: Occurrence[] = [];
		for (let day = first; day <= last; day++) found.push(...this.#on(day));
		return found;
	}

	/** All dates, in no particular order. */
	*all(): Iterable<Occurrence> {
		for (const dates of this.#bySeries.values()) yield* dates;
	}

	/** One date, or null when no rule puts it there (any more). */
	get(id: OccurrenceId): Occurrence | null {
		const known = this.#byId.get(id);
		if (known) return known;
		const records = this.#series.get(seriesOf(id));
		return records && occurrence(records, id);
	}

	records(series: SeriesId): SeriesRecords | null {
		return this.#series.get(series);
	}

	/** All dates of one series, in order of the day on which they take place. */
	of(series: SeriesId): readonly Occurrence[] {
		return this.#bySeries.get(series) ?? [];
	}

	/** Calls `listener` with the ids of the series whose dates may have changed. */
	observe(listener: (changed: ReadonlySet<string>) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#on(day: number): readonly Occurrence[] {
		const known = this.#sorted.get(day);
		if (known) return known;
		const dates = this.#byDay.get(day);
		if (!dates) return [];
		const sorted = [...dates].sort(byTime);
		this.#sorted.set(day, sorted);
		return sorted;
	}

	#changed(ids: ReadonlySet<string>): void {
		for (const id of ids) {
			this.#take(id);
			const records = this.#series.get(id);
			if (records && !records.series.removed) this.#place(records);
		}
		for (const listener of this.#listeners) listener(ids);
	}

	#place(records: SeriesRecords): void {
		const dates = occurrences(records, firstDay, lastDay);
		this.#bySeries.set(records.series.id, dates);
		for (const date of dates) {
			this.#byId.set(date.id, date);
			this.#sorted.delete(date.dayNumber);
			const day = this.#byDay.get(date.dayNumber);
			if (day) day.add(date);
			else this.#byDay.set(date.dayNumber, new Set([date]));
		}
	}

	#take(id: string): void {
		for (const date of this.#bySeries.get(id) ?? []) {
			this.#byId.delete(date.id);
			this.#sorted.delete(date.dayNumber);
			this.#byDay.get(date.dayNumber)?.delete(date);
		}
		this.#bySeries.delete(id);
	}
}

export function byTime(a: Occurrence, b: Occurrence): number {
	return a.dayNumber - b.dayNumber || a.from - b.from || (a.id < b.id ? -1 : 1);
}
