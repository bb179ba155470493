import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { decode, type Frame } from '#wire/frame.ts';
import { decodeLine, encodeLine, type LineFrame } from '#wire/line-frame.ts';
import { Assembly, joined, lineChannel, pack, readParts, type Message } from '#wire/line.ts';
import * as Y from 'yjs';
import { Line, type LinePorts } from '../relay/line.ts';
import type { LineSocket } from '../relay/line-voice.ts';
import { allAtOnce } from './all-at-once.ts';
import { emptyVector, visitorNamed } from './fake-device.ts';
import { quiet, workspace } from './rooms.ts';

/** A device with one line and no socket: keeps what was said on it, document by document. */
export class LineDevice implements LineSocket {
	readonly line: Line;
	readonly sent: (readonly Message[])[] = [];
	readonly ofLine: LineFrame[] = [];
	readonly closed: number[] = [];
	bufferedBytes = 0;
	/** How much work it made beside taking what it said. */
	spentWork = 0;
	/** The Yjs client under which it says that it writes. */
	client = 1;
	/** Nothing leaves the relay's machine. */
	isStuck = false;
	readonly #frames = new Map<number, Frame[]>();
	readonly #drained: (() => void)[] = [];
	readonly #assembly = new Assembly(Infinity);
	#lastChannel = lineChannel;

	/** Whether the line said that it is over. */
	isOver = false;

	constructor({ hub, limits }: Pick<LinePorts, 'hub' | 'limits'>, visitor = visitorNamed('ann')) {
		const onended = (): void => void (this.isOver = true);
		this.line = new Line(workspace, visitor, { hub, limits, socket: this, onended });
	}

	/** Opens documents in one message; answers their channels once the relay has read them. */
	async open(...documents: (DocumentName | string)[]): Promise<number[]> {
		const opening = documents.map((name) => ({
			channel: ++this.#lastChannel,
			document: typeof name === 'string' ? name : documentText(name),
			client: this.client,
			have: emptyVector
		}));
		this.tell({ kind: 'open', documents: opening });
		await quiet();
		return opening.map(({ channel }) => channel);
	}

	tell(...frames: LineFrame[]): number {
		const parts = frames.map((frame) => ({ channel: lineChannel, frame: encodeLine(frame) }));
		return this.#receive(parts);
	}

	say(channel: number, ...frames: Uint8Array[]): number {
		return this.#receive(frames.map((frame) => ({ channel, frame })));
	}

	send(messages: readonly Message[]): void {
		this.sent.push(messages);
		const whole = messages.map(joined);
		if (this.isStuck) this.bufferedBytes += whole.reduce((sum, { length }) => sum + length, 0);
		for (const part of whole.flatMap(readParts)) {
			const taken = this.#assembly.take(part);
			if (typeof taken === 'string') continue;
			if (taken.channel === lineChannel) this.ofLine.push(decodeLine(taken.frame));
			else this.#framesOf(taken.channel).push(decode(taken.frame));
		}
	}

	whenDrained(callback: () => void): void {
		this.#drained.push(callback);
	}

	/** All that lay waiting has left. */
	drain(): void {
		this.bufferedBytes = 0;
		for (const callback of this.#drained.splice(0)) callback();
	}

	spent(work: number): void {
		this.spentWork += work;
	}

	close(code: number): void {
		this.closed.push(code);
	}

	/** What the relay said of one document. */
	heard<Kind extends Frame['kind']>(channel: number, kind: Kind): Extract<Frame, { kind: Kind }>[] {
		const opened = this.ofLine.find(
			(frame) => frame.kind === 'opened' && frame.channel === channel
		);
		const frames = opened?.kind === 'opened' ? this.#framesOf(opened.room) : [];
		return frames.filter((frame): frame is Extract<Frame, { kind: Kind }> => frame.kind === kind);
	}

	/** The document as the relay told it on a channel. */
	words(channel: number): Record<string, unknown> {
		const doc = new Y.Doc();
		for (const { update } of [...this.heard(channel, 'change'), ...this.heard(channel, 'answer')])
			Y.applyUpdate(doc, update);
		return doc.getMap('m').toJSON();
	}

	/** What the relay said of a document's end: channel and close code. */
	get shut(): (readonly [number, number])[] {
		return this.ofLine.flatMap((frame) =>
			frame.kind === 'shut' ? [[frame.channel, frame.code] as const] : []
		);
	}

	#receive(parts: Parameters<typeof pack>[0]): number {
		return pack(parts)
			.map(joined)
			.reduce((work, message) => work + allAtOnce(this.line.receive(message)), 0);
	}

	#framesOf(room: number): Frame[] {
		const frames = this.#frames.get(room) ?? [];
		this.#frames.set(room, frames);
		return frames;
	}
}
