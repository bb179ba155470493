import type { Fold, Journal } from '../journal/journal.ts';
import { integrate } from './integrate.ts';
import type { Room } from './room.ts';
import { pieceOf, StoredState, type Piece } from './stored-state.ts';

export interface FoldingPorts {
	readonly journal: Journal;
	report(event: {
		readonly kind: 'not-folded';
		readonly document: string;
		readonly cause: unknown;
	}): void;
}

/** How much of one round's time goes to folding: some 20 ms of a small machine, or one document. */
const bytesPerRound = 512 * 1024;

/**
 * Replaces long logs by snapshots, from what the journal really holds: a few in each round, all of them in
 * one step to the disk, so that a busy relay spends its turns on passing changes on.
 *
 * When Yjs can't take in every update of a log it stays as it is: bytes that somebody was told are safe
 * are never thrown away because this version can't read them.
 */
export class Folding {
	readonly #ports: FoldingPorts;
	readonly #foldAfter: number;
	readonly #long = new Set<Room>();

	constructor(ports: FoldingPorts, foldAfter: number) {
		this.#ports = ports;
		this.#foldAfter = foldAfter;
	}

	/** What is kept of a document, folded first when its log is long. Throws what the journal throws. */
	load(document: string): StoredState {
		const { snapshot, tail } = this.#ports.journal.load(document);
		const pieces = tail.map(pieceOf).filter((piece): piece is Piece => piece !== null);
		const state = new StoredState(snapshot && pieceOf(snapshot), pieces);
		return state.isLong(this.#foldAfter) ? (this.#fold([document]).get(document) ?? state) : state;
	}

	/** Call when a room's state has grown. */
	note(room: Room): void {
		if (room.mayFold && room.state.isLong(this.#foldAfter)) this.#long.add(room);
	}

	/** Folds some of those that were noted; call it now and then. */
	round(): void {
		const rooms = this.#nextRooms();
		if (rooms.length === 0) return;
		const states = this.#fold(rooms.map((room) => room.place.key));
		for (const room of rooms) {
			const state = states.get(room.place.key);
			if (state) room.refresh(state);
			else room.mayFold = false;
		}
	}

	#nextRooms(): Room[] {
		const rooms: Room[] = [];
		let bytes = 0;
		for (const room of this.#long) {
			bytes += room.state.bytes;
			if (rooms.length > 0 && bytes > bytesPerRound) break;
			this.#long.delete(room);
			if (!room.isEmpty) rooms.push(room);
		}
		return rooms;
	}

	/** The states after folding; reports those that could not be folded, and leaves them out. */
	#fold(documents: readonly string[]): ReadonlyMap<string, StoredState> {
		const folds = documents
			.map((document) => this.#attempt(document))
			.filter((fold) => fold !== null);
		try {
			this.#ports.journal.fold(folds);
		} catch (cause) {
			for (const document of documents) this.#ports.report({ kind: 'not-folded', document, cause });
			return new Map();
		}
		return new Map(folds.map(({ document, state }) => [document, new StoredState(pieceOf(state))]));
	}

	#attempt(document: string): Fold | null {
		try {
			const { snapshot, tail, upTo } = this.#ports.journal.load(document);
			const { state, broken } = integrate(snapshot ? [snapshot, ...tail] : tail);
			if (broken === 0) return { document, upTo, state };
			this.#ports.report({ kind: 'not-folded', document, cause: 'broken' });
		} catch (cause) {
			this.#ports.report({ kind: 'not-folded', document, cause });
		}
		return null;
	}
}
