import { Written } from '../crash/written.ts';

/**
 * What two honest devices say to one another in documents that others attack: each change must come to the
 * other one, byte for byte, in order, before the next word is said. Both write: neither may be deaf.
 */
export class Pair {
	readonly name: string;
	/** Under which Yjs clients the two write. */
	readonly clients: readonly [number, number];
	/** What went wrong, in words. */
	readonly harm: string[] = [];
	/** Changes that came where they should. */
	arrived = 0;
	readonly #sides: readonly [Side, Side];

	constructor(name: string, documents: readonly string[], clients: readonly [number, number]) {
		this.name = name;
		this.clients = clients;
		const side = (client: number): Side => ({
			pages: documents.map((document) => new Written(document, client)),
			awaited: []
		});
		this.#sides = [side(clients[0]), side(clients[1])];
	}

	/** The next word of one of the two, in a document; the other one is to hear it. */
	next(from: 0 | 1, at: number): { readonly document: string; readonly update: Uint8Array } {
		const side = this.#sides[from];
		const page = side.pages[at % side.pages.length]!;
		const said = { document: page.document, update: page.add() };
		side.awaited.push(said.update);
		return said;
	}

	/** One of the two heard an update: the other's, or anybody else's. */
	hear(by: 0 | 1, update: Uint8Array): void {
		const { awaited } = this.#sides[by === 0 ? 1 : 0];
		const [next] = awaited;
		if (!next || Buffer.compare(next, update) !== 0) return;
		awaited.shift();
		this.arrived++;
	}

	/** One of the two was sent away. */
	sentAway(who: 0 | 1, code: number): void {
		this.harm.push(`${this.name}: device ${who} was sent away with ${code}`);
	}

	/** Whether each has heard what the other said. */
	get isServed(): boolean {
		return this.#sides.every(({ awaited }) => awaited.length === 0);
	}

	/** All that was said until now must have been heard. */
	check(): void {
		if (this.isServed) return;
		const missing = this.#sides.map(({ awaited }) => awaited.splice(0).length);
		this.harm.push(`${this.name}: ${missing.join(' and ')} changes did not arrive in their turn`);
	}

	/** Everything that was said, to be compared with what was kept. */
	get written(): readonly Written[] {
		return this.#sides.flatMap(({ pages }) => pages);
	}
}

interface Side {
	readonly pages: readonly Written[];
	/** Said, and not yet heard by the other. */
	readonly awaited: Uint8Array[];
}
