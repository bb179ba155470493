// Faults planted in export-notes.ts, each seen red and taken back: a note that does not outlive the page; one
// told for ever; one told before the relay knows the workspace; all tried while nobody answers; a session
// that got lost forgets them.
import { expect, test } from 'vitest';
import type { WorkspaceId } from '#domain/ids.ts';
import type { ApiFailure } from './api-result.ts';
import { ExportNotes } from './export-notes.ts';
import type { Shelf } from './known-workspaces.ts';

const kern = 'kern000000000000' as WorkspaceId;
const draft = 'draft00000000000' as WorkspaceId;
const all = () => true;

function shelf(): Shelf {
	const kept = new Map<string, string>();
	return {
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value)
	};
}

/** A relay that takes notes, or fails with a code. */
function relay() {
	const told: number[] = [];
	const line: { fails: ApiFailure | null; asked: number } = { fails: null, asked: 0 };
	const api = {
		noteExport: (_workspace: WorkspaceId, madeAt: number) => {
			line.asked++;
			if (line.fails) return Promise.resolve({ ok: false as const, code: line.fails });
			told.push(madeAt);
			return Promise.resolve({ ok: true as const, value: {} });
		}
	};
	return { told, line, api };
}

test('a file that was saved is told once', async () => {
	const { told, api } = relay();
	const notes = new ExportNotes(api, shelf());
	notes.add(kern, 5);
	await notes.tell(all);
	await notes.tell(all);
	expect(told).toEqual([5]);
});

test('without a line it is told later, also by the next page', async () => {
	const { told, line, api } = relay();
	const memory = shelf();
	line.fails = 'unreachable';
	const before = new ExportNotes(api, memory);
	before.add(kern, 5);
	before.add(kern, 6);
	await before.tell(all);
	line.fails = null;
	await new ExportNotes(api, memory).tell(all);
	expect(told).toEqual([5, 6]);
});

test('while nobody answers only the first of many is tried', async () => {
	const { line, api } = relay();
	const notes = new ExportNotes(api, shelf());
	line.fails = 'unreachable';
	for (const at of [5, 6, 7]) notes.add(kern, at);
	await notes.tell(all);
	expect(line.asked).toBe(1);
});

test('a device that must be let in anew tells it then', async () => {
	const { told, line, api } = relay();
	const notes = new ExportNotes(api, shelf());
	notes.add(kern, 5);
	for (const code of ['no-session', 'session-expired'] as const) {
		line.fails = code;
		await notes.tell(all);
	}
	line.fails = null;
	await notes.tell(all);
	expect(told).toEqual([5]);
});

test('it waits until the relay knows the workspace', async () => {
	const { told, api } = relay();
	const notes = new ExportNotes(api, shelf());
	notes.add(draft, 5);
	notes.add(kern, 6);
	await notes.tell((workspace) => workspace === kern);
	expect(told).toEqual([6]);
	await notes.tell(all);
	expect(told).toEqual([6, 5]);
});

test('where this device does not belong any more, nobody is asked again', async () => {
	const { told, line, api } = relay();
	const notes = new ExportNotes(api, shelf());
	notes.add(kern, 5);
	line.fails = 'device-withdrawn';
	await notes.tell(all);
	line.fails = null;
	await notes.tell(all);
	expect(told).toEqual([]);
});

test('a browser that keeps nothing, or something else, is no reason to say nothing', async () => {
	const { told, api } = relay();
	const refusing: Shelf = {
		getItem: () => '{"not":"notes"}',
		setItem: () => {
			throw new Error('full');
		}
	};
	for (const memory of [null, refusing]) {
		const notes = new ExportNotes(api, memory);
		notes.add(kern, 5);
		await notes.tell(all);
	}
	expect(told).toEqual([5, 5]);
});

test('two tabs that save at once tell both', async () => {
	const { told, api } = relay();
	const memory = shelf();
	const [here, there] = [new ExportNotes(api, memory), new ExportNotes(api, memory)];
	here.add(kern, 5);
	there.add(kern, 6);
	await here.tell(all);
	expect(told).toEqual([5, 6]);
});
