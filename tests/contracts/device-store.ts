// Faults planted in the IndexedDB adapter, each seen red and taken back: marks not read back; every
// workspace listed; a wipe that removes nothing; the store's own filling taken for an edit; a queue
// that is too long dropped instead of the whole document stored; a tab that writes before it is asked.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import { SeasonId, WorkspaceId } from '#domain/ids.ts';
import type { DeviceStore, DocumentKey, StoredDocument } from '#sync/store/device-store.ts';

/** One device: every store that it makes looks at the same disk. */
export interface Device {
	store(): DeviceStore;
}

let fresh = 0;

/** A workspace that no other test has touched. */
export function freshWorkspace(): WorkspaceId {
	fresh += 1;
	return WorkspaceId.parse(`w${Date.now().toString(36)}${fresh}`.padEnd(16, '0').slice(0, 16))!;
}

export function seasonKey(workspace: WorkspaceId): DocumentKey {
	const season = SeasonId.parse('spring2027000000')!;
	return { workspace, document: { kind: 'season', season } };
}

export interface Opened {
	readonly doc: Y.Doc;
	readonly stored: StoredDocument;
}

/** Opens a document as the tab that writes, and waits until it has answered. */
export async function openToWrite(store: DeviceStore, key: DocumentKey): Promise<Opened> {
	const doc = new Y.Doc();
	const stored = store.open(key, doc);
	stored.write();
	await stored.ready;
	return { doc, stored };
}

/** Waits until the store says that everything is kept. */
export async function saved(stored: StoredDocument): Promise<void> {
	await expect.poll(() => stored.state.read(), { timeout: 8_000 }).toEqual({ status: 'saved' });
}

export function notes(doc: Y.Doc): Record<string, unknown> {
	return doc.getMap('notes').toJSON();
}

