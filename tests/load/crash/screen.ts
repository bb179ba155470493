import type { Frame } from '#wire/frame.ts';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';
import type { Books, Reach } from './books.ts';

const nothing = new Uint8Array([0]);
/** It writes nothing, under a client id that nobody else has. */
const client = 1;

/**
 * A device that comes for the first time and reads along: asks for everything, holds it against what was
 * promised, and from then on notes what appears on it, for what somebody saw may not be lost either.
 */
export class Screen {
	readonly #books: Books;
	readonly #reach: ReadonlyMap<string, Reach>;
	readonly #waiting: Set<string>;
	#line: LeanLine | null = null;
	#whole: () => void = () => undefined;

	private constructor(books: Books, documents: readonly string[]) {
		this.#books = books;
		this.#reach = new Map(documents.map((document) => [document, new Map()]));
		this.#waiting = new Set(documents);
	}

	/** Answers when everything was compared, or the relay has gone: `isWhole` says which. */
	static async come(
		address: LineAddress,
		books: Books,
		documents: readonly string[]
	): Promise<Screen> {
		const screen = new Screen(books, documents);
		const whole = new Promise<void>((resolve) => (screen.#whole = resolve));
		const line = await LeanLine.open(address, {
			onframe: (document, frame) => screen.#hear(document, frame)
		});
		screen.#line = line;
		line?.ask(documents.map((document) => ({ document, client, have: nothing })));
		await Promise.race([whole, line?.closed]);
		return screen;
	}

	/** Whether everything came, and so was compared. */
	get isWhole(): boolean {
		return this.#waiting.size === 0;
	}

	/** Answers when the relay has gone. */
	async gone(): Promise<void> {
		await this.#line?.closed;
	}

	#hear(document: string, frame: Frame): void {
		const reach = this.#reach.get(document);
		if (!reach || (frame.kind !== 'change' && frame.kind !== 'answer')) return;
		this.#books.read(document, frame.update, reach);
		if (frame.kind === 'answer') this.#compare(document, reach);
		for (const [writer, there] of reach) {
			const written = this.#books.of(document, writer);
			written.seen = Math.max(written.seen, there);
		}
	}

	#compare(document: string, reach: Reach): void {
		this.#books.check(document, reach);
		this.#waiting.delete(document);
		if (this.isWhole) this.#whole();
	}
}
