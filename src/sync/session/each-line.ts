import type { Clock } from '../clock.ts';
import { retryDelayMs } from '../link/backoff.ts';
import type { Observable } from '../observable.ts';
import type { SyncStatus } from '../status.ts';

/** Asks, and answers whether it was told anything. Never rejects. */
type Ask = () => Promise<boolean>;

/**
 * Calls `ask` for each time that there is a line to the relay, and again, ever more seldom, until it was told
 * something or the line is gone; returns a way to stop.
 *
 * What somebody may do can have changed until the line was there. From then on the relay cuts the line
 * whenever it changes: who asks after that, each time, is never left in a role that has ended. A question can be
 * lost where the line lives on.
 */
export function onEachLine(
	status: Observable<SyncStatus>,
	clock: Pick<Clock, 'after' | 'chance'>,
	ask: Ask
): () => void {
	let asking: Asking | null = null;
	const stop = (): void => {
		asking?.stop();
		asking = null;
	};
	const look = (): void => {
		const standing = lineOf(status.read());
		if (standing === 'none') stop();
		if (standing === 'there') asking ??= new Asking(clock, ask);
	};
	look();
	const unobserve = status.observe(look);
	return () => {
		unobserve();
		stop();
	};
}

/** What is asked over one line. */
class Asking {
	readonly #clock: Pick<Clock, 'after' | 'chance'>;
	readonly #ask: Ask;
	#isOver = false;
	#cancel: () => void = () => undefined;

	constructor(clock: Pick<Clock, 'after' | 'chance'>, ask: Ask) {
		this.#clock = clock;
		this.#ask = ask;
		void this.#try(0);
	}

	stop(): void {
		this.#isOver = true;
		this.#cancel();
	}

	async #try(attempt: number): Promise<void> {
		const isTold = await this.#ask();
		if (isTold || this.#isOver) return;
		const delayMs = retryDelayMs(attempt, this.#clock.chance());
		this.#cancel = this.#clock.after(delayMs, () => void this.#try(attempt + 1));
	}
}

function lineOf(status: SyncStatus): 'none' | 'unknown' | 'there' {
	switch (status.kind) {
		case 'offline':
		case 'no-session':
		case 'no-workspace':
			return 'none';
		case 'opening':
		case 'closed':
			return 'unknown';
		case 'not-saved':
			return status.sharing === 'no-line' ? 'none' : 'there';
		default:
			return 'there';
	}
}
