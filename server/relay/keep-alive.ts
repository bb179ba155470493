import { encode } from '#wire/frame.ts';
import type { Visit } from './visit.ts';

/** y-websocket hangs up when nothing came for 30 s. */
const roundMs = 10_000;
const frames = [encode({ kind: 'change', update: new Uint8Array([0, 0]) })];

/** Speaks now and then to whoever heard nothing. */
export class KeepAlive {
	#lastMs = -Infinity;

	/** Whether it is time for a round again; says so once. */
	isDue(nowMs: number): boolean {
		if (nowMs - this.#lastMs < roundMs) return false;
		this.#lastMs = nowMs;
		return true;
	}

	/** To those who heard nothing since the last round. */
	round(visits: Iterable<Visit>): void {
		for (const visit of [...visits]) visit.keepAlive(frames);
	}
}
