import { clock, type Process } from './seeded.ts';

/** What a device's socket does to whoever listens on the relay's side. */
export interface FarEnd {
	receive(bytes: Uint8Array): void;
	/** The line is gone. */
	ended(): void;
}

/** An attempt that nobody answers is given up by the device's own system after so long. */
const giveUpMs = 60_000;

/** Whoever answers a device that opens a socket; null refuses it. */
export type Answering = (socket: SimSocket) => FarEnd | null;

/**
 * One socket between a device and a relay, as the network treats it: frames keep their order, arrive late,
 * and are lost when the line is cut; a line may go dead without either side being told.
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
	#farEnd: FarEnd | null = null;
	/** Nothing passes any more, and nobody is told. */
	#isSilent = false;
	#isCut = false;
	#up = { lastMs: 0 };
	#down = { lastMs: 0 };

	constructor(url: string, owner: Process, answering: Answering) {
		super();
		this.url = url;
		this.owner = owner;
		this.#travel(this.#up, () => {
			if (this.#isCut) return;
			this.#farEnd = answering(this);
			if (this.#farEnd) this.#travel(this.#down, () => this.#open());
			else this.#travel(this.#down, () => this.#close(1006));
		});
		clock().after(giveUpMs, () => {
			if (this.readyState === this.CONNECTING) this.#close(1006);
		});
	}

	send(data: Uint8Array): void {
		if (this.readyState !== this.OPEN) return;
		const bytes = Uint8Array.from(data);
		this.#travel(this.#up, () => this.#isCut || this.#farEnd?.receive(bytes));
	}

	close(): void {
		if (this.readyState >= this.CLOSING) return;
		this.readyState = this.CLOSING;
		this.#travel(this.#up, () => this.#end());
		this.#travel(this.#down, () => this.#close(1000));
	}

	// What follows is the network's and the relay's side.

	/** The relay sends. */
	deliver(frames: readonly Uint8Array[]): void {
		for (const frame of frames) {
			const { buffer } = Uint8Array.from(frame);
			this.#travel(this.#down, () => this.#hear(buffer));
		}
	}

	/** The relay hangs up. */
	hangUp(code: number): void {
		this.#travel(this.#down, () => this.#close(code));
	}

	/** The line breaks: what is on its way is lost, and both sides learn of it, each in its own time. */
	cut(): void {
		if (this.#isCut) return;
		this.#isCut = true;
		clock().after(clock().delayMs(200), () => this.#end());
		clock().after(clock().delayMs(200), () => this.#close(1006));
	}

	/** The network swallows everything: nobody is told. */
	silence(): void {
		this.#isSilent = true;
	}

	#travel(way: { lastMs: number }, arrive: () => unknown): void {
		const { nowMs } = clock();
		way.lastMs = Math.max(way.lastMs, nowMs + clock().delayMs(30));
		clock().after(way.lastMs - nowMs, () => {
			if (!this.#isSilent) arrive();
		});
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
		if (this.readyState !== this.OPEN || this.#isCut) return;
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
		this.#end();
	}

	#end(): void {
		this.#farEnd?.ended();
		this.#farEnd = null;
	}

	#tell(event: () => void): void {
		if (this.owner.isAlive) this.owner.run(event);
	}
}
