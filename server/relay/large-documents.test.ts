// Devices that have a part of a large document. Faults planted in room.ts, hub.ts, folding.ts and stored-state.ts,
// each seen red and taken back: the part of a base that is folded meanwhile put before the new tail; a failing
// integrator that leaves her without an answer; several answers made at once for one device; a document that is
// read for ever, or comes back as it was before it was written anew; a part that nobody pays for, or is sent to who left; a
// large state that is read on the spot.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { defaultLimits } from '../limits.ts';
import { answer, ask, change, changeOf, FakeLine, visitorNamed } from '../testing/fake-device.ts';
import { nobodyErased } from '../testing/nobody-erased.ts';
import { directory, quiet, WatchedJournal, workspace } from '../testing/rooms.ts';
import { Hub } from './hub.ts';
import { integratorHere, TooSlow, type Integrator } from './integrator.ts';

/** One that answers what a device lacks when the test says so. */
class Dawdler implements Integrator {
	readonly shape = vi.fn((update: Uint8Array) => integratorHere.shape(update));
	readonly #asked: (() => void)[] = [];

	get asked(): number {
		return this.#asked.length;
	}

	async missing(update: Uint8Array, have: Uint8Array): Promise<Uint8Array> {
		await new Promise<void>((resolve) => this.#asked.push(resolve));
		return integratorHere.missing(update, have);
	}

	integrate(updates: readonly Uint8Array[]): ReturnType<Integrator['integrate']> {
		return integratorHere.integrate(updates);
	}

	close(): Promise<void> {
		return integratorHere.close();
	}

	async goOn(): Promise<void> {
		for (const resolve of this.#asked.splice(0)) resolve();
		await quiet();
	}
}

class Device {
	readonly line = new FakeLine();
	work = 0;
	/** Answers that are being made elsewhere. */
	underWay = 0;
	readonly #visit;

	constructor(name: string) {
		const spent = (work: number): void => void (this.work += work);
		const beginAnswer = (): (() => void) => {
			this.underWay++;
			return () => {
				this.underWay--;
			};
		};
		const line = Object.assign(this.line, { spent, beginAnswer });
		this.#visit = hub.join(workspace, directory, visitorNamed(name), line)!;
	}

	async say(...frames: Uint8Array[]): Promise<this> {
		for (const frame of frames) hub.receive(this.#visit, frame);
		await quiet();
		return this;
	}

	leave(): void {
		hub.leave(this.#visit);
	}

	/** What she is brought, on top of what she had. */
	words(had: Uint8Array): Record<string, unknown> {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, had);
		for (const frame of this.line.frames)
			if (frame.kind === 'change' || frame.kind === 'answer') Y.applyUpdate(doc, frame.update);
		return doc.getMap('m').toJSON();
	}
}

const long = 'x'.repeat(100_000);
let journal: WatchedJournal;
let dawdler: Dawdler;
let hub: Hub;

function start(integrator: Integrator): void {
	const schedule = (callback: () => void): void => void setImmediate(callback);
	const ports = { journal, bus: null, integrator, ...nobodyErased, schedule };
	hub = new Hub({ ...ports, report: () => undefined }, { ...defaultLimits, foldAfter: 2 });
}

/** A document of which `had` is a part, folded. */
let had: Uint8Array;

beforeEach(async () => {
	journal = new WatchedJournal();
	dawdler = new Dawdler();
	start(dawdler);
	const doc = new Y.Doc();
	doc.getMap('m').set('early', 1);
	had = Y.encodeStateAsUpdate(doc);
	doc.getMap('m').set('long', long);
	const bob = await new Device('bob').say(answer(Y.encodeStateAsUpdate(doc)));
	await bob.say(change(changeOf('later')));
	await quiet();
	bob.leave();
});

function part(): Uint8Array {
	return ask(Y.encodeStateVectorFromUpdate(had));
}

const all = { early: 1, long, later: 1 };

describe('who has a part of a large document', () => {
	test('is brought the rest, which is taken out elsewhere, while others go on', async () => {
		const ann = await new Device('ann').say(part());
		expect(dawdler.asked).toBe(1);
		const cas = await new Device('cas').say(ask());
		expect(cas.line.words).toEqual(all);
		expect(ann.line.heard('answer')).toEqual([]);
		expect([ann.underWay, cas.underWay]).toEqual([1, 0]);
		await dawdler.goOn();
		expect(ann.underWay).toBe(0);
		expect(ann.words(had)).toEqual(all);
		const brought = ann.line.heard('answer').at(-1)!.update;
		expect(brought.length).toBeLessThan(long.length + 200);
	});

	test('hears what comes meanwhile, also where it is folded meanwhile', async () => {
		const much = 'y'.repeat(20_000);
		const bob = await new Device('bob').say(change(changeOf('a', much)));
		const ann = await new Device('ann').say(part());
		for (const key of ['b', 'c']) await bob.say(change(changeOf(key, much)));
		for (let now = 0; now <= 90_000; now += 1_000) await hub.tick(now);
		await quiet();
		expect((await journal.load(`${workspace}/directory`)).tail).toEqual([]);
		await bob.say(change(changeOf('e')));
		await dawdler.goOn();
		expect(ann.words(had)).toEqual({ ...all, a: much, b: much, c: much, e: 1 });
		expect(ann.line.frames.at(-1)?.kind).toBe('ask');
	});

	test('pays for it at once, and is told nothing when she has left', async () => {
		// Who opens it pays for that.
		await new Device('bob').say(ask());
		const ann = await new Device('ann').say(part());
		expect(ann.work).toBeGreaterThan(20);
		ann.leave();
		await dawdler.goOn();
		expect(ann.line.frames).toEqual([]);
	});

	test('is brought all of it where her part can not be taken out in time', async () => {
		start({ ...integratorHere, missing: () => Promise.reject(new TooSlow()) });
		const ann = await new Device('ann').say(part());
		expect(ann.words(had)).toEqual(all);
	});

	test('sends no nonsense for what she has: that ends her visit alone', async () => {
		const ann = await new Device('ann').say(ask(new Uint8Array([9, 9])));
		expect(ann.line.closed).toEqual([4400]);
		expect(dawdler.asked).toBe(0);
	});
});

describe('a large document that is read for long', () => {
	/** Reads shapes when the test says so; writes meanwhile, so that what was read is behind. */
	const waiting: (() => void)[] = [];
	const slow: Integrator = {
		...integratorHere,
		async shape(update) {
			await new Promise<void>((resolve) => waiting.push(resolve));
			return integratorHere.shape(update);
		}
	};

	async function readNow(): Promise<void> {
		for (const resolve of waiting.splice(0)) resolve();
		await quiet();
	}

	/** The room rests: nobody asks, and its bytes lie on the disk alone. */
	async function rested(): Promise<Device> {
		waiting.length = 0;
		start(slow);
		const bob = await new Device('bob').say(ask());
		while (bob.line.words.long === undefined) await readNow();
		for (let now = 0; now <= 40_000; now += 10_000) await hub.tick(now);
		return bob;
	}

	test('is there after it was read once, however busily others write in it', async () => {
		const bob = await rested();
		const ann = await new Device('ann').say(ask());
		for (const key of ['a', 'b', 'c']) await bob.say(change(changeOf(key)));
		expect(waiting).toHaveLength(1);
		await readNow();
		expect(ann.line.words).toEqual({ ...all, a: 1, b: 1, c: 1 });
		expect(ann.line.closed).toEqual([]);
	});

	test('does not come back as it was before it was written anew', async () => {
		await rested();
		const ann = await new Device('ann').say(ask());
		expect(waiting).toHaveLength(1);
		const key = `${workspace}/directory`;
		const { upTo } = await journal.load(key);
		await journal.fold([{ document: key, upTo, state: changeOf('clean') }]);
		const anew = hub.readAnew(workspace, () => true);
		await quiet();
		await readNow();
		await anew;
		const cas = await new Device('cas').say(ask());
		expect(cas.line.words).toEqual({ clean: 1 });
		ann.leave();
	});
});

test('a large document is read elsewhere, and here where that takes too long', async () => {
	await new Device('ann').say(ask());
	expect(dawdler.shape).toHaveBeenCalled();
	const slow = vi.fn(() => Promise.reject(new TooSlow()));
	start({ ...integratorHere, shape: slow });
	const bob = await new Device('bob').say(ask());
	expect(slow).toHaveBeenCalledOnce();
	expect(bob.line.words).toEqual(all);
});
