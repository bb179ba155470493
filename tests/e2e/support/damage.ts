import type { Page } from '@playwright/test';

/**
 * Writes nonsense over every record of the documents whose name holds `part`, or over those that hold
 * `text`, as a failing disk does; answers how many. The app must not be open on the page.
 */
export function damageStored(page: Page, part: string, text = ''): Promise<number> {
	return page.evaluate(
		async ([wanted, words]) => {
			const done = <T>(request: IDBRequest<T>) =>
				new Promise<T>((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error ?? new Error('no reason given'));
				});
			let damaged = 0;
			for (const { name } of await indexedDB.databases()) {
				if (!name?.includes(wanted)) continue;
				const database = await done(indexedDB.open(name));
				const store = database.transaction('updates', 'readwrite').objectStore('updates');
				for (const key of await done(store.getAllKeys())) {
					const value = await done(store.get(key) as IDBRequest<Uint8Array>);
					if (!new TextDecoder().decode(value).includes(words)) continue;
					await done(store.put(new Uint8Array([9, 9, 9, 9]), key));
					damaged++;
				}
				database.close();
			}
			return damaged;
		},
		[part, text] as const
	);
}
