import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { AsyncLocalStorage } from 'node:async_hooks';
import { webcrypto } from 'node:crypto';
import { Clockwork } from './clockwork.ts';

/**
 * Puts time, chance and each device's disk in the simulation's hands, for all code that runs in it: timers,
 * Date.now, performance.now, random bytes, IndexedDB. Import it before anything that takes one of these at its own import
 * (lib0 does). setImmediate stays what it is: the disk and the promises move by it.
 */
export class Process {
	readonly disk: Disk;
	isAlive = true;
	/** How wrong its clock is. Timers and performance.now count what passes, and follow no clock. */
	skewMs = 0;

	constructor(disk: Disk) {
		this.disk = disk;
	}

	/** Everything that follows from `action`, timers and promises included, belongs to this process. */
	run<T>(action: () => T): T {
		return running.run(this, action);
	}

	/** As `kill -9`: nothing of it happens any more, and what its disk had not finished is undone. */
	kill(): void {
		this.isAlive = false;
		this.disk.undoUnfinished();
	}
}

/** The IndexedDB of one device. */
export class Disk {
	#factory = new IDBFactory();
	readonly #unfinished = new Set<IDBTransaction>();

	/** As the process that asks sees it: a dead one is answered nothing. */
	get factory(): IDBFactory {
		return this.#factory;
	}

	/** A new device: nothing is kept. */
	empty(): void {
		this.#factory = new IDBFactory();
	}

	note(transaction: IDBTransaction): void {
		this.#unfinished.add(transaction);
		const finished = (): unknown => this.#unfinished.delete(transaction);
		transaction.addEventListener('complete', finished);
		transaction.addEventListener('abort', finished);
	}

	undoUnfinished(): void {
		for (const transaction of [...this.#unfinished]) {
			try {
				transaction.abort();
			} catch {
				// It finished in this very moment.
			}
		}
		this.#unfinished.clear();
	}
}

const running = new AsyncLocalStorage<Process>();
const nowhere = new Disk();
let clockwork = new Clockwork(0);

/** Time and chance of the history that is played now. */
export function clock(): Clockwork {
	return clockwork;
}

/** Begins another history. */
export function begin(seed: number): Clockwork {
	clockwork = new Clockwork(seed);
	byNumber.clear();
	return clockwork;
}

/** Lets promises and disks move. */
export async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

interface Timer {
	cancel(): void;
	ref(): Timer;
	unref(): Timer;
	[Symbol.toPrimitive](): number;
}

let timers = 0;
const byNumber = new Map<number, Timer>();

function timer(action: () => void, delayMs: number, repeats: boolean): Timer {
	const process = running.getStore();
	const number = ++timers;
	let cancel: () => void = () => undefined;
	const fire = (): void => {
		if (process && !process.isAlive) return;
		if (repeats) cancel = clockwork.after(Math.max(1, delayMs), fire);
		if (process) process.run(action);
		else action();
	};
	cancel = clockwork.after(delayMs, fire);
	const made: Timer = {
		cancel: () => cancel(),
		ref: () => made,
		unref: () => made,
		[Symbol.toPrimitive]: () => number
	};
	byNumber.set(number, made);
	return made;
}

function cancel(which: unknown): void {
	const found =
		typeof which === 'number' ? byNumber.get(which) : (which as Timer | null | undefined);
	found?.cancel();
}

function timing(repeats: boolean) {
	return (action: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): Timer =>
		timer(() => action(...args), delayMs, repeats);
}

/** Databases open with transactions that are undone when their process is killed in the middle of them. */
const indexedDB = new Proxy(nowhere.factory, {
	get(_, name: keyof IDBFactory) {
		const process = running.getStore();
		const disk = process?.disk ?? nowhere;
		// What is left running of a dead process works on a disk that nobody ever reads.
		const factory = process && !process.isAlive ? new IDBFactory() : disk.factory;
		if (name !== 'open') return factory[name].bind(factory);
		return (...which: Parameters<IDBFactory['open']>) => {
			const request = factory.open(...which);
			request.addEventListener('success', () => watch(request.result, disk, process));
			return request;
		};
	}
});

function watch(database: IDBDatabase, disk: Disk, process: Process | undefined): void {
	const open = database.transaction.bind(database);
	database.transaction = (...which) => {
		if (process && !process.isAlive) throw new DOMException('closed', 'InvalidStateError');
		const transaction = open(...which);
		// What was asked to be committed commits by itself soon, and until then a kill undoes it.
		transaction.commit = () => undefined;
		disk.note(transaction);
		return transaction;
	};
}

Object.assign(globalThis, {
	setTimeout: timing(false),
	setInterval: timing(true),
	clearTimeout: cancel,
	clearInterval: cancel,
	indexedDB,
	IDBKeyRange
});
Date.now = () => Math.floor(clockwork.nowMs + (running.getStore()?.skewMs ?? 0));
Math.random = () => clockwork.chance();
performance.now = () => clockwork.nowMs;
Object.defineProperty(webcrypto, 'getRandomValues', {
	value: <T extends ArrayBufferView>(into: T): T => {
		const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
		for (let at = 0; at < bytes.length; at++) bytes[at] = clockwork.whole(256);
		return into;
	}
});
