import type { Tone } from './types.ts';

/** A short message about what just happened, with a way back where there is one. */
export interface Toast {
	readonly key: number;
	readonly words: string;
	readonly tone: Tone;
	readonly undo: (() => void) | null;
}

/** Long enough to read twice; a message with a way back stays until somebody of 80 has found the button. */
const readMs = 8_000;
const undoMs = 20_000;
const most = 3;

/** The messages that are on the screen now. One region shows them all: `<ToastRegion {toasts} />`. */
export class Toasts {
	#list = $state.raw<readonly Toast[]>([]);
	// Timers are never drawn: nothing has to follow them.
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
	#nextKey = 1;

	get list(): readonly Toast[] {
		return this.#list;
	}

	/** Says something. With `undo` it offers a way back, which is taken at most once. */
	say(words: string, options: { tone?: Tone; undo?: () => void } = {}): void {
		const { tone = 'good', undo = null } = options;
		const toast: Toast = { key: this.#nextKey++, words, tone, undo };
		this.#list = [...this.#list, toast];
		for (const old of this.#list.slice(0, -most)) this.dismiss(old.key);
		this.#startTimer(toast);
	}

	dismiss(key: number): void {
		clearTimeout(this.#timers.get(key));
		this.#timers.delete(key);
		this.#list = this.#list.filter((toast) => toast.key !== key);
	}

	takeBack(toast: Toast): void {
		if (!this.#list.includes(toast)) return;
		this.dismiss(toast.key);
		toast.undo?.();
	}

	/** Somebody is reading or about to press: nothing disappears meanwhile. */
	hold(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
	}

	/** Reading has ended: every message gets its full time again. */
	release(): void {
		this.hold();
		for (const toast of this.#list) this.#startTimer(toast);
	}

	#startTimer(toast: Toast): void {
		const afterMs = toast.undo ? undoMs : readMs;
		this.#timers.set(
			toast.key,
			setTimeout(() => this.dismiss(toast.key), afterMs)
		);
	}
}
