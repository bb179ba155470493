// When long logs become snapshots. Faults planted in folding.ts and long-logs.ts, each seen red and taken
// back: no bound in time, in changes or in bytes, or no waiting at all; a broken log folded all the same, a room
// that keeps its long state, a room that is tried again in every round, all rooms at once.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DocumentName } from '#domain/access/document-name.ts';
import { integratorHere, Stopped } from './integrator.ts';
import { StoredState } from './stored-state.ts';
import { ask, change, changeOf } from '../testing/fake-device.ts';
import { type Device, quiet, Rooms, workspace } from '../testing/rooms.ts';
import { personId } from '../testing/running-relay.ts';

let rooms: Rooms;
let nowMs: number;

beforeEach(() => {
	rooms = new Rooms({ foldAfter: 10 });
	nowMs = 0;
});

/** A round of the relay, so long after the one before it. */
function round(afterMs = 1_000): Promise<void> {
	return rooms.hub.tick((nowMs += afterMs));
}

/** Nobody writes for as long as it takes. */
async function calm(): Promise<void> {
	await round();
	await round(2_000);
}

/** Writes as many changes, each in a turn of its own, as large as asked. */
async function write(device: Device, count: number, bytes = 1): Promise<void> {
	for (let n = 0; n < count; n++) {
		device.say(change(changeOf(`k${n}${'x'.repeat(bytes)}`)));
		await rooms.endTurn();
	}
}

function lane(name: string): DocumentName {
	return { kind: 'lane', person: personId(name) };
}

async function tailOf(document: string): Promise<number> {
	return (await rooms.journal.load(`${workspace}/${document}`)).tail.length;
}

describe('folding', () => {
	test('a long log is folded, in memory and in the journal, and nothing is lost', async () => {
		const ann = await rooms.device('ann');
		await write(ann, 25);
		expect(await tailOf('directory')).toBe(25);
		await calm();
		expect(await tailOf('directory')).toBe(0);
		const bob = (await rooms.device('bob')).say(ask());
		expect(bob.line.heard('change')).toHaveLength(1);
		expect(Object.keys(bob.line.words)).toHaveLength(25);
		rooms.restart();
		expect(Object.keys((await rooms.device('cas')).say(ask()).line.words)).toHaveLength(25);
	});

	test('a short log is left alone', async () => {
		await write(await rooms.device('ann'), 9);
		await calm();
		expect(await tailOf('directory')).toBe(9);
	});

	test('while somebody writes her document is left alone, for half a minute', async () => {
		const ann = await rooms.device('ann');
		await write(ann, 12);
		for (let second = 0; second < 30; second++) {
			await round();
			await write(ann, 1);
		}
		expect(await tailOf('directory')).toBe(42);
		await round();
		expect(await tailOf('directory')).toBe(0);
	});

	test('a log that takes much room is folded at once', async () => {
		const ann = await rooms.device('ann');
		await write(ann, 41, 210_000);
		await round();
		expect(await tailOf('directory')).toBe(0);
	});

	test('a log of very many changes is folded at once, too', async () => {
		const ann = await rooms.device('ann');
		await write(ann, 12);
		const length = vi.spyOn(StoredState.prototype, 'tailLength', 'get').mockReturnValue(100_000);
		await round();
		length.mockRestore();
		expect(await tailOf('directory')).toBe(0);
	});

	test('a document that was left long is folded when somebody opens it', async () => {
		const ann = await rooms.device('ann');
		await write(ann, 25);
		rooms.hub.leave(ann.visit);
		await calm();
		expect(await tailOf('directory')).toBe(25);
		expect(Object.keys((await rooms.device('bob')).say(ask()).line.words)).toHaveLength(25);
		expect(await tailOf('directory')).toBe(0);
	});

	test('what comes while a room is folded and read anew is there for whoever comes next', async () => {
		const ann = await rooms.device('ann');
		await write(ann, 12);
		const { promise: mayFold, resolve: fold } = Promise.withResolvers<null>();
		const held = vi.spyOn(rooms.journal, 'fold').mockImplementationOnce(async (folds) => {
			await mayFold;
			held.mockRestore();
			await rooms.journal.fold(folds);
		});
		await round();
		const folding = round(2_000);
		await quiet();
		await rooms.hub.readAnew(workspace, () => true);
		for (const key of ['late', 'later']) {
			ann.say(change(changeOf(key)));
			await rooms.endTurn();
		}
		fold(null);
		await folding;
		const words = (await rooms.device('bob')).say(ask()).line.words;
		expect(Object.keys(words)).toHaveLength(14);
	});

	test('large documents take turns, one each round', async () => {
		for (const name of ['ann', 'bob'])
			await write(await rooms.device(name, 'volunteer', lane(name)), 12, 50_000);
		const tails = () => Promise.all(['ann', 'bob'].map((name) => tailOf(`lane/${personId(name)}`)));
		await calm();
		expect((await tails()).toSorted((a, b) => a - b)).toEqual([0, 12]);
		await round();
		expect(await tails()).toEqual([0, 0]);
	});

	test('a log that this version can not read is left as it is, reported once, and its room goes on', async () => {
		const unreadable = new Uint8Array([1, 1, 5]);
		await rooms.journal.append([{ document: `${workspace}/directory`, update: unreadable }]);
		const ann = await rooms.device('ann');
		await write(ann, 12);
		for (let second = 0; second < 4; second++) await round();
		await write(ann, 3);
		await calm();
		expect(await tailOf('directory')).toBe(16);
		expect(rooms.events).toEqual([
			{ kind: 'not-folded', document: `${workspace}/directory`, cause: 'broken' }
		]);
		expect(Object.keys((await rooms.device('bob')).say(ask()).line.words)).toHaveLength(12);
	});

	test('a relay that stops while it folds leaves the log, and tells no host of trouble', async () => {
		await write(await rooms.device('ann'), 12);
		const stopping = vi.spyOn(integratorHere, 'integrate').mockRejectedValueOnce(new Stopped());
		await calm();
		stopping.mockRestore();
		expect(await tailOf('directory')).toBe(12);
		expect(rooms.events).toEqual([]);
	});

	test('a disk that refuses the snapshot keeps the log', async () => {
		await write(await rooms.device('ann'), 12);
		rooms.journal.fold = () => {
			throw new Error('the disk is full');
		};
		await calm();
		expect(await tailOf('directory')).toBe(12);
		expect(rooms.events.map(({ kind }) => kind)).toEqual(['not-folded']);
		expect(Object.keys((await rooms.device('bob')).say(ask()).line.words)).toHaveLength(12);
	});
});
