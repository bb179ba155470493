import { createSubscriber } from 'svelte/reactivity';

/** Something that can be read now and says when to read it again. */
export interface Observable<T> {
	read(): T;
	observe(listener: () => void): () => void;
}

/**
 * Brings a value from outside Svelte into it: reading `current` in a component or `$derived` runs that
 * again whenever the source says it changed. The source is observed only while someone reads.
 *
 * Several changes within one frame are one: a burst of three hundred claims repaints once.
 */
export class Live<T> {
	readonly #source: Observable<T>;
	readonly #subscribe: () => void;

	constructor(source: Observable<T>) {
		this.#source = source;
		this.#subscribe = createSubscriber((update) => {
			let frame = 0;
			const stop = source.observe(() => {
				frame ||= requestAnimationFrame(() => {
					frame = 0;
					update();
				});
			});
			return () => {
				cancelAnimationFrame(frame);
				stop();
			};
		});
	}

	get current(): T {
		this.#subscribe();
		return this.#source.read();
	}

	/** Runs whoever calls it again when the source changes: for what is read past it. */
	follow(): void {
		this.#subscribe();
	}
}
