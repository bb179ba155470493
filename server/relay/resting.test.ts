// What a relay keeps in memory of documents that are open and idle. Faults planted in room.ts, reading.ts and
// stored-state.ts, each seen red and taken back: nothing is ever let go of, or at once; who asked is not answered
// when it was read, or is read for anew each time; all are sent away with the one who asks; what is known is
// forgotten with the bytes; what is weighed is not read; a document that is gone is read again and again; a rest
// makes a long log look short.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Role } from '#domain/access/access.ts';
import { ask, change, changeOf, hello } from '../testing/fake-device.ts';
import { type Device, Rooms, workspace } from '../testing/rooms.ts';

let rooms: Rooms;
let nowMs: number;
let ann: Device;

beforeEach(async () => {
	rooms = new Rooms({ foldAfter: 10 });
	nowMs = 0;
	ann = (await rooms.device('ann')).say(hello, ask());
	for (const key of ['a', 'b']) await write(ann, changeOf(key));
});

async function write(device: Device, update: Uint8Array): Promise<void> {
	device.say(change(update));
	await rooms.endTurn();
}

/** Nobody asks for anything for long. */
async function idle(): Promise<void> {
	for (let round = 0; round < 3; round++) await rooms.hub.tick((nowMs += 10_000));
}

/** Somebody who comes in and asks; `reads`: how often the disk was asked for it. */
async function newcomer(name: string, role: Role = 'coordinator') {
	const load = vi.spyOn(rooms.journal, 'load');
	const device = (await rooms.device(name, role)).say(ask());
	await rooms.endTurn();
	const reads = load.mock.calls.length;
	load.mockRestore();
	return { device, reads };
}

describe('a document that is open and idle', () => {
	test('is answered from memory while people come', async () => {
		await rooms.hub.tick((nowMs += 10_000));
		for (const name of ['bob', 'cas']) {
			const { device, reads } = await newcomer(name);
			expect([device.line.words, reads]).toEqual([{ a: 1, b: 1 }, 0]);
			await rooms.hub.tick((nowMs += 10_000));
		}
	});

	test('lies on the disk alone, and is read when somebody comes', async () => {
		await idle();
		const first = await newcomer('bob');
		expect([first.device.line.words, first.reads]).toEqual([{ a: 1, b: 1 }, 1]);
		expect(first.device.line.heard('answer')).toHaveLength(1);
		expect((await newcomer('cas')).reads).toBe(0);
	});

	test('is read once for all who come together', async () => {
		await idle();
		const load = vi.spyOn(rooms.journal, 'load');
		const devices = await Promise.all(['bob', 'cas', 'dan'].map((name) => rooms.device(name)));
		for (const device of devices) device.say(ask());
		await rooms.endTurn();
		expect(load).toHaveBeenCalledTimes(1);
		for (const { line } of devices) expect(line.words).toEqual({ a: 1, b: 1 });
	});

	test('takes changes without being read, and gives whoever comes all of it', async () => {
		await idle();
		const load = vi.spyOn(rooms.journal, 'load');
		await write(ann, changeOf('c'));
		expect(load).not.toHaveBeenCalled();
		expect(ann.line.heard('receipt').at(-1)?.settled).toBe(3);
		expect((await newcomer('bob')).device.line.words).toEqual({ a: 1, b: 1, c: 1 });
		await idle();
		await write(ann, changeOf('d'));
		expect((await newcomer('cas')).device.line.words).toEqual({ a: 1, b: 1, c: 1, d: 1 });
	});

	test('still knows what it holds: what comes again costs no disk and goes to nobody', async () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('twice', 1);
		doc.getMap('m').delete('twice');
		const twice = Y.encodeStateAsUpdate(doc);
		await write(ann, twice);
		const { device: bob } = await newcomer('bob');
		await idle();
		const [kept, heard] = [rooms.journal.batches.length, bob.line.heard('change').length];
		await write(ann, twice);
		expect(rooms.journal.batches).toHaveLength(kept);
		expect(bob.line.heard('change')).toHaveLength(heard);
	});

	test('is read to find out whether a deletion by somebody who may only read is one', async () => {
		// Of two who set one key at once Yjs deletes one on each device, and no update says so.
		await write(ann, changeOf('a', 2));
		const { device: reader } = await newcomer('bob', 'volunteer');
		await idle();
		await write(reader.say(hello), Y.encodeStateAsUpdate(reader.line.doc));
		await rooms.endTurn();
		expect(reader.line.heard('refusal')).toEqual([]);
		expect(reader.line.heard('receipt').at(-1)?.settled).toBe(1);
	});

	test('that can not be read sends away who asks, and nobody else', async () => {
		await idle();
		const load = vi.spyOn(rooms.journal, 'load').mockRejectedValue(new Error('the disk is gone'));
		const { device: bob } = await newcomer('bob');
		expect([bob.line.closed, ann.line.closed]).toEqual([[1013], []]);
		expect(rooms.events).toMatchObject([
			{ kind: 'not-opened', document: `${workspace}/directory` }
		]);
		load.mockRestore();
		expect((await newcomer('bob')).device.line.words).toEqual({ a: 1, b: 1 });
	});

	test('that is erased while it is read is not read for ever', async () => {
		await idle();
		const { promise: mayRead, resolve: read } = Promise.withResolvers<null>();
		const load = rooms.journal.load.bind(rooms.journal);
		const reads = vi.spyOn(rooms.journal, 'load').mockImplementation(async (document) => {
			if (reads.mock.calls.length > 10) throw new Error('again and again');
			await mayRead;
			return load(document);
		});
		(await rooms.device('bob')).say(ask());
		await rooms.hub.forget(workspace, [{ kind: 'directory' }]);
		read(null);
		await rooms.endTurn();
		reads.mockRestore();
		expect(rooms.events).toEqual([]);
	});

	test('of which the disk lost something sends away who asks, and does not keep the relay busy', async () => {
		await idle();
		await rooms.journal.erase([`${workspace}/directory`]);
		const { device: bob } = await newcomer('bob');
		expect([bob.line.closed, ann.line.closed]).toEqual([[1013], []]);
		expect(rooms.events.map(({ kind }) => kind)).toEqual(['not-opened']);
	});

	test('is folded when its log is long, though it rests between one change and the next', async () => {
		for (let n = 2; n < 10; n++) {
			await idle();
			await write(ann, changeOf(`k${n}`));
		}
		await idle();
		expect((await rooms.journal.load(`${workspace}/directory`)).tail).toHaveLength(0);
		expect(Object.keys((await newcomer('bob')).device.line.words)).toHaveLength(10);
	});
});
