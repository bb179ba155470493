import type { Clock } from './clock.ts';
import {
	afterSharing,
	beginSharing,
	isSettled,
	unshared,
	type Sharing,
	type SharingEvent
} from './link/sharing.ts';
import type { Marks } from './store/device-store.ts';

const noteAfterMs = 500;

/** How many changes a mark says that only this device has. */
export function unsharedIn(mark: unknown): number {
	return typeof mark === 'number' && mark > 0 ? mark : 0;
}

/**
 * How many changes of one document only this device has, and since when; written down beside the
 * document, so that a reload does not look like having shared.
 */
export class UnsharedCount {
	readonly #marks: Marks;
	readonly #clock: Clock;
	#sharing: Sharing = beginSharing(0);
	#since: number | null = null;
	/** How many other tabs told of; until the document is filled, the disk may have noted the same. */
	#told = 0;
	/** The count as it is written down. */
	#noted = 0;
	/** The time as it is written down. */
	#notedSince: number | null = null;
	#cancelNote: (() => void) | null = null;
	#isTakenUp = false;
	#isLeftBehind = false;

	constructor(marks: Marks, clock: Clock) {
		this.#marks = marks;
		this.#clock = clock;
	}

	get count(): number {
		return unshared(this.#sharing);
	}

	/** When the oldest of them was made, in milliseconds since 1970; null when there is none. */
	get since(): number | null {
		return this.#since;
	}

	/** Whether the relay said that it has everything. */
	get isSettled(): boolean {
		return isSettled(this.#sharing);
	}

	/** Whether she made something that was not shared while she might still write this document. */
	get isLeftBehind(): boolean {
		return this.#isLeftBehind;
	}

	/**
	 * What an earlier visit left counts with what was made here meanwhile; call it once the document is filled,
	 * however late. `isShared`: the relay has it by now.
	 */
	takeUp(mayWrite: boolean, isShared: boolean): void {
		const left = unsharedIn(this.#marks.read('unshared'));
		const since = this.#marks.read('since');
		const carries = mayWrite && !isShared && left > 0;
		this.#isLeftBehind = !mayWrite && left > 0;
		if (carries) this.#add(Math.max(0, left - Math.min(this.#told, this.count)));
		if (carries && typeof since === 'number') this.#since = Math.min(since, this.#since ?? since);
		this.#noted = mayWrite ? left : 0;
		this.#notedSince = carries && typeof since === 'number' ? since : null;
		this.#isTakenUp = true;
		this.#date();
		this.#write();
	}

	/** What was left behind is with the relay all the same. */
	forgetLeft(): void {
		if (!this.#isLeftBehind) return;
		this.#isLeftBehind = false;
		this.#marks.write('unshared', 0);
	}

	take(event: SharingEvent): void {
		this.#sharing = afterSharing(this.#sharing, event);
		this.#changed();
	}

	/**
	 * Another tab brought a change that it made; or, asked for what it has, all that was not here, of which so many
	 * changes were `waiting` in it: those wait here as well, and the rest is with the relay.
	 */
	hear(waiting?: number): void {
		this.#add(waiting === undefined ? 1 : Math.max(0, waiting - this.count));
		this.#told = waiting === undefined ? this.#told + 1 : Math.max(this.#told, waiting);
		this.#changed();
	}

	/** Writes down what is not written yet: the document closes. */
	close(): void {
		if (this.#isTakenUp) this.#write();
	}

	#changed(): void {
		this.#date();
		if (this.#isTakenUp) this.#note();
	}

	#add(changes: number): void {
		this.#sharing = { ...this.#sharing, made: this.#sharing.made + changes };
	}

	#date(): void {
		this.#since = this.count === 0 ? null : (this.#since ?? this.#clock.now());
	}

	/**
	 * The first change that is not shared is noted at once, before anybody can close the tab over it; the
	 * rest may lag a moment, on the safe side.
	 */
	#note(): void {
		if (this.count === this.#noted) return;
		if (this.#noted === 0) this.#write();
		else this.#cancelNote ??= this.#clock.after(noteAfterMs, () => this.#write());
	}

	#write(): void {
		this.#cancelNote?.();
		this.#cancelNote = null;
		const { count } = this;
		// What was shared and made anew meanwhile counts the same, and is younger.
		if (count === this.#noted && this.#since === this.#notedSince) return;
		this.#noted = count;
		this.#notedSince = this.#since;
		this.#marks.write('unshared', count);
		this.#marks.write('since', this.#since);
	}
}
