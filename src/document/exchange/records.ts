import { equalityDeep } from 'lib0/function';
import type * as Y from 'yjs';
import type { Stored } from '../records/field.ts';
import { unreadable } from '../records/field.ts';
import type { FileRecord, StoredRecord } from './file.ts';
import type { AnyLayout } from './layouts.ts';
import { fromPlain, toPlain, unplain } from './plain.ts';
import type { Rest } from './rest.ts';

/** A record in a file, whatever its kind. */
export type AnyRecord = FileRecord<Record<string, unknown>>;

type Edits = ReadonlyMap<string, unknown>;

/**
 * The records of one kind as a file has them, by id. Edits are laid over what they edit; whatever this
 * version can't fully read is kept as it is stored, so that nothing is lost on the way.
 */
export function recordsFrom(doc: Y.Doc, layout: AnyLayout, rest: Rest): AnyRecord[] {
	const base = doc.getMap(layout.name);
	const edits = editsOf(doc, layout, rest);
	const ids = new Set([...base.keys(), ...edits.keys()]);
	const records: AnyRecord[] = [];
	for (const id of [...ids].sort()) {
		const record =
			plainRecord(layout, id, base.get(id), edits.get(id)) ??
			storedRecord(id, base.get(id), edits.get(id));
		if (record) records.push(record);
		else rest.leaveOut(`${layout.name}/${id}`);
	}
	return records;
}

/** By record and field. A key without a field edits nothing: it is kept among the others. */
function editsOf(doc: Y.Doc, layout: AnyLayout, rest: Rest): Map<string, Map<string, unknown>> {
	const edits = new Map<string, Map<string, unknown>>();
	const root = `${layout.name}+`;
	for (const [key, value] of doc.getMap(root).entries()) {
		const slash = key.indexOf('/');
		if (slash < 0) {
			rest.keep(root, key, value);
			continue;
		}
		const id = key.slice(0, slash);
		edits.set(id, (edits.get(id) ?? new Map<string, unknown>()).set(key.slice(slash + 1), value));
	}
	return edits;
}

function plainRecord(
	layout: AnyLayout,
	id: string,
	base: unknown,
	edits: Edits | undefined
): AnyRecord | null {
	const isWhole =
		layout.id.parse(id) !== null &&
		Array.isArray(base) &&
		base[0] === layout.version &&
		base.length <= Object.keys(layout.fields).length + 1 &&
		[...(edits ?? [])].every(([field, value]) => isKnownEdit(layout, field, value));
	const fields = isWhole ? plainFields(layout, base, edits) : null;
	if (!fields) return null;
	const removed = edits?.has('removed') ? { removed: true as const } : {};
	return { id, ...fields, ...removed };
}

function isKnownEdit(layout: AnyLayout, field: string, value: unknown): boolean {
	if (field === 'removed') return value === true;
	return value !== undefined && Object.hasOwn(layout.fields, field);
}

/** The fields in force, or null when one of them reads as something else than what is stored. */
function plainFields(
	layout: AnyLayout,
	base: readonly unknown[],
	edits: Edits | undefined
): Record<string, unknown> | null {
	const fields: Record<string, unknown> = {};
	let at = 0;
	for (const [name, field] of Object.entries(layout.fields)) {
		at++;
		const stored = edits?.get(name) ?? (edits?.has(name) ? null : base[at]);
		const value = field.read(stored);
		if (value === unreadable) return null;
		if (stored !== undefined && !equalityDeep(value, stored)) return null;
		if (value !== undefined) fields[name] = value;
	}
	return fields;
}

function storedRecord(id: string, base: unknown, edits: Edits | undefined): StoredRecord | null {
	const plainBase = base === undefined ? undefined : toPlain(base);
	const plainEdits = edits && toPlain(Object.fromEntries(edits));
	if (plainBase === unplain || plainEdits === unplain) return null;
	return {
		id,
		stored: {
			...(plainBase === undefined ? {} : { base: plainBase }),
			...(plainEdits === undefined ? {} : { edits: plainEdits })
		}
	};
}

/** Whether a record in a file is kept as it was stored. */
export function isStored(record: object): record is StoredRecord {
	return 'stored' in record;
}

/** Lays records from a file down in an empty document. */
export function writeRecords(doc: Y.Doc, layout: AnyLayout, records: readonly AnyRecord[]): void {
	for (const record of records) {
		if (isStored(record)) writeStored(doc, layout, record);
		else writePlain(doc, layout, record);
	}
}

/**
 * A field that may be absent is written as an edit, with whatever comes after it: absent says "as it was",
 * and commands let a part follow its series again by taking its edit away. What lay in the base would then
 * come out from under it.
 */
function writePlain(
	doc: Y.Doc,
	layout: AnyLayout,
	record: Readonly<Record<string, unknown>> & { readonly id: string }
): void {
	const fields = Object.entries(layout.fields).map(([name, field]) => {
		const absent = field.read(undefined);
		return {
			name,
			value: record[name] === undefined ? absent : record[name],
			mayBeAbsent: absent === undefined
		};
	});
	const gap = fields.findIndex(({ mayBeAbsent }) => mayBeAbsent);
	const length = gap < 0 ? fields.length : gap;
	const values = fields.slice(0, length).map(({ value }) => value);
	doc.getMap(layout.name).set(record.id, [layout.version, ...values] as Stored[]);
	const edits = doc.getMap(`${layout.name}+`);
	for (const { name, value } of fields.slice(length))
		if (value !== undefined) edits.set(`${record.id}/${name}`, value);
	if (record.removed === true) edits.set(`${record.id}/removed`, true);
}

function writeStored(doc: Y.Doc, layout: AnyLayout, { id, stored }: StoredRecord): void {
	if (stored.base !== undefined) doc.getMap(layout.name).set(id, fromPlain(stored.base));
	const edits = fromPlain(stored.edits ?? {}) as Readonly<Record<string, unknown>>;
	for (const [field, value] of Object.entries(edits))
		doc.getMap(`${layout.name}+`).set(`${id}/${field}`, value);
}
