import { toBase64UrlEncoded } from 'lib0/buffer';

/** The part of `localStorage` that is used. */
type KeyShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const shelfKey = 'draaiboek/arrival';

/**
 * What a device shows when it wants to come in, until it is in: the answer that brings its cookie may get lost,
 * and then it must be known again. It outlives the page, where the browser keeps anything at all.
 */
export class ArrivalKey {
	readonly #shelf: KeyShelf | null;
	readonly #random: (count: number) => Uint8Array;
	#key: string | null = null;

	/** `random`: so many bytes that nobody can guess. */
	constructor(shelf: KeyShelf | null, random: (count: number) => Uint8Array) {
		this.#shelf = shelf;
		this.#random = random;
	}

	/** The same each time until it is thrown away, in every tab. */
	read(): string {
		const key = this.tried ?? toBase64UrlEncoded(this.#random(32));
		this.#key = key;
		attempt(() => this.#shelf?.setItem(shelfKey, key));
		return key;
	}

	/** The one with which this device tried to come in, where it has not heard that it is. */
	get tried(): string | null {
		return this.#kept() ?? this.#key;
	}

	/** The device is in: from here on its cookie says who it is. */
	throwAway(): void {
		this.#key = null;
		attempt(() => this.#shelf?.removeItem(shelfKey));
	}

	#kept(): string | null {
		return attempt(() => this.#shelf?.getItem(shelfKey)) ?? null;
	}
}

/** Where storage is refused or full the key lives as long as the page. */
function attempt<T>(work: () => T): T | null {
	try {
		return work();
	} catch {
		return null;
	}
}
