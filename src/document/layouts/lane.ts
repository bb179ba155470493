import * as Y from 'yjs';
import type { LaneEvent } from '#domain/claims/event.ts';
import { EventId, type PersonId, SeasonId } from '#domain/ids.ts';
import type { Stored } from '../records/field.ts';
import { packEvent, unpackEvent, withoutWordOn } from './event.ts';

/** Every event that one member made, on whichever of her devices: written once, never changed. */
export class Lane {
	readonly doc: Y.Doc;
	readonly person: PersonId;
	readonly #rows: Y.Map<Stored>;
	readonly #events = new Map<EventId, LaneEvent>();
	readonly #listeners = new Set<(added: readonly LaneEvent[]) => void>();

	constructor(doc: Y.Doc, person: PersonId) {
		this.doc = doc;
		this.person = person;
		this.#rows = doc.getMap('events');
		this.#rows.observe((event) => this.#read(event.keysChanged));
		this.#read(this.#rows.keys());
	}

	/** Events in the order in which they arrived on this device. */
	all(): LaneEvent[] {
		return [...this.#events.values()];
	}

	get(id: EventId): LaneEvent | null {
		return this.#events.get(id) ?? null;
	}

	/** Rows that this version can't read, with the season that they name; they stay for a newer one. */
	unreadableIn(): { readonly event: EventId; readonly season: SeasonId }[] {
		const found: { event: EventId; season: SeasonId }[] = [];
		for (const [key, row] of this.#rows.entries()) {
			const event = this.#events.has(key as EventId) ? null : EventId.parse(key);
			const season = Array.isArray(row) ? SeasonId.parse((row as readonly Stored[])[2]) : null;
			if (event && season) found.push({ event, season });
		}
		return found;
	}

	add(event: LaneEvent): void {
		if (!this.#rows.has(event.id)) this.#rows.set(event.id, packEvent(event));
	}

	/** Leaves out why some claims were taken back: the one change that a row ever sees. Whether there was any. */
	eraseWords(isMeant: (claim: EventId) => boolean): boolean {
		const rows = [...this.#rows].flatMap(([key, row]) => {
			const wordless = withoutWordOn(row, isMeant);
			return wordless ? [[key, wordless] as const] : [];
		});
		this.doc.transact(() => {
			for (const [key, row] of rows) this.#rows.set(key, row);
		});
		return rows.length > 0;
	}

	observe(listener: (added: readonly LaneEvent[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** An event counts as it was first read: a row that is overwritten later changes nothing. */
	#read(keys: Iterable<string | null>): void {
		const added: LaneEvent[] = [];
		for (const key of keys) {
			if (key === null || this.#events.has(key as EventId)) continue;
			const event = unpackEvent(key, this.#rows.get(key));
			if (!event) continue;
			this.#events.set(event.id, event);
			added.push(event);
		}
		if (added.length > 0) for (const listener of this.#listeners) listener(added);
	}
}
