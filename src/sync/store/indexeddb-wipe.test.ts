// Faults planted here, each seen red and taken back: a wipe that ends with its first failure, or rejects; a deletion
// that is waited for without end; one that is still under way asked for a second time.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshWorkspace, openToWrite, seasonKey } from '#tests/contracts/device-store.ts';
import { storeName, type DocumentKey } from './device-store.ts';
import { answer } from './idb.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

const real = globalThis.indexedDB;
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
	expect(await new IndexedDbStore().wipe(key.workspace)).toBe('refused');
});

test('one document that is not removed keeps none of the others, and goes the next time', async () => {
	storageWith({
		deleteDatabase: (name) => (name === storeName(key) ? refuse() : real.deleteDatabase(name))
	});
	const store = new IndexedDbStore();
	expect(await store.wipe(key.workspace)).toBe('refused');
	expect(await lies(key)).toEqual(['season']);
	globalThis.indexedDB = real;
	expect(await store.wipe(key.workspace)).toBeNull();
	expect(await lies(key)).toEqual([]);
});

test('what another tab does not let go is told, also when it is tried again, and goes with that tab', async () => {
	const deaf = await answer(real.open(storeName(key)));
	const store = new IndexedDbStore();
	expect(await store.wipe(key.workspace)).toBe('held');
	expect(await store.wipe(key.workspace)).toBe('held');
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
		expect(await wiped).toBe('refused');
	}
);