/** What every adapter of `DeviceStore` promises, each promise in a test of its own. */
export function describeDeviceStore(adapter: string, device: () => Device): void {
	describe(`${adapter} keeps what DeviceStore promises`, () => {
		const begin = (): { phone: Device; key: DocumentKey } => ({
			phone: device(),
			key: seasonKey(freshWorkspace())
		});

		test('a document that was never opened is empty, and says so in time', async () => {
			const { phone, key } = begin();
			const { doc, stored } = await openToWrite(phone.store(), key);
			expect(await stored.ready).toEqual({ kind: 'loaded' });
			expect(notes(doc)).toEqual({});
			await stored.destroy();
		});

		test('an edit is there after the tab was closed and opened', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			first.doc.getMap('notes').set('door', 'open at nine');
			await saved(first.stored);
			await first.stored.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(notes(again.doc)).toEqual({ door: 'open at nine' });
			await again.stored.destroy();
		});

		test('an edit made before the device answered is kept as well', async () => {
			const { phone, key } = begin();
			const doc = new Y.Doc();
			const stored = phone.store().open(key, doc);
			stored.write();
			doc.getMap('notes').set('early', true);
			await stored.ready;
			await saved(stored);
			await stored.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(notes(again.doc)).toEqual({ early: true });
			await again.stored.destroy();
		});

		test('what is still on its way when the tab lets go is stored first', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			for (let index = 0; index < 50; index++) first.doc.getMap('notes').set(`n${index}`, index);
			await first.stored.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(Object.keys(notes(again.doc))).toHaveLength(50);
			await again.stored.destroy();
		});

		test('more edits than fit a queue are all kept, and read back as one document', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			for (let index = 0; index < 1_300; index++) first.doc.getMap('notes').set(`n${index}`, index);
			await saved(first.stored);
			first.doc.getMap('notes').set('last', true);
			await saved(first.stored);
			await first.stored.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(Object.keys(notes(again.doc))).toHaveLength(1_301);
			await again.stored.destroy();
		});

		test('a tab that does not write stores nothing until it takes over, and then everything', async () => {
			const { phone, key } = begin();
			const doc = new Y.Doc();
			const stored = phone.store().open(key, doc);
			await stored.ready;
			doc.getMap('notes').set('follower', true);
			await new Promise((resolve) => setTimeout(resolve, 100));
			const between = new Y.Doc();
			const looking = phone.store().open(key, between);
			await looking.ready;
			expect(notes(between)).toEqual({});
			await looking.destroy();

			stored.write();
			await saved(stored);
			await stored.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(notes(again.doc)).toEqual({ follower: true });
			await again.stored.destroy();
		});

		test('taking over loses nothing of what the other tab stored meanwhile', async () => {
			const { phone, key } = begin();
			const follower = new Y.Doc();
			const following = phone.store().open(key, follower);
			await following.ready;
			const writer = await openToWrite(phone.store(), key);
			writer.doc.getMap('notes').set('writer', 1);
			await saved(writer.stored);
			await writer.stored.destroy();

			follower.getMap('notes').set('follower', 2);
			following.write();
			await saved(following);
			await following.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(notes(again.doc)).toEqual({ writer: 1, follower: 2 });
			await again.stored.destroy();
		});

		test('filling the document is told apart from an edit', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			first.doc.getMap('notes').set('door', 'open');
			await first.stored.destroy();
			const doc = new Y.Doc();
			const origins: unknown[] = [];
			doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
			const stored = phone.store().open(key, doc);
			await stored.ready;
			doc.getMap('notes').set('mine', true);
			expect(origins.slice(0, -1).every((origin) => stored.isOrigin(origin))).toBe(true);
			expect(stored.isOrigin(origins.at(-1))).toBe(false);
			await stored.destroy();
		});

		test('its listeners hear edits, also those that answer the filling, and never the filling', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			first.doc.getMap('notes').set('door', 'open');
			await first.stored.destroy();
			const doc = new Y.Doc();
			doc.getMap('notes').observe(() => {
				if (!doc.getMap('notes').has('answer')) doc.getMap('notes').set('answer', true);
			});
			const heard: string[] = [];
			const stored = phone.store().open(key, doc);
			stored.onEdit((update) => heard.push(new TextDecoder('latin1').decode(update)));
			stored.write();
			await stored.ready;
			doc.getMap('notes').set('mine', true);
			expect(notes(doc)).toEqual({ door: 'open', answer: true, mine: true });
			expect(heard.at(-1)).toContain('mine');
			expect(heard.join()).not.toContain('door');
			await saved(stored);
			await stored.destroy();
			doc.getMap('notes').set('late', true);
			expect(heard.join()).not.toContain('late');
			const again = await openToWrite(phone.store(), key);
			expect(notes(again.doc)).toEqual({ door: 'open', answer: true, mine: true });
			await again.stored.destroy();
		});

		test('its listeners hear an edit before those that came later, also once it has begun to write', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			first.doc.getMap('notes').set('door', 'open');
			await first.stored.destroy();
			const doc = new Y.Doc();
			const stored = phone.store().open(key, doc);
			const order: string[] = [];
			stored.onEdit(() => order.push('store'));
			await stored.ready;
			doc.on('update', (_update: Uint8Array, origin: unknown) => {
				if (!stored.isOrigin(origin)) order.push('line');
			});
			doc.getMap('notes').set('one', true);
			stored.write();
			await saved(stored);
			doc.getMap('notes').set('two', true);
			expect(order).toEqual(['store', 'line', 'store', 'line']);
			await stored.destroy();
		});

		test('marks come back with the document, whatever their form', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			first.stored.marks.write('unshared', 3);
			first.stored.marks.write('refusals', [{ code: 'too-large' }]);
			expect(first.stored.marks.read('unshared')).toBe(3);
			await saved(first.stored);
			await first.stored.destroy();
			const again = await openToWrite(phone.store(), key);
			expect(again.stored.marks.read('unshared')).toBe(3);
			expect(again.stored.marks.read('refusals')).toEqual([{ code: 'too-large' }]);
			expect(again.stored.marks.read('never written')).toBeUndefined();
			await again.stored.destroy();
		});

		test('it is filled, with its marks, before it is ready', async () => {
			const { phone, key } = begin();
			const first = await openToWrite(phone.store(), key);
			first.stored.marks.write('unshared', 3);
			await saved(first.stored);
			await first.stored.destroy();
			const stored = phone.store().open(key, new Y.Doc());
			const order: unknown[] = [];
			const filled = stored.filled.then(() => order.push(stored.marks.read('unshared')));
			await stored.ready;
			order.push('ready');
			await filled;
			expect(order).toEqual([3, 'ready']);
			await stored.destroy();
		});

		test('the list names the documents of this workspace and no others', async () => {
			const { phone, key } = begin();
			const other = seasonKey(freshWorkspace());
			const store = phone.store();
			const directory: DocumentName = { kind: 'directory' };
			const opened = [
				await openToWrite(store, key),
				await openToWrite(store, { workspace: key.workspace, document: directory }),
				await openToWrite(store, other)
			];
			for (const { stored } of opened) await stored.destroy();
			const listed = await phone.store().documents(key.workspace);
			expect(listed).toHaveLength(2);
			expect(listed).toEqual(expect.arrayContaining([key.document, directory]));
		});

		test('what is noted beside documents is read without opening them, of those asked for, and makes none', async () => {
			const { phone, key } = begin();
			const directory: DocumentName = { kind: 'directory' };
			const store = phone.store();
			for (const document of [key.document, directory]) {
				const { stored } = await openToWrite(store, { ...key, document });
				stored.marks.write('unshared', 3);
				await saved(stored);
				await stored.destroy();
			}
			const others = phone.store();
			const asked = ({ kind }: DocumentName) => kind === 'season';
			const { noted, unanswered } = await others.noted(key.workspace, asked);
			expect(noted.map(({ document }) => document)).toEqual([key.document]);
			expect(noted[0]?.marks.get('unshared')).toBe(3);
			expect(unanswered).toEqual([]);
			const elsewhere = freshWorkspace();
			expect(await others.noted(elsewhere, () => true)).toEqual({ noted: [], unanswered: [] });
			expect(await others.documents(elsewhere)).toEqual([]);
		});

		test('a document that is forgotten is gone, and the others stay', async () => {
			const { phone, key } = begin();
			const other: DocumentKey = { ...key, document: { kind: 'directory' } };
			const store = phone.store();
			for (const each of [key, other]) {
				const { doc, stored } = await openToWrite(store, each);
				doc.getMap('notes').set('door', 'open');
				await stored.destroy();
			}
			await store.forget(key);
			expect(await phone.store().documents(key.workspace)).toEqual([other.document]);
			const forgotten = await openToWrite(phone.store(), key);
			expect(notes(forgotten.doc)).toEqual({});
			await forgotten.stored.destroy();
			const kept = await openToWrite(phone.store(), other);
			expect(notes(kept.doc)).toEqual({ door: 'open' });
			await kept.stored.destroy();
		});

		test('after a wipe nothing of the workspace is left, and the neighbour is untouched', async () => {
			const { phone, key } = begin();
			const other = seasonKey(freshWorkspace());
			const store = phone.store();
			for (const each of [key, other]) {
				const { doc, stored } = await openToWrite(store, each);
				doc.getMap('notes').set('door', 'open');
				stored.marks.write('unshared', 1);
				await stored.destroy();
			}
			expect(await store.wipe(key.workspace)).toBeNull();
			expect(await phone.store().documents(key.workspace)).toEqual([]);
			const wiped = await openToWrite(phone.store(), key);
			expect(notes(wiped.doc)).toEqual({});
			expect(wiped.stored.marks.read('unshared')).toBeUndefined();
			const kept = await openToWrite(phone.store(), other);
			expect(notes(kept.doc)).toEqual({ door: 'open' });
			await wiped.stored.destroy();
			await kept.stored.destroy();
		});
	});
}
