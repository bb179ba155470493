import type { Page } from '@playwright/test';
import * as Y from 'yjs';

/** A document as it lies on the device, read from outside; the app must not be open on the page. */
export async function readStored(page: Page, part: string): Promise<Y.Doc> {
	const records = await page.evaluate(async (wanted) => {
		const databases = await indexedDB.databases();
		const name = databases.find((one) => one.name?.includes(wanted))?.name ?? '';
		const opening = indexedDB.open(name);
		await new Promise((resolve) => (opening.onsuccess = resolve));
		const reading = opening.result.transaction('updates').objectStore('updates').getAll();
		await new Promise((resolve) => (reading.onsuccess = resolve));
		opening.result.close();
		return (reading.result as Uint8Array[]).map((record) => [...record]);
	}, part);
	const doc = new Y.Doc();
	for (const record of records) Y.applyUpdate(doc, Uint8Array.from(record));
	return doc;
}

/** Adds what another version of the app, in the same browser, would write into a document. */
export async function writeStored(
	page: Page,
	part: string,
	write: (doc: Y.Doc) => void
): Promise<void> {
	const doc = await readStored(page, part);
	const before = Y.encodeStateVector(doc);
	doc.transact(() => write(doc));
	const update = [...Y.encodeStateAsUpdate(doc, before)];
	await page.evaluate(
		async ([wanted, bytes]) => {
			const databases = await indexedDB.databases();
			const name = databases.find((one) => one.name?.includes(wanted))?.name ?? '';
			const opening = indexedDB.open(name);
			await new Promise((resolve) => (opening.onsuccess = resolve));
			const adding = opening.result.transaction('updates', 'readwrite');
			adding.objectStore('updates').add(Uint8Array.from(bytes));
			await new Promise((resolve) => (adding.oncomplete = resolve));
			opening.result.close();
		},
		[part, update] as const
	);
}
