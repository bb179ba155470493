import type { Clock } from '../clock.ts';

/** With two seconds for the answer this stays under the five in which a dead network must show. */
const quietMs = 2_000;
const answerMs = 2_000;
/** A page that nobody sees need not know at once, and should let the phone sleep. */
const unseenQuietMs = 25_000;
const unseenAnswerMs = 10_000;
/** A check that comes so much too late says that this device slept or was busy, and nothing of the line. */
const lateMs = 1_000;
/** So often in a row a late check may be put down to this device. */
const mostExcuses = 2;

export interface Beat {
	/** When anything was last heard on the line. */
	readonly heardAt: number;
	/** When the relay was asked whether it is there; null once anything was heard since. */
	readonly askedAt: number | null;
	readonly isVisible: boolean;
	/** How much longer than usual an answer may take. */
	readonly patience: number;
	/** Something speaks against taking silence for death now. */
	readonly isExcused: boolean;
}

/** What to do about a line that may be dead: let it be for a while, ask whether it lives, or give it up. */
export type Verdict =
	| { readonly kind: 'wait'; readonly ms: number }
	| { readonly kind: 'ask' }
	| { readonly kind: 'dead' };

/**
 * Whether a line still lives: whoever hears nothing for two seconds asks, and whoever then hears nothing
 * for two seconds more is alone. A socket by itself would notice after minutes.
 */
export function verdict(beat: Beat, now: number): Verdict {
	const { heardAt, askedAt, isVisible, patience } = beat;
	const due =
		askedAt === null
			? heardAt + (isVisible ? quietMs : unseenQuietMs)
			: askedAt + (isVisible ? answerMs : unseenAnswerMs) * patience;
	if (now < due) return { kind: 'wait', ms: due - now };
	return askedAt === null || beat.isExcused ? { kind: 'ask' } : { kind: 'dead' };
}

export interface HeartbeatTools {
	readonly clock: Clock;
	isVisible(): boolean;
	/** How much longer than usual an answer may take now. */
	patience(): number;
	ping(): void;
	/** How much of what was sent has not left this device. */
	bufferedBytes(): number;
	ondead(): void;
}

/** Watches one line while it is open. Any word of the relay is a sign of life. */
export class Heartbeat {
	readonly #tools: HeartbeatTools;
	#heardAt: number;
	#askedAt: number | null = null;
	#bufferedBytes = 0;
	#excuses = 0;
	#dueAt = 0;
	#cancel: () => void = () => undefined;

	constructor(tools: HeartbeatTools) {
		this.#tools = tools;
		this.#heardAt = tools.clock.now();
		this.#check();
	}

	heard(): void {
		this.#heardAt = this.#tools.clock.now();
		this.#askedAt = null;
		this.#excuses = 0;
	}

	/** Something changed: the page came into view, the device says it is online. Ask now. */
	ask(): void {
		const isAsked = this.#askedAt !== null && this.#tools.clock.now() - this.#askedAt < answerMs;
		if (!isAsked) this.#ask();
		this.#check();
	}

	stop(): void {
		this.#cancel();
	}

	#check(): void {
		this.#cancel();
		const now = this.#tools.clock.now();
		this.#followClock(now);
		const next = verdict({ ...this.#beat(), isExcused: this.#isExcused(now) }, now);
		if (next.kind === 'dead') return this.#tools.ondead();
		if (next.kind === 'ask') {
			if (this.#askedAt !== null) this.#excuses += 1;
			this.#ask();
			return this.#check();
		}
		this.#dueAt = now + next.ms;
		this.#cancel = this.#tools.clock.after(next.ms, () => this.#check());
	}

	#ask(): void {
		this.#askedAt = this.#tools.clock.now();
		this.#bufferedBytes = this.#tools.bufferedBytes();
		this.#tools.ping();
	}

	/** An upload that gets on, slowly; or a device that only now gets round to looking. */
	#isExcused(now: number): boolean {
		const isMoving = this.#tools.bufferedBytes() < this.#bufferedBytes;
		return isMoving || (now - this.#dueAt > lateMs && this.#excuses < mostExcuses);
	}

	#beat(): Omit<Beat, 'isExcused'> {
		return {
			heardAt: this.#heardAt,
			askedAt: this.#askedAt,
			isVisible: this.#tools.isVisible(),
			patience: this.#tools.patience()
		};
	}

	/** A clock that was set back must not keep a line alive for as long. */
	#followClock(now: number): void {
		this.#heardAt = Math.min(this.#heardAt, now);
		if (this.#askedAt !== null) this.#askedAt = Math.min(this.#askedAt, now);
	}
}
