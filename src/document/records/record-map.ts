import * as Y from 'yjs';
import type { Stored } from './field.ts';
import { type Layout, type Stowed, pack, unpack } from './layout.ts';

export type Listener = (changed: ReadonlySet<string>) => void;

/**
 * The records of one kind in one document, as base + override (DESIGN.md section 3).
 *
 * The map `name` holds `id → [version, …fields]`, written once; the map `name+` holds `id/field → value`,
 * written only when somebody edits that field. Two people who edit different fields while apart both
 * keep their edit. Removing is an override too, so that it can be taken back.
 *
 * Values are plain and keep their identity until one of their own fields changes.
 */
export class RecordMap<T extends { readonly id: string; readonly removed: boolean }> {
	readonly layout: Layout<T>;
	readonly #base: Y.Map<Stored>;
	readonly #overrides: Y.Map<Stored>;
	readonly #edits = new Map<string, Map<string, unknown>>();
	readonly #values = new Map<string, T | null>();
	#everything: readonly T[] | null = null;
	readonly #listeners = new Set<Listener>();

	constructor(doc: Y.Doc, layout: Layout<T>) {
		this.layout = layout;
		this.#base = doc.getMap(layout.name);
		this.#overrides = doc.getMap(`${layout.name}+`);
		this.#base.observe((event) => this.#changed(event.keysChanged));
		this.#overrides.observe((event) => this.#edited(event.keysChanged));
		for (const key of this.#overrides.keys()) this.#index(key);
	}

	get(id: string): T | null {
		const known = this.#values.get(id);
		if (known !== undefined) return known;
		const base = this.#base.get(id);
		const value = base === undefined ? null : unpack(this.layout, id, base, this.#edits.get(id));
		this.#values.set(id, value);
		return value;
	}

	/** Every readable record, the removed ones included, in no particular order. */
	everything(): T[] {
		return [...this.#known()];
	}

	/** Every readable record that was not removed. */
	all(): T[] {
		return this.#known().filter(({ removed }) => !removed);
	}

	/** Records that this version cannot read; they stay as they are for a newer one. */
	unreadable(): string[] {
		return [...this.#base.keys()].filter((id) => this.get(id) === null);
	}

	/** Writes a new record. An id is used once: a record that exists is never rewritten, and the answer false. */
	add(id: string, record: Stowed<T>): boolean {
		if (this.#base.has(id)) return false;
		this.#base.set(id, pack(this.layout, record));
		this.#everything = null;
		return true;
	}

	/** Whether anybody's edit of a field is in force; being removed is no edit. */
	isEdited(id: string): boolean {
		return [...(this.#edits.get(id)?.keys() ?? [])].some((field) => field !== 'removed');
	}

	/** The override that is in force for a field, or undefined when its original is. */
	override(id: string, field: string): Stored | undefined {
		return this.#overrides.get(`${id}/${field}`);
	}

	/** Edits one field; `undefined` puts the original back. */
	edit(id: string, field: string, value: Stored | undefined): void {
		const key = `${id}/${field}`;
		if (value === undefined) this.#overrides.delete(key);
		else this.#overrides.set(key, value);
	}

	/** Calls `listener` with the ids that a transaction changed; returns a way to stop. */
	observe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Walking a Yjs map is dear, and an opening hour is asked for with every date of a season. */
	#known(): readonly T[] {
		this.#everything ??= this.#readAll();
		return this.#everything;
	}

	#readAll(): T[] {
		const values: T[] = [];
		for (const id of this.#base.keys()) {
			const value = this.get(id);
			if (value) values.push(value);
		}
		return values;
	}

	#edited(keys: ReadonlySet<string | null>): void {
		const ids = new Set<string>();
		for (const key of keys) if (key !== null) ids.add(this.#index(key));
		this.#changed(ids);
	}

	#index(key: string): string {
		const slash = key.indexOf('/');
		const [id, field] = slash < 0 ? [key, ''] : [key.slice(0, slash), key.slice(slash + 1)];
		const edits = this.#edits.get(id) ?? new Map<string, unknown>();
		const value = this.#overrides.get(key);
		if (value === undefined) edits.delete(field);
		else edits.set(field, value);
		this.#edits.set(id, edits);
		return id;
	}

	#changed(keys: ReadonlySet<string | null>): void {
		const ids = new Set<string>();
		for (const id of keys) if (id !== null) ids.add(id);
		for (const id of ids) this.#values.delete(id);
		this.#everything = null;
		for (const listener of this.#listeners) listener(ids);
	}
}
