/** A device takes the relay for dead after some four seconds of silence. */
const reassureMs = 1_000;

/**
 * So much work of one socket, in small frames, and then the others have their turn: as long as such work may
 * take, but never so long that somebody would notice.
 */
const stretchWork = 64;
const restMsForEach = 0.25;
const mostRestMs = 50;

export interface IntakePorts {
	/** Takes one message, part by part, and says how much work each was. */
	receive(message: Uint8Array): Iterator<number, void>;
	/** So much work was done; answers how long to take nothing more, in milliseconds. */
	spend(work: number): number;
	/** Read no further; read on. */
	pause(): void;
	resume(): void;
	/** Every second, while nothing is taken. */
	reassure(): void;
	/** The socket is gone, and what it had given is taken. */
	leave(): void;
}

/**
 * What comes over one socket, taken no faster than its member's pace allows: slower, and nothing is lost.
 *
 * A socket that is paused still gives what was read from it already, and one message may hold thousands of
 * frames. Both wait here.
 */
export class Intake {
	readonly #ports: IntakePorts;
	#messages: Uint8Array[] = [];
	/** What is left of the message that came first. */
	#parts: Iterator<number, void> | null = null;
	#stretchLeft = stretchWork;
	#isHeld = false;
	/** It is held until what was taken is paid for, and not for the others alone. */
	#owes = false;
	#isOver = false;
	#waiting: NodeJS.Timeout | undefined;
	#reassuring: NodeJS.Timeout | undefined;

	constructor(ports: IntakePorts) {
		this.#ports = ports;
	}

	/** What came and is not taken yet. */
	get waitingBytes(): number {
		return this.#messages.reduce((sum, { length }) => sum + length, 0);
	}

	take(message: Uint8Array): void {
		this.#messages.push(message);
		if (!this.#isHeld) this.#goOn();
	}

	/**
	 * The socket is gone. What it gave is taken all the same, for its device may never come back; but not what is
	 * over the pace: of that nothing was acknowledged, and the device still has it.
	 */
	end(): void {
		this.#isOver = true;
		clearInterval(this.#reassuring);
		if (this.#owes || !this.#isHeld) this.#leave();
	}

	/** Takes nothing while anything is owed: it may be for what came over another socket of hers. */
	#goOn(): void {
		for (let work: number | null = 0; work !== null; work = this.#next()) {
			const waitMs = this.#ports.spend(work);
			this.#stretchLeft -= work;
			const restMs = this.#stretchLeft > 0 ? 0 : this.#restMs;
			this.#owes = waitMs > 0;
			if (this.#owes && this.#isOver) return this.#leave();
			if (this.#owes || restMs > 0) return this.#hold(Math.max(waitMs, restMs));
		}
		if (this.#isOver) this.#leave();
		else this.#release();
	}

	get #restMs(): number {
		return Math.min(mostRestMs, (stretchWork - this.#stretchLeft) * restMsForEach);
	}

	#leave(): void {
		clearTimeout(this.#waiting);
		this.#messages = [];
		this.#parts = null;
		this.#ports.leave();
	}

	/** Takes the next part; answers how much work it was, or null when there is none. */
	#next(): number | null {
		for (;;) {
			const step = this.#parts?.next();
			if (step && !step.done) return step.value;
			const message = this.#messages.shift();
			this.#parts = message ? this.#ports.receive(message) : null;
			if (!this.#parts) return null;
		}
	}

	#hold(waitMs: number): void {
		if (!this.#isHeld) {
			this.#ports.pause();
			this.#reassuring = setInterval(() => this.#ports.reassure(), reassureMs).unref();
		}
		this.#isHeld = true;
		this.#stretchLeft = stretchWork;
		this.#waiting = setTimeout(() => this.#goOn(), waitMs).unref();
	}

	#release(): void {
		if (!this.#isHeld) return;
		this.#isHeld = false;
		clearInterval(this.#reassuring);
		this.#ports.resume();
	}
}
