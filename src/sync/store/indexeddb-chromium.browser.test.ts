// What only a real browser shows: a quota, a lost connection, and real locks between tabs.
import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import { PersonId } from '#domain/ids.ts';
import {
	freshWorkspace,
	notes,
	openToWrite,
	saved,
	seasonKey
} from '#tests/contracts/device-store.ts';
import { systemClock } from '../clock.ts';
import { browserTabs } from '../tabs.ts';
import { storeName } from './device-store.ts';
import { answer, completion, openDatabase, openExisting, updatesStore } from './idb.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

interface Browser {
	send(command: string, parameters: Record<string, unknown>): Promise<unknown>;
}

const quota = (bytes?: number): Promise<unknown> => {
	const size = bytes === undefined ? {} : { quotaSize: bytes };
	const { origin } = location;
	return (cdp() as unknown as Browser).send('Storage.overrideQuotaForOrigin', { origin, ...size });
};

afterEach(() => quota());

describe('in Chromium', () => {
	test('a full disk is told, and what was made is kept once there is room', async () => {
		await quota(1_000_000);
		const key = seasonKey(freshWorkspace());
		const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
		doc.getMap('notes').set('before', true);
		await saved(stored);
		// Chromium goes by what it remembers of the room that there was, for half a minute at most.
		const fills = (): unknown => {
			const state = stored.state.read();
			if (state.status === 'saved') doc.getMap('notes').set('large', 'x'.repeat(2_000_000));
			return state;
		};
		await expect
			.poll(fills, { timeout: 45_000, interval: 500 })
			.toEqual({ status: 'not-saved', why: 'full' });
		await quota();
		await saved(stored);
		await stored.destroy();
		const again = await openToWrite(new IndexedDbStore(), key);
		expect(Object.keys(notes(again.doc)).toSorted()).toEqual(['before', 'large']);
		await again.stored.destroy();
	}, 60_000);

	test('what is looked for and has gone is not made anew', async () => {
		const name = storeName(seasonKey(freshWorkspace()));
		expect(await openExisting(name)).toBeNull();
		expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(name);
	});

	test('when somebody clears the storage of an open page, all that it shows is written down again', async () => {
		const key = seasonKey(freshWorkspace());
		const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
		doc.getMap('notes').set('before', true);
		await saved(stored);
		await answer(indexedDB.deleteDatabase(storeName(key)));
		doc.getMap('notes').set('after', true);
		await saved(stored);
		await stored.destroy();
		const again = await openToWrite(new IndexedDbStore(), key);
		expect(notes(again.doc)).toEqual({ before: true, after: true });
		await again.stored.destroy();
	});

	test('a record that makes no sense leaves the rest', async () => {
		const key = seasonKey(freshWorkspace());
		const first = await openToWrite(new IndexedDbStore(), key);
		first.doc.getMap('notes').set('before', true);
		await first.stored.destroy();
		const db = await openDatabase(storeName(key));
		const adding = db.transaction([updatesStore], 'readwrite');
		adding.objectStore(updatesStore).add(new Uint8Array([9, 9, 9]));
		await completion(adding);
		db.close();
		const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
		expect(await stored.ready).toEqual({ kind: 'loaded-in-part', setAside: 1 });
		expect(notes(doc)).toEqual({ before: true });
		await stored.destroy();
	});

	test('ten documents of a season open in a moment', async () => {
		const workspace = freshWorkspace();
		const keys = Array.from({ length: 10 }, (_nothing, index) => ({
			workspace,
			document: { kind: 'org', organisation: `org${index}`.padEnd(16, '0') } as never
		}));
		for (const key of keys) {
			const { doc, stored } = await openToWrite(new IndexedDbStore(), key);
			for (let index = 0; index < 300; index++)
				doc.getMap('notes').set(`n${index}`, 'x'.repeat(100));
			await stored.destroy();
		}
		const store = new IndexedDbStore();
		const begun = performance.now();
		const opened = await Promise.all(keys.map((key) => openToWrite(store, key)));
		const took = performance.now() - begun;
		expect(opened.every(({ doc }) => Object.keys(notes(doc)).length === 300)).toBe(true);
		// Generous: the machine may be busy. It takes some 40 ms on a quiet one.
		expect(took).toBeLessThan(5_000);
		for (const { stored } of opened) await stored.destroy();
	});

	test('the second tab writes when the first one closes', async () => {
		const tools = {
			locks: navigator.locks,
			channel: (name: string) => new BroadcastChannel(name),
			clock: systemClock
		};
		const open = browserTabs(tools);
		const [workspace, person] = [freshWorkspace(), PersonId.parse('ann0000000000000')!];
		const first = open(workspace, person);
		await expect.poll(() => first.writes.read()).toBe(true);
		const second = open(workspace, person);
		const heard: unknown[] = [];
		first.hear((message) => heard.push(message));
		second.post({ kind: 'change', document: 'directory', update: new Uint8Array([0, 0]) });
		await expect.poll(() => heard).toHaveLength(1);
		expect(second.writes.read()).toBe(false);
		first.close();
		await expect.poll(() => second.writes.read()).toBe(true);
		second.close();
	});
});
