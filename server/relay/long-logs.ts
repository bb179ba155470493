import type { Room } from './room.ts';

/** A document that nobody wrote in for so long is folded: whoever writes goes on writing. */
const quietMs = 2_000;
/** One that is never quiet is folded all the same after so long, */
const mostMs = 30_000;
/** or when so much has come: reading it takes Yjs a part of the time that it may take (`integrateMs`). */
const mostPieces = 100_000;
const mostBytes = 8 * 1024 * 1024;

interface Growth {
	/** Since when its log is long; null until the next round. */
	sinceMs: number | null;
	grewMs: number;
	/** Since the last round. */
	hasGrown: boolean;
}

/** The rooms whose logs are long, and which of them should be folded now. */
export class LongLogs {
	readonly #growth = new Map<Room, Growth>();

	/** A long log has grown. */
	note(room: Room): void {
		const known = this.#growth.get(room);
		if (known) known.hasGrown = true;
		else this.#growth.set(room, { sinceMs: null, grewMs: 0, hasGrown: true });
	}

	/** Those whose turn it is, longest known first. Call it every second or so, with a clock that only goes forward. */
	due(nowMs: number): Room[] {
		return [...this.#growth].filter((one) => isDue(...one, nowMs)).map(([room]) => room);
	}

	/** It is seen to. */
	forget(room: Room): void {
		this.#growth.delete(room);
	}
}

function isDue({ state }: Room, growth: Growth, nowMs: number): boolean {
	growth.sinceMs ??= nowMs;
	if (growth.hasGrown) growth.grewMs = nowMs;
	growth.hasGrown = false;
	const isVast = state.tailLength >= mostPieces || state.tailBytes >= mostBytes;
	return isVast || nowMs - growth.grewMs >= quietMs || nowMs - growth.sinceMs >= mostMs;
}
