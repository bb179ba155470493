import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long callbacks had to wait for their turn, in seconds. */
export interface LoopDelay {
	readonly median: number;
	readonly p99: number;
	readonly max: number;
}

const windowMs = 15_000;
const resolutionMs = 20;

/**
 * Watches how late the event loop comes to its timers, in windows of a quarter of a minute, so that whoever
 * looks sees how it is now. The counting is Node's own and costs no turn.
 */
export class LoopWatch {
	readonly #monitor = monitorEventLoopDelay({ resolution: resolutionMs });
	readonly #turning: NodeJS.Timeout;
	#last: LoopDelay = { median: 0, p99: 0, max: 0 };

	constructor() {
		this.#monitor.enable();
		this.#turning = setInterval(() => this.#turn(), windowMs).unref();
	}

	/** Of the last window that is over. */
	get last(): LoopDelay {
		return this.#last;
	}

	close(): void {
		clearInterval(this.#turning);
		this.#monitor.disable();
	}

	#turn(): void {
		const delay = (nanoseconds: number): number =>
			Math.max(0, nanoseconds / 1e9 - resolutionMs / 1e3);
		this.#last = {
			median: delay(this.#monitor.percentile(50)),
			p99: delay(this.#monitor.percentile(99)),
			max: delay(this.#monitor.max)
		};
		this.#monitor.reset();
	}
}
