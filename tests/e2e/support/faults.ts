import type { Page } from '@playwright/test';

/**
 * Ways in which a browser keeps nothing, for `page.addInitScript`: opening throws as where a person blocks all
 * site data (nothing else is there either then), fails as on a broken profile, or never answers as
 * Safari does after an update.
 */
export const keepsNothing = {
	throws: () => {
		const refuse = (): never => {
			throw new DOMException('The operation is insecure.', 'SecurityError');
		};
		IDBFactory.prototype.open = refuse;
		IDBFactory.prototype.databases = refuse;
		Object.defineProperty(window, 'localStorage', { get: refuse });
		LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
	},
	fails: () => {
		IDBFactory.prototype.open = () => {
			const request = new EventTarget() as EventTarget & Record<string, unknown>;
			request.error = new DOMException('Internal error.', 'UnknownError');
			setTimeout(() => (request.onerror as (event: Event) => void)(new Event('error')));
			return request as unknown as IDBOpenDBRequest;
		};
	},
	'never answers': () => {
		IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
	}
} as const;

/**
 * The browser gives this origin so much room, and no more; call it before anything is kept. More of it later
 * is how a disk gets room again: what is deleted goes on counting for as long as the browser likes.
 */
export async function giveRoom(page: Page, bytes: number): Promise<void> {
	const { origin } = new URL(page.url());
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
}

/** Takes all the room that is left, as photos and films do. */
export function fillUp(page: Page): Promise<void> {
	return page.evaluate(async () => {
		const request = indexedDB.open('photos');
		request.onupgradeneeded = () =>
			request.result.createObjectStore('photos', { autoIncrement: true });
		await new Promise((resolve) => (request.onsuccess = resolve));
		const add = (bytes: number) =>
			new Promise<boolean>((resolve) => {
				const adding = request.result.transaction('photos', 'readwrite');
				adding.oncomplete = () => resolve(true);
				adding.onabort = () => resolve(false);
				adding.objectStore('photos').add(crypto.getRandomValues(new Uint8Array(bytes)));
			});
		for (const bytes of [65_536, 8_192, 1_024, 128]) while (await add(bytes));
		request.result.close();
	});
}

/** The browser throws away what the site keeps in IndexedDB, under the hands of the open page. */
export async function clearKept(page: Page): Promise<void> {
	const { origin } = new URL(page.url());
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
}

/** The browser opens no storage for the page from now on, as when its own process for that has gone. */
export function shutStorage(page: Page): Promise<unknown> {
	return page.evaluate(() => {
		const open = (): never => {
			throw new DOMException('Internal error.', 'UnknownError');
		};
		Object.defineProperty(indexedDB, 'open', { value: open, configurable: true });
	});
}

/** After `shutStorage`: it opens what is asked for again. */
export function openStorage(page: Page): Promise<boolean> {
	return page.evaluate(() => Reflect.deleteProperty(indexedDB, 'open'));
}

/** How many records lie on the device in the documents whose name holds `part`. */
export function countKept(page: Page, part = 'draaiboek/'): Promise<number> {
	return page.evaluate(async (wanted) => {
		const databases = await indexedDB.databases();
		const names = databases.flatMap(({ name }) => (name?.includes(wanted) ? [name] : []));
		const counts = names.map(
			(name) =>
				new Promise<number>((resolve) => {
					const request = indexedDB.open(name);
					// It went meanwhile: an empty one in its place would be in the app's way.
					request.onupgradeneeded = () => request.transaction?.abort();
					request.onerror = () => resolve(0);
					request.onsuccess = () => {
						const { result } = request;
						result.onversionchange = () => result.close();
						const counting = result.transaction('updates').objectStore('updates').count();
						counting.onsuccess = () => {
							result.close();
							resolve(counting.result);
						};
					};
				})
		);
		return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
	}, part);
}

/** The browser removes nothing that is kept, for `page.addInitScript`. */
export const removesNothing = () => {
	IDBFactory.prototype.deleteDatabase = () => {
		throw new DOMException('The operation is insecure.', 'SecurityError');
	};
};

/** A tab that has all of it open and does not hear that it is to let go, as one that sleeps. */
export function holdOpen(page: Page): Promise<void> {
	return page.evaluate(async () => {
		const databases = await indexedDB.databases();
		const names = databases.flatMap(({ name }) => (name?.startsWith('draaiboek/') ? [name] : []));
		for (const name of names)
			await new Promise((resolve) => (indexedDB.open(name).onsuccess = resolve));
	});
}
