import 'fake-indexeddb/auto';

/** What the disk does next; each fault stays until it is taken away. */
interface Faults {
	/** Opening is refused, as in a private window. */
	refuses: boolean;
	/** Opening fails for want of room, as where not even an empty database fits. */
	hasNoRoom: boolean;
	/** Opening never answers, as Safari does after an update. */
	hangs: boolean;
	/** Adding fails, as on a full disk. */
	full: boolean;
	/** Reading all at once fails, and reading these keys one by one. */
	damagedKeys: readonly IDBValidKey[];
}

interface Failing {
	_execRequestAsync(request: { source: unknown; operation: () => never }): IDBRequest;
}

/**
 * The device's disk with faults to order, over fake-indexeddb: it stands in for `indexedDB` until
 * `mend` is called.
 */
export class FaultyDisk {
	readonly faults: Faults = {
		...{ refuses: false, hasNoRoom: false, hangs: false, full: false },
		damagedKeys: []
	};
	readonly #real = globalThis.indexedDB;
	readonly #held: (() => void)[] = [];
	readonly #connections = new Set<IDBDatabase>();
	readonly #methods = Object.getOwnPropertyDescriptors(IDBObjectStore.prototype);

	constructor() {
		const { faults } = this;
		const { add, getAll, get } = this.#methods;
		globalThis.indexedDB = new Proxy(this.#real, {
			get: (real, name) => {
				if (name === 'open') return (database: string) => this.#open(database);
				const value: unknown = Reflect.get(real, name);
				return typeof value === 'function' ? (value.bind(real) as unknown) : value;
			}
		});
		IDBObjectStore.prototype.add = function (value: unknown) {
			return faults.full ? fail(this, 'QuotaExceededError') : add.value!.call(this, value);
		};
		IDBObjectStore.prototype.getAll = function (...call) {
			const damaged = this.name === 'updates' && faults.damagedKeys.length > 0;
			return damaged ? fail(this, 'UnknownError') : getAll.value!.apply(this, call);
		};
		IDBObjectStore.prototype.get = function (key) {
			const damaged = faults.damagedKeys.includes(key as IDBValidKey);
			return damaged ? fail(this, 'UnknownError') : get.value!.call(this, key);
		};
	}

	/** Takes every connection away, as a browser does when a person clears its storage. */
	cutConnections(): void {
		for (const connection of this.#connections) connection.close();
		this.#connections.clear();
	}

	mend(): void {
		globalThis.indexedDB = this.#real;
		const { add, getAll, get } = this.#methods;
		Object.defineProperties(IDBObjectStore.prototype, { add, getAll, get });
	}

	/** Answers from now on, and whoever was left waiting as well. */
	answerLate(): void {
		this.faults.hangs = false;
		for (const answer of this.#held.splice(0)) answer();
	}

	#hold(database: string): IDBOpenDBRequest {
		const held = {} as { -readonly [key in keyof IDBOpenDBRequest]: IDBOpenDBRequest[key] };
		this.#held.push(() => {
			const real = this.#open(database);
			real.onupgradeneeded = (event) => {
				held.result = real.result;
				held.transaction = real.transaction;
				held.onupgradeneeded?.(event);
			};
			real.onerror = (event) => {
				held.error = real.error;
				held.onerror?.(event);
			};
			real.onsuccess = (event) => {
				held.result = real.result;
				held.onsuccess?.(event);
			};
		});
		return held;
	}

	#open(database: string): IDBOpenDBRequest {
		if (this.faults.refuses) throw new DOMException('no storage here', 'SecurityError');
		if (this.faults.hasNoRoom) throw new DOMException('no room here', 'QuotaExceededError');
		if (this.faults.hangs) return this.#hold(database);
		const request = this.#real.open(database);
		request.addEventListener('success', () => this.#connections.add(request.result));
		return request;
	}
}

function fail(store: IDBObjectStore, name: string): IDBRequest {
	const transaction = store.transaction as unknown as Failing;
	return transaction._execRequestAsync({
		source: store,
		operation: () => {
			throw new DOMException('the disk has a fault', name);
		}
	});
}
