import { equalityDeep } from 'lib0/function';
import * as Y from 'yjs';
import { OccurrenceId, seriesOf } from '#domain/ids.ts';
import { type ChangeField, ChangeMap, changeFields } from '../layouts/changes.ts';
import type { Stored } from '../records/field.ts';
import type { FileChange } from './file.ts';
import type { Rest } from './rest.ts';

export const changesRoot = 'changes';

/** One-date changes as a file has them: all of one date together, by occurrence. */
export function changesFrom(doc: Y.Doc, rest: Rest): FileChange[] {
	const byDate = new Map<OccurrenceId, Record<string, unknown>>();
	const entries = [...doc.getMap<Stored>(changesRoot).entries()];
	for (const [key, value] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
		const occurrence = OccurrenceId.parse(key.slice(0, 27));
		const field = changeFields.find((name) => key === `${occurrence ?? ''}/${name}`);
		if (occurrence && field && isChange(field, value))
			byDate.set(occurrence, { ...byDate.get(occurrence), [field]: value });
		else rest.keep(changesRoot, key, value);
	}
	return [...byDate].map(([occurrence, fields]) => ({ occurrence, ...fields }));
}

const anyDate = `${'a'.repeat(16)}@2026-11-24` as OccurrenceId;
const scratch = new ChangeMap(new Y.Doc());

/** Whether a value can be read as this change of a date: the layout itself is asked, on a scratch sheet. */
export function isChange(field: ChangeField, value: Stored | undefined): boolean {
	if (value === undefined) return false;
	scratch.edit(anyDate, field, value);
	const read = scratch.of(seriesOf(anyDate)).get(anyDate)?.[field];
	scratch.edit(anyDate, field, undefined);
	return equalityDeep(read, value);
}

export function writeChanges(doc: Y.Doc, changes: readonly FileChange[]): void {
	const map = doc.getMap(changesRoot);
	for (const { occurrence, ...fields } of changes) {
		for (const [field, value] of Object.entries(fields)) map.set(`${occurrence}/${field}`, value);
	}
}
