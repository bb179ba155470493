import * as Y from 'yjs';
import { readShape } from '#server/relay/update-shape.ts';
import type { Frame } from '#wire/frame.ts';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';

const emptyVector = new Uint8Array([0]);
const clockMs = (): number => performance.now();

interface Member {
	readonly line: LeanLine;
	readonly doc: Y.Doc;
}

/** How long a change of one took to each of the others, and what never came. */
export interface Waits {
	readonly delaysMs: readonly number[];
	readonly missing: number;
}

/** Everybody else: each on a line of her own, in one document, writing now and then. */
export class Others {
	readonly #document: string;
	readonly #members: Member[] = [];
	/** When each change was sent, by client and clock, and to how many it has yet to come. */
	readonly #under = new Map<string, { readonly sentMs: number; left: number }>();
	#delaysMs: number[] = [];
	#lost = 0;

	private constructor(document: string) {
		this.#document = document;
	}

	/** Answers once each has been told all there is. */
	static async come(addresses: readonly LineAddress[], document: string): Promise<Others> {
		const others = new Others(document);
		for (const address of addresses) await others.#join(address);
		return others;
	}

	/** Writes so many changes a second, all together, for so long; then waits a little for the last. */
	async write(seconds: number, perSecond: number): Promise<Waits> {
		this.#delaysMs = [];
		this.#under.clear();
		for (let sent = 0; sent < seconds * perSecond; sent++) {
			this.#change(this.#members[sent % this.#members.length]);
			await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
		}
		const lastMs = clockMs() + 5_000;
		while (this.#under.size > 0 && clockMs() < lastMs)
			await new Promise((resolve) => setTimeout(resolve, 20));
		const missing = [...this.#under.values()].reduce((sum, { left }) => sum + left, 0);
		if (this.#lost > 0) throw new Error(`${this.#lost} of the others were hung up on`);
		return { delaysMs: this.#delaysMs, missing };
	}

	async leave(): Promise<void> {
		await Promise.all(this.#members.map(({ line }) => line.leave()));
	}

	async #join(address: LineAddress): Promise<void> {
		const doc = new Y.Doc();
		const answered = Promise.withResolvers<Frame>();
		const line = await LeanLine.open(address, {
			onframe: (_, frame) => {
				if (frame.kind === 'answer') answered.resolve(frame);
				this.#hear(frame);
			}
		});
		if (!line) throw new Error('the relay is not there');
		line.ask([{ document: this.#document, client: doc.clientID, have: emptyVector }]);
		await answered.promise;
		doc.on('update', (update: Uint8Array) => line.say(this.#document, { kind: 'change', update }));
		this.#members.push({ line, doc });
		void line.closed.then((code) => (this.#lost += code === 1000 ? 0 : 1));
	}

	#change(member: Member | undefined): void {
		if (!member) return;
		const { doc } = member;
		const clock = Y.getState(doc.store, doc.clientID);
		const left = this.#members.length - 1;
		this.#under.set(`${doc.clientID}/${clock}`, { sentMs: clockMs(), left });
		doc.getMap('notes').set(`${doc.clientID}`, clock);
	}

	#hear(frame: Frame): void {
		if (frame.kind !== 'change' && frame.kind !== 'answer') return;
		const nowMs = clockMs();
		for (const { client, from, until } of readShape(frame.update)?.brings ?? [])
			for (let clock = from; clock < until; clock++) this.#arrived(`${client}/${clock}`, nowMs);
	}

	#arrived(change: string, nowMs: number): void {
		const waiting = this.#under.get(change);
		if (!waiting) return;
		this.#delaysMs.push(nowMs - waiting.sentMs);
		if (--waiting.left === 0) this.#under.delete(change);
	}
}
