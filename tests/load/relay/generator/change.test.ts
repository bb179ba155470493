import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { decode } from '#wire/frame.ts';
import { Changes, readChanges } from './change.ts';
import type { Room } from './room.ts';

const room: Room = { port: 0, path: '/', cookie: '', document: 'plan', dialect: 'y-websocket' };
const writer = 1_234_567_890;

/** What is in a masked message whose head says its length in two bytes more. */
function updateIn(message: Buffer): Uint8Array {
	const mask = message.subarray(4, 8);
	const content = message.subarray(8).map((byte, at) => byte ^ (mask[at & 3] ?? 0));
	const frame = decode(content);
	if (frame.kind !== 'change') throw new Error(`a ${frame.kind} is no change`);
	return frame.update;
}

describe('a change that was made without a document', () => {
	const changes = new Changes(room, writer);
	const updates = Array.from({ length: 300 }, (_, clock) => updateIn(changes.message(clock)));

	test('is taken in by Yjs as one more key, on both sides of where clocks grow longer', () => {
		const doc = new Y.Doc();
		for (const update of updates) Y.applyUpdate(doc, update);
		expect(Y.decodeStateVector(Y.encodeStateVector(doc))).toEqual(new Map([[writer, 300]]));
		expect(new Set(doc.getMap('events').keys()).size).toBe(300);
	});

	test('is counted when it comes alone and when it was merged with others', () => {
		const others = new Changes(room, writer + 1);
		const merged = Y.mergeUpdates([
			...updates.slice(120, 140),
			...[5, 6].map((clock) => updateIn(others.message(clock)))
		]);
		const told: number[][] = [];
		const tell = (...what: number[]) => void told.push(what);
		const bytes = Buffer.from(merged);
		expect(readChanges(bytes, 0, bytes.length, tell)).toBe(true);
		expect(told.sort(([a = 0], [b = 0]) => a - b)).toEqual([
			[writer, 120, 20],
			[writer + 1, 5, 2]
		]);
	});

	test('is told from what nobody here wrote', () => {
		const doc = new Y.Doc();
		doc.getText('note').insert(0, 'hallo');
		const bytes = Buffer.from(Y.encodeStateAsUpdate(doc));
		expect(readChanges(bytes, 0, bytes.length, () => undefined)).toBe(false);
	});
});
