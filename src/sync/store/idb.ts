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

const openWithinMs = 5_000;

/**
 * Opens a database with the object stores of y-indexeddb; rejects where the browser allows none, or
 * lets the request hang (Safari does after an update): asking again later helps then.
 */
export function openDatabase(name: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name);
		const timer = setTimeout(() => {
			request.onsuccess = () => request.result.close();
			reject(new StorageFailure('too slow'));
		}, openWithinMs);
		request.onupgradeneeded = () => {
			request.result.createObjectStore(updatesStore, { autoIncrement: true });
			request.result.createObjectStore(marksStore);
		};
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

/** What the browser's store did without saying why. */
export class StorageFailure extends Error {
	override readonly name = 'StorageFailure';
}
