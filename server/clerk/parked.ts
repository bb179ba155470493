import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { TooSlow } from '../relay/integrator.ts';
import { Broken, LeftOut } from './trouble.ts';

/** Documents of one workspace that take too long, or that Yjs does not get over: left out until its clerk leaves. */
export class Parked {
	readonly #texts = new Set<string>();
	readonly #onparked: (text: string, cause: unknown) => void;

	constructor(onparked: (text: string, cause: unknown) => void) {
		this.#onparked = onparked;
	}

	has(name: DocumentName): boolean {
		return this.#texts.has(documentText(name));
	}

	/** Throws `LeftOut` for what can't be done without. */
	need(name: DocumentName): void {
		if (this.has(name)) throw new LeftOut(`${documentText(name)} takes Yjs too long`);
	}

	/** Asks a desk that tells what it is about to read, and leaves out from now on what it does not get over. */
	async watch<T>(ask: (onread: (name: DocumentName) => void) => Promise<T>): Promise<T> {
		let reading = null as DocumentName | null;
		try {
			return await ask((name) => (reading = name));
		} catch (cause) {
			const isItsFault = cause instanceof TooSlow || cause instanceof Broken;
			if (isItsFault && reading !== null) this.#park(documentText(reading), cause);
			throw cause;
		}
	}

	#park(text: string, cause: unknown): void {
		this.#texts.add(text);
		this.#onparked(text, cause);
	}
}
