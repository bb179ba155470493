import { equalityDeep } from 'lib0/function';
import type * as Y from 'yjs';
import type { LaneEvent } from '#domain/claims/event.ts';
import { EventId, NeedId, OccurrenceId, PersonId } from '#domain/ids.ts';
import { packEvent, readRefusalReason, unpackEvent } from '../layouts/event.ts';
import { isBeginning, standing } from '../layouts/ledger.ts';
import type { Stored } from '../records/field.ts';
import type { FileEvent, FileLedger, FileNumbered, FileRow, StoredEvent } from './file.ts';
import { fromPlain, isElement, toPlain, unplain } from './plain.ts';
import type { Rest } from './rest.ts';

export const laneRoot = 'events';
export const ledgerRoot = 'rows';

/** The events of a lane as a file has them, in the order in which they were made. */
export function eventsFrom(doc: Y.Doc, rest: Rest): FileEvent[] {
	const readable: LaneEvent[] = [];
	const stored: StoredEvent[] = [];
	for (const [id, row] of doc.getMap(laneRoot).entries()) {
		const event = unpackEvent(id, row);
		const plain = toPlain(row);
		if (event && equalityDeep(packEvent(event), row)) readable.push(event);
		else if (plain === unplain) rest.leaveOut(`${laneRoot}/${id}`);
		else stored.push({ id, stored: plain });
	}
	return [...readable.sort(byMaking), ...stored.sort((a, b) => (a.id < b.id ? -1 : 1))];
}

function byMaking(a: LaneEvent, b: LaneEvent): number {
	return a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1);
}

export function writeEvents(doc: Y.Doc, events: readonly FileEvent[]): void {
	const rows = doc.getMap(laneRoot);
	for (const event of events) {
		rows.set(event.id, 'stored' in event ? fromPlain(event.stored) : packEvent(event));
	}
}

/** Whether a file's event reads back as the same event: what is longer or stranger was not written by us. */
export function readsBack(event: LaneEvent): boolean {
	return equalityDeep(unpackEvent(event.id, packEvent(event)), event);
}

/** The rows of a ledger that count, with their numbers, in order; where it began is of no use elsewhere. */
export function rowsFrom(doc: Y.Doc, rest: Rest): FileLedger['rows'] {
	let number = 0;
	const rows: FileRow[] = [];
	for (const row of standing(doc.getArray<Stored>(ledgerRoot).toArray())) {
		if (isBeginning(row)) continue;
		if (takesNumber(row)) number++;
		const readable = readRow(row, number);
		const plain = toPlain(row);
		if (readable && equalityDeep(rowOf(readable), row)) rows.push(readable);
		else if (plain === unplain || !isElement(row)) rest.leaveOut(`${ledgerRoot}/${number}`);
		else rows.push(takesNumber(row) ? { number, stored: plain } : { stored: plain });
	}
	return rows;
}

/**
 * The rows of a file that count, with their numbers. Versions that did not know a beginning for what it is saved it
 * as a row with a number, and with it what it takes back.
 */
export function countingRows(rows: FileLedger['rows']): FileRow[] {
	let number = 0;
	const counting = standing(rows, storedIn).filter((row) => !isBeginning(storedIn(row)));
	return counting.map((row) => ('number' in row ? { ...row, number: ++number } : row));
}

function storedIn(row: FileRow): unknown {
	return 'stored' in row ? fromPlain(row.stored) : null;
}

/** As layouts/ledger.ts counts every list but a refusal; and as files count, in which a beginning had a number once. */
export function takesNumber(row: unknown): boolean {
	return Array.isArray(row) && row[0] !== 'r';
}

function readRow(row: unknown, number: number): FileRow | null {
	if (!Array.isArray(row)) return null;
	const [kind, first, second, third] = row as readonly unknown[];
	switch (kind) {
		case 'e':
			return readNumbered(number, first, second, third);
		case 'p': {
			const [occurrence, need] = [OccurrenceId.parse(first), NeedId.parse(second)];
			if (!occurrence || !need || !isCount(third)) return null;
			return { number, kind: 'places', occurrence, need, max: third };
		}
		case 'r': {
			const [lane, event] = [PersonId.parse(first), EventId.parse(second)];
			return lane && event && { kind: 'refusal', lane, event, reason: readRefusalReason(third) };
		}
		default:
			return null;
	}
}

export function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && !Object.is(value, -0);
}

function readNumbered(number: number, of: unknown, id: unknown, row: unknown): FileRow | null {
	const lane = PersonId.parse(of);
	const event = typeof id === 'string' ? unpackEvent(id, row) : null;
	if (!lane || !event) return null;
	if (event.kind !== 'withdrawal') return { number, lane, ...event };
	const { word, ...withdrawal } = event;
	return word === '' ? { number, lane, ...withdrawal } : null;
}

/** The event of a numbered row. */
export function eventOf(row: FileNumbered): LaneEvent {
	const entries = Object.entries(row).filter(([name]) => name !== 'number' && name !== 'lane');
	const event = Object.fromEntries(entries) as unknown as LaneEvent;
	return event.kind === 'withdrawal' ? { ...event, word: '' } : event;
}

/** A row as layouts/ledger.ts lays it down. */
function rowOf(row: FileRow): unknown {
	if ('stored' in row) return fromPlain(row.stored);
	switch (row.kind) {
		case 'places':
			return ['p', row.occurrence, row.need, row.max];
		case 'refusal':
			return ['r', row.lane, row.event, row.reason];
		default:
			return ['e', row.lane, row.id, packEvent(eventOf(row))];
	}
}

export function writeRows(doc: Y.Doc, rows: FileLedger['rows']): void {
	doc.getArray(ledgerRoot).push(rows.map(rowOf));
}
