import type { IdKind } from '#domain/ids.ts';
import { type Field, type Stored, unreadable } from './field.ts';

interface Identified {
	readonly id: string;
}

/** The fields of `T` that lie in a document: all but its id and whether it was removed. */
export type Stowed<T> = Omit<T, 'id' | 'removed'>;

/**
 * How one kind of record lies in a document: `base[id] = [version, …fields]`, in the order of `fields`.
 * Fields are only ever added, at the end; a change of meaning is a new name.
 */
export interface Layout<T extends Identified> {
	readonly name: string;
	/** What an id may be: documents are opened by the ids of records, so that no other text counts as one. */
	readonly id: IdKind<T['id']>;
	readonly version: number;
	readonly fields: { readonly [Name in keyof Stowed<T>]: Field<Stowed<T>[Name]> };
}

/**
 * The stored form of a record: written once by its maker. What is absent stays so (Yjs can
 * write `undefined`; null would say "none"), and is left out at the end.
 */
export function pack<T extends Identified>(layout: Layout<T>, record: Stowed<T>): Stored[] {
	const values = Object.keys(layout.fields).map(
		(name) => record[name as keyof Stowed<T>] as unknown
	);
	while (values.length > 0 && values.at(-1) === undefined) values.pop();
	return [layout.version, ...values.map(toStored)];
}

/** Values of the domain are plain data: Yjs takes them as they are. */
export function toStored(value: unknown): Stored {
	return value as Stored;
}

/**
 * The record as it is now: its base with whatever was edited since on top, or null when a field
 * or its id makes no sense. A base that a newer version wrote longer is read as far as this version knows it.
 */
export function unpack<T extends Identified>(
	layout: Layout<T>,
	id: string,
	base: unknown,
	edits: ReadonlyMap<string, unknown> | undefined
): T | null {
	if (layout.id.parse(id) === null) return null;
	if (!Array.isArray(base) || typeof base[0] !== 'number') return null;
	const record: Record<string, unknown> = { id, removed: edits?.get('removed') === true };
	let at = 1;
	for (const [name, field] of Object.entries<Field<unknown>>(layout.fields)) {
		const original: unknown = at < base.length ? base[at] : undefined;
		at++;
		const value = readField(field, edits?.get(name), original);
		if (value === unreadable) return null;
		record[name] = value;
	}
	return record as T;
}

/** An edit that makes no sense to this version leaves the original in force. */
function readField(field: Field<unknown>, edit: unknown, original: unknown): unknown {
	if (edit !== undefined) {
		const edited = field.read(edit);
		if (edited !== unreadable) return edited;
	}
	return field.read(original);
}
