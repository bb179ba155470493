import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';
import { OccurrenceId, seriesOf } from '#domain/ids.ts';
import { type ChangeKey, ChangeMap, type ChangeName, changeName } from '../layouts/changes.ts';
import type { Stored } from '../records/field.ts';
import type { FileChange } from './file.ts';
import type { Rest } from './rest.ts';

export const changesRoot = 'changes';

/** What was changed at single dates as a file has it: all of one date together, by occurrence. */
export function changesFrom(doc: Y.Doc, rest: Rest): FileChange[] {
	const byDate = new Map<OccurrenceId, FileChange>();
	const entries = [...doc.getMap<Stored>(changesRoot).entries()];
	for (const [key, value] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
		const occurrence = OccurrenceId.parse(key.slice(0, 27));
		const name = key[27] === '/' ? changeName(key.slice(28)) : null;
		if (occurrence && name && isChange(name, value))
			byDate.set(occurrence, withValue(byDate.get(occurrence) ?? { occurrence }, name, value));
		else rest.keep(changesRoot, key, value);
	}
	return [...byDate.values()];
}

function withValue(change: FileChange, name: ChangeName, value: Stored): FileChange {
	if (!('need' in name)) return { ...change, [name.field]: value };
	return { ...change, [name.field]: { ...change[name.field], [name.need]: value } };
}

const anyDate = `${'a'.repeat(16)}@2026-11-24` as OccurrenceId;
const scratch = new ChangeMap(new Y.Doc());

/** Whether a value can be read as this change of a date: the layout itself is asked, on a scratch sheet. */
export function isChange(name: ChangeName, value: Stored | undefined): boolean {
	if (value === undefined) return false;
	const key = keyOf(name);
	scratch.edit(anyDate, key, value);
	const change = scratch.of(seriesOf(anyDate)).get(anyDate);
	const read = 'need' in name ? change?.[name.field]?.[name.need] : change?.[name.field];
	scratch.edit(anyDate, key, undefined);
	return equalityDeep(read, value);
}

function keyOf(name: ChangeName): ChangeKey {
	return 'need' in name ? `${name.field}/${name.need}` : name.field;
}

export function writeChanges(doc: Y.Doc, changes: readonly FileChange[]): void {
	const map = doc.getMap(changesRoot);
	for (const { occurrence, places, placesFrom, ...fields } of changes) {
		const write = (key: string, value: unknown) => map.set(`${occurrence}/${key}`, value);
		for (const [field, value] of Object.entries(fields)) write(field, value);
		for (const [need, value] of Object.entries(places ?? {})) write(`places/${need}`, value);
		for (const [need, value] of Object.entries(placesFrom ?? {}))
			write(`placesFrom/${need}`, value);
	}
}
