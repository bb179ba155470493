import type { NotSaved } from './device-store.ts';

/** The two object stores that y-indexeddb makes in each of its databases, under its own names. */
export const updatesStore = 'updates';
export const marksStore = 'custom';

/** A request as a promise. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new StorageFailure('a request failed'));
	});
}

/** A transaction as a promise: resolves once what it wrote is kept. */
export function completion(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new StorageFailure('aborted'));
	});
}

/** Whatever takes longer is taken for a device that does not answer. */
export const openWithinMs = 5_000;

/**
 * Opens a database with the object stores of y-indexeddb; rejects where the browser allows none, or
 * lets the request hang (Safari does after an update): asking again later helps then.
 */
export function openDatabase(name: string, onnew = makeStores): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name);
		const timer = setTimeout(() => {
			request.onsuccess = () => request.result.close();
			reject(new TooSlow('the device did not open a database in time'));
		}, openWithinMs);
		request.onupgradeneeded = () => onnew(request);
		request.onerror = () => {
			clearTimeout(timer);
			reject(request.error ?? new StorageFailure('refused'));
		};
		request.onsuccess = () => {
			clearTimeout(timer);
			const db = request.result;
			db.onversionchange = () => db.close();
			resolve(db);
		};
	});
}

/** Opens a database that is there; null where there is none, and none is made. Rejects as `openDatabase` does. */
export function openExisting(name: string): Promise<IDBDatabase | null> {
	const leave = ({ transaction }: IDBOpenDBRequest): void => transaction?.abort();
	return openDatabase(name, leave).catch((error: unknown) => {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	});
}

function makeStores({ result }: IDBOpenDBRequest): void {
	result.createObjectStore(updatesStore, { autoIncrement: true });
	result.createObjectStore(marksStore);
}

/** What the browser's store did without saying why. */
export class StorageFailure extends Error {
	override readonly name = 'StorageFailure';
}

/** The device does not answer. Asking again later may help. */
export class TooSlow extends Error {
	override readonly name = 'TooSlow';
}

/** What a person needs to know of a failure; every browser fails in its own words. */
export function reasonOf(error: unknown, otherwise: NotSaved): NotSaved {
	if (error instanceof TooSlow) return 'slow';
	// lib0 wraps a failure in an `Error` that only holds its text.
	const text = error instanceof Error || error instanceof DOMException ? String(error) : '';
	return text.includes('QuotaExceededError') ? 'full' : otherwise;
}
