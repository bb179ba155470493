import { clock, type Process } from './seeded.ts';
import { Way } from './way.ts';

/** What a device's socket does to whoever listens on the relay's side. */
export interface FarEnd {
	receive(bytes: Uint8Array): void;
	/** The line is gone. */
	ended(): void;
}

/** An attempt that nobody answers is given up by the device's own system after so long. */
const giveUpMs = 60_000;

let opened = 0;

/** Whoever answers a device that opens a socket; null refuses it. */
export type Answering = (socket: SimSocket) => FarEnd | null;

/**
 * One socket between a device and a relay, as the network treats it. On one line nothing overtakes and
 * nothing comes twice; what is late is late between two lines of a device. A line that is cut loses what is on
 * its way, or brings it when the device has long said all of it again on the next line, perhaps to another
 * relay: doubled there, and after what was said later. So does a line that fell silent, where the signal comes
 * back. What the relay said on the old line still comes to whoever listens there, though the device hung up
 * (`ws` in Node does so, a browser does not).
 */
export class SimSocket extends EventTarget {
	static readonly CONNECTING = 0;
	static readonly OPEN = 1;
	static readonly CLOSING = 2;
	static readonly CLOSED = 3;
	readonly CONNECTING = 0;
	readonly OPEN = 1;
	readonly CLOSING = 2;
	readonly CLOSED = 3;
	readonly url: string;
	readonly owner: Process;
	binaryType = 'arraybuffer';
	readyState = 0;
	bufferedAmount = 0;
	onopen: ((event: Event) => void) | null = null;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	onerror: ((event: Event) => void) | null = null;
	/** Sockets that were opened later have a higher one. */
	readonly number = ++opened;
	/** How much the device was told on this line after it had hung up. */
	heardLate = 0;
	/** The relay wants no more of it. */
	isHungUp = false;
	#farEnd: FarEnd | null = null;
	/** Nothing passes for now, and nobody is told. */
	#isSilent = false;
	#isCut = false;
	/** What was on its way to the relay when the line was cut is gone. */
	#isLost = false;
	readonly #up = new Way();
	readonly #down = new Way();

	constructor(url: string, owner: Process, answering: Answering) {
		super();
		this.url = url;
		this.owner = owner;
		this.#up.send(() => {
			if (this.#isCut) return;
			this.#farEnd = answering(this);
			if (this.#farEnd) this.#down.send(() => this.#open());
			else this.#down.send(() => this.#close(1006));
		});
		clock().after(giveUpMs, () => {
			if (this.readyState === this.CONNECTING) this.#close(1006);
		});
	}

	send(data: Uint8Array): void {
		if (this.readyState !== this.OPEN || this.#isCut) return;
		const bytes = Uint8Array.from(data);
		this.#up.send(() => this.#isLost || this.#farEnd?.receive(bytes));
	}

	close(): void {
		if (this.readyState >= this.CLOSING) return;
		this.readyState = this.CLOSING;
		this.#up.send(() => {
			this.#end();
			this.#down.send(() => this.#close(1000));
		});
	}

	// What follows is the network's and the relay's side.

	/** The relay sends. */
	deliver(frames: readonly Uint8Array[]): void {
		for (const frame of frames) {
			const { buffer } = Uint8Array.from(frame);
			this.#down.send(() => this.#hear(buffer));
		}
	}

	/** The relay hangs up. */
	hangUp(code: number): void {
		this.isHungUp = true;
		this.#down.send(() => this.#close(code));
	}

	/**
	 * The line breaks, and both sides learn of it, each in its own time. What is on its way to the relay is lost, or
	 * lies somewhere for a while and then arrives.
	 */
	cut(): void {
		if (this.#isCut) return;
		this.#isCut = true;
		this.#isLost = this.#isSilent || clock().chance() < 0.5;
		clock().after(clock().delayMs(200), () => this.#close(1006));
		if (this.#isLost) return void clock().after(clock().delayMs(200), () => this.#end());
		this.#up.shut();
		this.#up.send(() => this.#end());
		clock().after(clock().delayMs(1_500), () => this.#up.open());
	}

	/** The network takes everything and brings nothing: nobody is told. */
	silence(): void {
		this.#isSilent = true;
		this.#up.shut();
		this.#down.shut();
	}

	/** The network brings what it took meanwhile. */
	resume(): void {
		if (!this.#isSilent || this.#isCut) return;
		this.#isSilent = false;
		this.#up.open();
		this.#down.open();
	}

	#open(): void {
		if (this.readyState !== this.CONNECTING || this.#isCut) return;
		this.readyState = this.OPEN;
		this.#tell(() => {
			const event = new Event('open');
			this.dispatchEvent(event);
			this.onopen?.(event);
		});
	}

	#hear(data: ArrayBuffer): void {
		if (this.readyState === this.CLOSED || this.#isCut) return;
		if (this.readyState === this.CLOSING) this.heardLate++;
		this.#tell(() => {
			this.dispatchEvent(new MessageEvent('message', { data }));
			this.onmessage?.({ data });
		});
	}

	#close(code: number): void {
		if (this.readyState === this.CLOSED) return;
		const wasOpen = this.readyState !== this.CONNECTING;
		this.readyState = this.CLOSED;
		this.#tell(() => {
			if (!wasOpen) this.onerror?.(new Event('error'));
			const event = Object.assign(new Event('close'), { code, reason: '', wasClean: false });
			this.dispatchEvent(event);
			this.onclose?.(event);
		});
		this.#up.send(() => this.#end());
	}

	#end(): void {
		this.#farEnd?.ended();
		this.#farEnd = null;
	}

	#tell(event: () => void): void {
		if (this.owner.isAlive) this.owner.run(event);
	}
}
