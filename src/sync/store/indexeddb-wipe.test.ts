// Faults planted here, each seen red and taken back: a wipe that ends with its first failure, or rejects; a deletion
// that is waited for without end; one that is still under way asked for a second time; a time for all of them
// together; what ends late not followed, or called gone where it was refused; a list that the browser does not give
// taken for an empty one.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshWorkspace, openToWrite, seasonKey } from '#tests/contracts/device-store.ts';
import { storeName, type DocumentKey } from './device-store.ts';
import { answer } from './idb.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

const real = globalThis.indexedDB;
const listing = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'databases')!;
let key: DocumentKey;
let directory: DocumentKey;

beforeEach(async () => {
	key = seasonKey(freshWorkspace());
	directory = { ...key, document: { kind: 'directory' } };
	for (const each of [key, directory]) {
		const { doc, stored } = await openToWrite(new IndexedDbStore(), each);
		doc.getMap('notes').set('door', 'open');
		await stored.destroy();
	}
});

afterEach(() => {
	globalThis.indexedDB = real;
	Object.defineProperty(IDBFactory.prototype, 'databases', listing);
	vi.useRealTimers();
});

/** The browser's storage with something else in place of what it does. */
function storageWith(instead: Partial<IDBFactory>): void {
	globalThis.indexedDB = new Proxy(real, {
		get: (_real, name) => {
			const value: unknown = Reflect.get(name in instead ? instead : real, name);
			return typeof value === 'function' ? (value.bind(real) as unknown) : value;
		}
	});
}

function refuse(): never {
	throw new DOMException('The operation is insecure.', 'SecurityError');
}

async function lies({ workspace }: DocumentKey): Promise<unknown[]> {
	const documents = await new IndexedDbStore().documents(workspace);
	return documents.map(({ kind }) => kind).toSorted();
}

const unanswered = () => new EventTarget() as IDBOpenDBRequest;

test('a browser without IndexedDB keeps nothing, and nothing is left in it', async () => {
	Reflect.deleteProperty(globalThis, 'indexedDB');
	expect(await new IndexedDbStore().wipe(key.workspace)).toBeNull();
});

test('where the browser refuses to touch its storage, something may be left', async () => {
	storageWith({ open: refuse, databases: refuse, deleteDatabase: refuse });
	expect(await new IndexedDbStore().wipe(key.workspace)).toMatchObject({ why: 'refused' });
});

test('one document that is not removed keeps none of the others, and goes the next time', async () => {
	storageWith({
		deleteDatabase: (name) => (name === storeName(key) ? refuse() : real.deleteDatabase(name))
	});
	const store = new IndexedDbStore();
	expect(await store.wipe(key.workspace)).toMatchObject({ why: 'refused' });
	expect(await lies(key)).toEqual(['season']);
	globalThis.indexedDB = real;
	expect(await store.wipe(key.workspace)).toBeNull();
	expect(await lies(key)).toEqual([]);
});

test('what another tab does not let go is told, also when it is tried again, and goes with that tab', async () => {
	const deaf = await answer(real.open(storeName(key)));
	const store = new IndexedDbStore();
	expect(await store.wipe(key.workspace)).toMatchObject({ why: 'held' });
	expect(await store.wipe(key.workspace)).toMatchObject({ why: 'held' });
	deaf.close();
	expect(await store.wipe(key.workspace)).toBeNull();
	expect(await lies(key)).toEqual([]);
});

test.each(['deleteDatabase', 'databases'] as const)(
	'a device that never answers to %s is not waited for',
	async (silent) => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		storageWith({ [silent]: silent === 'databases' ? () => new Promise(() => {}) : unanswered });
		const wiped = new IndexedDbStore().wipe(key.workspace);
		await vi.advanceTimersByTimeAsync(20_000);
		expect(await wiped).toMatchObject({ why: 'refused' });
	}
);

/** A device that removes what it is told to one by one, and each when the test says so. */
class SlowRemoval {
	readonly #answers: ((answer: 'success' | 'error') => void)[] = [];
	readonly #names: readonly string[];

	constructor(...names: string[]) {
		this.#names = names;
		storageWith({
			databases: () => Promise.resolve(this.#names.map((name) => ({ name, version: 1 }))),
			deleteDatabase: () => {
				const request = {} as { -readonly [key in keyof IDBOpenDBRequest]: IDBOpenDBRequest[key] };
				this.#answers.push((answer) => void request[`on${answer}`]?.(new Event(answer)));
				return request;
			}
		});
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	}

	get hasMore(): boolean {
		return this.#answers.length > 0;
	}

	answer(as: 'success' | 'error'): void {
		this.#answers.shift()?.(as);
	}
}

test('a wipe that takes longer than a device is waited for is no refusal while one after the other goes', async () => {
	const names = Array.from({ length: 20 }, (_nothing, at) => `${storeName(key)}${at}`);
	const device = new SlowRemoval(...names);
	const wiped = new IndexedDbStore().wipe(key.workspace);
	await vi.advanceTimersByTimeAsync(0);
	while (device.hasMore) {
		await vi.advanceTimersByTimeAsync(3_000);
		device.answer('success');
	}
	expect(await wiped).toBeNull();
});

test('what ends after it was waited for has gone after all', async () => {
	const device = new SlowRemoval(storeName(key));
	const wiped = new IndexedDbStore().wipe(key.workspace);
	await vi.advanceTimersByTimeAsync(20_000);
	const remains = await wiped;
	expect(remains).toMatchObject({ why: 'refused' });
	while (device.hasMore) device.answer('success');
	await expect(remains?.gone).resolves.toBeUndefined();
});

test('what is refused after it was waited for is never called gone', async () => {
	const device = new SlowRemoval(storeName(key));
	const wiped = new IndexedDbStore().wipe(key.workspace);
	await vi.advanceTimersByTimeAsync(20_000);
	const onGone = vi.fn<() => void>();
	void (await wiped)?.gone.then(onGone);
	device.answer('error');
	while (device.hasMore) device.answer('success');
	await vi.advanceTimersByTimeAsync(20_000);
	expect(onGone).not.toHaveBeenCalled();
});

test('what another tab held goes with that tab, also where nobody tries again', async () => {
	const deaf = await answer(real.open(storeName(key)));
	const remains = await new IndexedDbStore().wipe(key.workspace);
	expect(remains).toMatchObject({ why: 'held' });
	deaf.close();
	await remains?.gone;
	expect(await lies(key)).toEqual([]);
});

test('a browser that does not list what it keeps may keep what an earlier visit opened', async () => {
	Reflect.deleteProperty(IDBFactory.prototype, 'databases');
	expect(await new IndexedDbStore().wipe(key.workspace)).toMatchObject({ why: 'refused' });
	Object.defineProperty(IDBFactory.prototype, 'databases', listing);
	expect(await lies(key)).toEqual(['directory', 'season']);
});
