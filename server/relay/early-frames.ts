import type { Visit } from './visit.ts';

/** Frames that came before their document was read from the journal: a device speaks as soon as it is let in. */
export class EarlyFrames {
	readonly #mostBytes: number;
	#frames: (readonly [Visit, Uint8Array])[] = [];
	#bytes = 0;

	constructor(mostBytes: number) {
		this.#mostBytes = mostBytes;
	}

	/** Keeps a copy. False, and nothing is kept, when too much waits already. */
	add(visit: Visit, frame: Uint8Array): boolean {
		if (this.#bytes + frame.length > this.#mostBytes) return false;
		this.#bytes += frame.length;
		this.#frames.push([visit, Uint8Array.from(frame)]);
		return true;
	}

	/** All of them, in the order in which they came; none are left. */
	take(): (readonly [Visit, Uint8Array])[] {
		const frames = this.#frames;
		this.#frames = [];
		this.#bytes = 0;
		return frames;
	}
}
