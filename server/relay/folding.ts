import type { Fold, Journal } from '../journal/journal.ts';
import { largeBytes, Stopped, type Integrator } from './integrator.ts';
import { LongLogs } from './long-logs.ts';
import type { Opened, Room } from './room.ts';
import { pieceOf, pieceWith, type Piece } from './piece.ts';
import { StoredState } from './stored-state.ts';
import { readShape } from './update-shape.ts';

export interface FoldingPorts {
	readonly journal: Journal;
	readonly integrator: Integrator;
	report(event: {
		readonly kind: 'not-folded';
		readonly document: string;
		readonly cause: unknown;
	}): void;
}

/** How much is folded in one round: some 20 ms of a small machine, or one document. */
const bytesPerRound = 512 * 1024;

/**
 * Replaces long logs by snapshots, from what the journal really holds, when nobody writes in them any more:
 * a few in each round, all of them in one step to the disk, so that a busy relay spends its turns on
 * passing changes on.
 *
 * When Yjs can't take in every update of a log, or not in time, it stays as it is: bytes that somebody was
 * told are safe are never thrown away because this version can't read them.
 */
export class Folding {
	readonly #ports: FoldingPorts;
	readonly #foldAfter: number;
	readonly #long = new LongLogs();
	/** Documents that can't be folded; tried again when the relay starts. */
	readonly #unfoldable = new Set<string>();
	#isRunning = false;

	constructor(ports: FoldingPorts, foldAfter: number) {
		this.#ports = ports;
		this.#foldAfter = foldAfter;
	}

	/** What is kept of a document, folded first when its log is long. Fails as the journal does. */
	async load(document: string): Promise<Opened> {
		const { state, upTo } = await this.#read(document);
		if (!state.isLong(this.#foldAfter) || this.#unfoldable.has(document)) return { state, upTo };
		const fold = await this.#attempt(document);
		const base = fold && (await this.#baseOf(fold.state));
		if (!base || !(await this.#keep([fold]))) return { state, upTo };
		return { state: new StoredState(base), upTo: fold.upTo };
	}

	async #read(document: string): Promise<Opened> {
		const { journal } = this.#ports;
		const { snapshot, tail, upTo } = await journal.load(document);
		const base = snapshot && (await this.#baseOf(snapshot));
		const state = new StoredState(base, piecesOf(tail));
		if (!snapshot || snapshot.length < largeBytes) return { state, upTo };
		// Reading it took a while, in which others wrote: what is behind by that is behind for ever in a busy room.
		const since = await journal.load(document, upTo);
		if (since.snapshot) return this.#read(document);
		state.add(piecesOf(since.tail));
		return { state, upTo: since.upTo };
	}

	/** Call when a room's state has grown. */
	note(room: Room): void {
		if (!room.state.isLong(this.#foldAfter) || this.#unfoldable.has(room.place.key)) return;
		this.#long.note(room);
	}

	/** Folds some of those that are due, unless it is still at it; call it every second or so. */
	async round(nowMs: number): Promise<void> {
		if (this.#isRunning) return;
		this.#isRunning = true;
		const rooms = this.#nextRooms(nowMs).map((room) => ({
			...{ room, state: room.state },
			count: room.state.tailLength
		}));
		const folds = new Map<Room, readonly [Fold, Piece]>();
		for (const { room } of rooms) {
			const fold = await this.#attempt(room.place.key);
			const base = fold && (await this.#baseOf(fold.state));
			if (base) folds.set(room, [fold, base]);
		}
		const isKept = await this.#keep([...folds.values()].map(([fold]) => fold));
		for (const { room, state, count } of rooms) {
			const folded = folds.get(room);
			if (folded && isKept) room.refold(state, folded[1], count, folded[0].upTo);
		}
		this.#isRunning = false;
	}

	/** A large one is read elsewhere; here where that takes too long, for without it a document is not there. */
	async #baseOf(update: Uint8Array): Promise<Piece | null> {
		if (update.length < largeBytes) return pieceOf(update);
		const { integrator } = this.#ports;
		const shape = await integrator.shape(update).catch(() => readShape(update));
		return shape && pieceWith(update, shape);
	}

	#nextRooms(nowMs: number): Room[] {
		const rooms: Room[] = [];
		let bytes = 0;
		for (const room of this.#long.due(nowMs)) {
			bytes += room.state.bytes;
			if (rooms.length > 0 && bytes > bytesPerRound) break;
			this.#long.forget(room);
			if (!room.isEmpty && !room.isBehind) rooms.push(room);
		}
		return rooms;
	}

	/** Whether the journal took them; a disk that is full now may have room at the next round. */
	async #keep(folds: readonly Fold[]): Promise<boolean> {
		if (folds.length === 0) return false;
		try {
			await this.#ports.journal.fold(folds);
			return true;
		} catch (cause) {
			for (const { document } of folds) this.#report(document, cause);
			return false;
		}
	}

	async #attempt(document: string): Promise<Fold | null> {
		try {
			const { snapshot, tail, upTo } = await this.#ports.journal.load(document);
			const state = await this.#integrate(document, snapshot ? [snapshot, ...tail] : tail);
			return state && { document, upTo, state };
		} catch (cause) {
			this.#report(document, cause);
			return null;
		}
	}

	/** Null, and not tried again, when Yjs can't. */
	async #integrate(document: string, updates: readonly Uint8Array[]): Promise<Uint8Array | null> {
		try {
			const { state, broken } = await this.#ports.integrator.integrate(updates);
			if (broken === 0) return state;
			this.#report(document, 'broken');
		} catch (cause) {
			this.#report(document, cause);
		}
		this.#unfoldable.add(document);
		return null;
	}

	/** A relay that stops while it folds has nothing to tell: the log is as it was. */
	#report(document: string, cause: unknown): void {
		if (!(cause instanceof Stopped)) this.#ports.report({ kind: 'not-folded', document, cause });
	}
}

/** Those that make sense. */
function piecesOf(updates: readonly Uint8Array[]): Piece[] {
	return updates.map(pieceOf).filter((piece) => piece !== null);
}
