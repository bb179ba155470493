import { encode, helloVersion } from '#wire/frame.ts';
import { Cursor } from './cursor.ts';
import { Line } from './line.ts';
import type { Ear } from './messages.ts';
import { type Room, messageIn, prefixOf } from './room.ts';

/** What a device brings along, and what it listens to. */
export interface Luggage {
	/** Its state vector; nothing for a device that comes for the first time. */
	readonly have?: Uint8Array;
	/** What it answers when the server asks what it lacks. */
	readonly offer?: Uint8Array;
	/** Hears the update in each change and in each answer. */
	readonly onchange?: Ear;
	/** Hears the entries of each presence frame. */
	readonly onpresence?: Ear;
}

const nothing = new Uint8Array([0]);
const emptyUpdate = new Uint8Array([0, 0]);
const ignore: Ear = () => undefined;

/** First bytes of a frame: `src/wire/README.md`, and two of Hocuspocus's own. */
const kinds = { sync: 0, presence: 1, auth: 2, status: 8, receipt: 65, refusal: 66 } as const;
const steps = { ask: 0, answer: 1 } as const;
/** Hocuspocus: a token follows, and here it is empty. */
const token = new Uint8Array([2, 0, 0]);
const denied = 1;

const cursor = new Cursor();

/** One device with one document open. It keeps no document: what it says was prepared, what it hears is counted. */
export class Device {
	readonly room: Room;
	/** Changes and answers that it sent … */
	sent = 0;
	/** … and how many of them the server has confirmed; some servers confirm nothing. */
	confirmed = 0;
	/** How often the server has said "that is all". */
	answers = 0;
	/** When it said so last. */
	inStepAt = 0;
	readonly #line: Line;
	readonly #offer: Buffer;
	readonly #prefixBytes: number;
	readonly #onchange: Ear;
	readonly #onpresence: Ear;
	/** Why the server ended it, or null. */
	#fault: string | null = null;
	/** Called when it was lost and when it is in step. */
	#moved: () => void = () => undefined;

	private constructor(room: Room, luggage: Luggage) {
		this.room = room;
		this.#prefixBytes = prefixOf(room).length;
		this.#offer = messageIn(room, encode({ kind: 'answer', update: luggage.offer ?? emptyUpdate }));
		this.#onchange = luggage.onchange ?? ignore;
		this.#onpresence = luggage.onpresence ?? ignore;
		this.#line = new Line(
			room,
			(bytes, from, until) => this.#hear(bytes, from + this.#prefixBytes, until),
			(reason) => {
				this.#fault ??= reason;
				this.#moved();
			}
		);
	}

	/** Answers when the device has all that the server has; throws when it is not let in. */
	static async join(room: Room, luggage: Luggage = {}): Promise<Device> {
		const device = new Device(room, luggage);
		const moved = new Promise<void>((resolve) => (device.#moved = resolve));
		await Promise.race([device.#line.opened, moved]);
		device.check();
		device.#greet(luggage.have ?? nothing);
		if (room.dialect !== 'bare') await moved;
		device.check();
		return device;
	}

	/** Throws when the server ended it, and says why. */
	check(): void {
		if (this.#fault !== null) throw new Error(this.#fault);
	}

	/** Sends a prepared message that holds a change. */
	change(message: Buffer): void {
		this.sent++;
		this.#line.send(message);
	}

	/** Sends a prepared message of any other kind. */
	say(message: Buffer): void {
		this.#line.send(message);
	}

	drained(): Promise<void> {
		return this.#line.drained();
	}

	async leave(): Promise<void> {
		if (this.#fault === null) await this.#line.leave();
	}

	#greet(have: Uint8Array): void {
		const { dialect } = this.room;
		if (dialect === 'bare') return;
		if (dialect === 'draaiboek') this.#frame(encode({ kind: 'hello', version: helloVersion }));
		if (dialect === 'hocuspocus') this.#frame(token);
		this.#frame(encode({ kind: 'ask', have }));
	}

	#frame(frame: Uint8Array): void {
		this.say(messageIn(this.room, frame));
	}

	#hear(bytes: Buffer, from: number, until: number): void {
		switch (bytes[from]) {
			case kinds.sync:
				return this.#hearSync(bytes, from + 1, until);
			case kinds.presence:
				return this.#content(this.#onpresence, bytes, from + 1, until);
			case kinds.receipt:
				this.confirmed = cursor.set(bytes, from + 1).number();
				return;
			case kinds.status:
				this.confirmed++;
				return;
			case kinds.refusal:
				this.#fault ??= 'a change was refused';
				return;
			case kinds.auth:
				if (bytes[from + 1] === denied) this.#fault ??= 'was not let in';
		}
	}

	#hearSync(bytes: Buffer, from: number, until: number): void {
		if (bytes[from] === steps.ask) return this.change(this.#offer);
		this.#content(this.#onchange, bytes, from + 1, until);
		if (bytes[from] !== steps.answer) return;
		this.answers++;
		this.inStepAt = performance.now();
		this.#moved();
	}

	/** What stands behind a length. */
	#content(ear: Ear, bytes: Buffer, from: number, until: number): void {
		cursor.set(bytes, from).number();
		ear(bytes, cursor.at, until);
	}
}
