import type { Frame } from '#wire/frame.ts';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';
import { readVector, type Books } from './books.ts';
import type { Written } from './written.ts';

/** So many changes of one device are under way at once. */
const underWay = 300;

export interface WriterPorts {
	readonly books: Books;
	readonly documents: readonly string[];
	/** Under which it writes, for as long as it lives. */
	readonly client: number;
	readonly chance: () => number;
}

/** One document as a device has it, during one life of the relay. */
interface Page {
	readonly written: Written;
	/** Up to which change each of its messages reaches: receipts count messages. */
	readonly sent: number[];
	settled: number;
	/** It has offered what the relay lacks. */
	isInStep: boolean;
}

/**
 * A device that writes as fast as it is confirmed, into several documents over its one line. It outlives
 * the relay: when it comes back it offers what the relay says it lacks.
 */
export class Writer {
	readonly #ports: WriterPorts;
	#pages = new Map<string, Page>();
	#line: LeanLine | null = null;
	#underWay = 0;
	#inStep: () => void = () => undefined;

	constructor(ports: WriterPorts) {
		this.#ports = ports;
	}

	/** Comes (again), and writes until the relay is gone. Answers when it has begun, or can't. */
	async come(address: LineAddress): Promise<void> {
		const { books, documents, client } = this.#ports;
		this.#underWay = 0;
		this.#pages = new Map(
			documents.map((document) => [
				document,
				{ ...fresh, written: books.of(document, client), sent: [] }
			])
		);
		const inStep = new Promise<void>((resolve) => (this.#inStep = resolve));
		this.#line = await LeanLine.open(address, {
			onframe: (document, frame) => this.#hear(document, frame)
		});
		if (!this.#line) return;
		// It says that it has everything: what others write is not its business, and it keeps nothing of it.
		this.#line.ask(
			documents.map((document) => ({ document, client, have: books.vector(document) }))
		);
		await Promise.race([inStep, this.#line.closed]);
		if (this.#isInStep) this.#write();
	}

	/** Answers when the relay has gone. */
	async gone(): Promise<void> {
		await this.#line?.closed;
	}

	get #isInStep(): boolean {
		return [...this.#pages.values()].every((page) => page.isInStep);
	}

	#hear(document: string, frame: Frame): void {
		const page = this.#pages.get(document);
		if (!page) return;
		if (frame.kind === 'ask') this.#offer(page, readVector(frame.have));
		if (frame.kind === 'receipt') this.#settle(page, frame.settled);
		if (frame.kind === 'refusal') throw new Error(`a change was refused: ${frame.code}`);
	}

	#offer(page: Page, clocks: ReadonlyMap<number, number>): void {
		const { books, client } = this.#ports;
		const { written } = page;
		const there = clocks.get(client) ?? 0;
		for (let change = there; change < written.acknowledged; change++) {
			books.lose(written.document, client, change, 'was acknowledged and is asked for again');
		}
		this.#send(page, 'answer', written.from(there));
		page.isInStep = true;
		if (this.#isInStep) this.#inStep();
	}

	#settle(page: Page, settled: number): void {
		this.#underWay -= settled - page.settled;
		page.settled = settled;
		this.#ports.books.acknowledge(page.written, page.sent[settled - 1] ?? 0);
		if (this.#isInStep) this.#write();
	}

	#write(): void {
		const pages = [...this.#pages.values()];
		while (this.#underWay < underWay) {
			const page = pages[Math.floor(this.#ports.chance() * pages.length)];
			if (page) this.#send(page, 'change', page.written.add());
		}
	}

	#send(page: Page, kind: 'answer' | 'change', update: Uint8Array): void {
		page.sent.push(page.written.made);
		this.#underWay++;
		this.#line?.say(page.written.document, { kind, update });
	}
}

const fresh = { settled: 0, isInStep: false };
