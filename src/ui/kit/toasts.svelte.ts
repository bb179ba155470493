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

/**
 * The message that is on the screen now: one, since of two with a way back nobody knows which is whose. A
 * newer one takes the place of the older. A region shows it: `<ToastRegion {toasts} />`.
 */
export class Toasts {
	#current = $state.raw<Toast | null>(null);
	#regions = $state.raw<readonly symbol[]>([]);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#nextKey = 1;

	get current(): Toast | null {
		return this.#current;
	}

	/** Says something. With `undo` it offers a way back, which is taken at most once. */
	say(words: string, options: { tone?: Tone; undo?: () => void } = {}): void {
		const { tone = 'good', undo = null } = options;
		this.#current = { key: this.#nextKey++, words, tone, undo };
		this.release();
	}

	dismiss(): void {
		this.hold();
		this.#current = null;
	}

	takeBack(toast: Toast): void {
		if (this.#current !== toast) return;
		this.dismiss();
		toast.undo?.();
	}

	/** Somebody is reading or about to press: nothing disappears meanwhile. */
	hold(): void {
		clearTimeout(this.#timer);
	}

	/** Reading has ended: the message gets its full time again. */
	release(): void {
		this.hold();
		const toast = this.#current;
		if (toast) this.#timer = setTimeout(() => this.dismiss(), toast.undo ? undoMs : readMs);
	}

	/**
	 * A region stands on the screen; what covers the page shows the message before the page does, whichever came
	 * first. Answers with its way out.
	 */
	stand(region: symbol, covers: boolean): () => void {
		this.#regions = covers ? [...this.#regions, region] : [region, ...this.#regions];
		return () => (this.#regions = this.#regions.filter((one) => one !== region));
	}

	isShownIn(region: symbol): boolean {
		return this.#regions.at(-1) === region;
	}
}
