import type { Clock } from '../clock.ts';
import { Cell } from '../observable.ts';

/** What can be known of the line without a document: whether the relay answers at all. */
export type PulseState = 'unknown' | 'beating' | 'lost';

export interface PulseTools {
	readonly clock: Clock;
	/** Asks the relay for a sign of life; false when none came within two seconds. Never rejects. */
	probe(): Promise<boolean>;
	/** Whether somebody looks at this page: one that nobody sees need not know at once. */
	isVisible(): boolean;
	/** When the relay last said anything of itself, in milliseconds since 1970. */
	heardAt(): number;
}

/** With a probe's two seconds this stays under the five in which a dead network must show. */
const watchedMs = 2_500;
const unwatchedMs = 30_000;
const maxLostMs = 10_000;

/**
 * How long until the next probe. While the relay stays away it is asked less and less often; each
 * wait has chance in it, so that devices that lost the relay together do not return together.
 */
export function probeDelayMs(failures: number, visible: boolean, chance: number): number {
	const base = visible ? watchedMs : unwatchedMs;
	const longest = visible ? Math.min(base * 2 ** failures, maxLostMs) : base;
	return longest * (0.8 + 0.2 * chance);
}

/**
 * Notices a dead network where the sockets would take half a minute: it asks the relay for a sign of
 * life every few seconds, unless the relay just said something by itself.
 */
export class Pulse {
	readonly state = new Cell<PulseState>('unknown');
	readonly #tools: PulseTools;
	#failures = 0;
	#stopped = false;
	#cancel: () => void = () => undefined;

	constructor(tools: PulseTools) {
		this.#tools = tools;
		this.#schedule();
	}

	/** Something changed: the page came into view, the device says it is online. Ask now. */
	async check(): Promise<void> {
		this.#cancel();
		const askedAt = this.#tools.clock.now();
		const answered = await this.#tools.probe();
		if (this.#stopped) return;
		this.#settle(answered || this.#tools.heardAt() >= askedAt);
		this.#schedule();
	}

	/** The device itself says that it has no network. */
	lose(): void {
		this.#settle(false);
	}

	stop(): void {
		this.#stopped = true;
		this.#cancel();
	}

	#settle(alive: boolean): void {
		this.#failures = alive ? 0 : this.#failures + 1;
		this.state.set(alive ? 'beating' : 'lost');
	}

	#schedule(): void {
		this.#cancel();
		const tools = this.#tools;
		const { clock } = tools;
		const delay = probeDelayMs(this.#failures, tools.isVisible(), clock.chance());
		this.#cancel = clock.after(delay, () => {
			const justHeard = clock.now() - tools.heardAt() < delay;
			if (justHeard && this.state.read() === 'beating') this.#schedule();
			else void this.check();
		});
	}
}
