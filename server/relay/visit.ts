import type { Member } from '#domain/access/access.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { encode, type RefusalCode } from '#wire/frame.ts';
import type { RelayLimits } from '../limits.ts';
import type { RelayCounters } from './counters.ts';
import type { AskAgain, Hold } from './held-questions.ts';
import type { Span } from './news.ts';
import { workOfReading } from './work.ts';

/** A line to one device; the relay's rooms know no socket. */
export interface Connection {
	/**
	 * Sends frames, each as one message, in this order. Several connections may be given the very same
	 * list, so that an adapter can prepare its bytes once. Says nothing when the line is gone.
	 * `isAnswer`: the device asked for this, and it may be larger than what may otherwise lie waiting.
	 */
	send(frames: readonly Uint8Array[], isAnswer: boolean): void;
	/**
	 * Sends what a turn brought without this device's own, then its receipt. Everybody in a room is given
	 * the very same `news`.
	 */
	tell(news: readonly Uint8Array[], own: Span | null, receipt: Uint8Array | null): void;
	close(code: number, reason: string): void;
	/** What was sent and has not left this machine. */
	readonly bufferedBytes: number;
	/** So much work, in small frames, was done for this device beside taking what it said. */
	spent?(work: number): void;
	/**
	 * Whether a question has to wait until this device has taken what it asked for before: then `again` is called
	 * when its turn has come, unless it asked anew meanwhile.
	 */
	holdQuestion?(question: Uint8Array, again: AskAgain): Hold;
	/** An answer is being made elsewhere: no other is begun until what this answers was called, once. */
	beginAnswer?(): () => void;
	/** Something else shows that the relay is there: a quiet document needs no word now and then. */
	readonly hasPulse?: true;
}

/** Whose device is on the line. */
export interface Visitor {
	readonly device: DeviceId;
	readonly member: Member;
	/** The number of the accounts' news up to which `member` is what she is. */
	readonly asOf: number;
}

/** How a relay ends a visit; 44xx is final for y-websocket, the others bring it back. */
export const closeCodes = {
	malformed: 4400,
	noSession: 4401,
	mayNotRead: 4403,
	unknown: 4404,
	withdrawn: 4410,
	expired: 4411,
	erased: 4412,
	tooLarge: 1009,
	relayStops: 1012,
	busy: 1013
} as const;

/** One device with one document open: what the relay remembers of that socket, and nothing more. */
export class Visit {
	readonly workspace: WorkspaceId;
	readonly visitor: Visitor;
	readonly mayWrite: boolean;
	/** The number of the room that is visited. */
	readonly room: number;
	/** Said hello: wants receipts and refusals. */
	wantsReceipts = false;
	/** How many changes this socket has sent. */
	received = 0;
	/** It said what is here that the relay lacked: from then on each change builds on what came before. */
	hasAnswered = false;
	/** The Yjs client for which this socket speaks: the one that it said, or showed first. */
	client: number | null = null;
	isOpen = true;

	readonly #connection: Connection;
	readonly #limits: RelayLimits;
	readonly #counters: RelayCounters;
	readonly #onended: (visit: Visit) => void;
	/** Changes that are still being looked into: no receipt may reach them. */
	readonly #open = new Set<number>();
	/** A state that was asked for may be larger than what may otherwise lie waiting. */
	#largestAnswerBytes = 0;
	#heardLately = true;

	constructor(
		who: { workspace: WorkspaceId; visitor: Visitor; mayWrite: boolean; room: number },
		connection: Connection,
		{ limits, counters }: { readonly limits: RelayLimits; readonly counters: RelayCounters },
		onended: (visit: Visit) => void
	) {
		this.workspace = who.workspace;
		this.visitor = who.visitor;
		this.mayWrite = who.mayWrite;
		this.room = who.room;
		this.#connection = connection;
		this.#limits = limits;
		this.#counters = counters;
		this.#onended = onended;
	}

	get person(): PersonId {
		return this.visitor.member.person;
	}

	/** Sends, unless so much lies waiting that this device had better come back and ask afresh. */
	send(frames: readonly Uint8Array[], isAnswer = false): void {
		if (frames.length > 0 && this.#canHear()) this.#connection.send(frames, isAnswer);
	}

	/** What a turn brought, without `own`; `settled`: how far this socket's changes are, if that is news. */
	tell(news: readonly Uint8Array[], own: Span | null, settled: number | undefined): void {
		const receipt = settled === undefined ? null : this.receipt(settled);
		const others = news.length - (own ? own.until - own.from : 0);
		if ((others > 0 || receipt) && this.#canHear()) this.#connection.tell(news, own, receipt);
	}

	/** `goneThroughBytes`: what had to be gone through for it. */
	sendAnswer(frames: readonly Uint8Array[], goneThroughBytes: number): void {
		const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
		this.spent(workOfReading(goneThroughBytes, bytes));
		this.send(frames, true);
		this.#largestAnswerBytes = Math.max(this.#largestAnswerBytes, bytes);
	}

	/** Whether a question has to wait (`Connection.holdQuestion`). Closes for whoever has too many that do. */
	holdQuestion(question: Uint8Array, again: AskAgain): boolean {
		const hold = this.#connection.holdQuestion?.(question, again) ?? 'now';
		if (hold === 'too-much') this.#giveUp();
		return hold !== 'now';
	}

	/** `Connection.beginAnswer` */
	beginAnswer(): () => void {
		return this.#connection.beginAnswer?.() ?? (() => undefined);
	}

	/** So much work was done for this device, also if it has left meanwhile: its member pays for it. */
	spent(work: number): void {
		this.#connection.spent?.(work);
	}

	/** Presence is the first to be left out on a slow line: the next entry replaces it anyway. */
	sendPresence(frames: readonly Uint8Array[]): void {
		if (this.#connection.bufferedBytes <= this.#limits.sendBufferBytes / 4) this.send(frames);
		else this.#counters.presenceLeftOut++;
	}

	/** Sends `frame` when nothing was sent since the last call. */
	keepAlive(frames: readonly Uint8Array[]): void {
		if (!this.#heardLately && !this.#connection.hasPulse) this.send(frames);
		this.#heardLately = false;
	}

	/** How many of this socket's changes are settled once everything that came until now is on disk. */
	get settled(): number {
		if (this.#open.size === 0) return this.received;
		return Math.min(...[...this.#open].map((change) => change - 1));
	}

	/** What of this socket is settled, or null for a client that doesn't ask. */
	receipt(settled: number): Uint8Array | null {
		return this.wantsReceipts ? encode({ kind: 'receipt', settled }) : null;
	}

	/** Whether a change is allowed takes a while to find out: it isn't settled until then. */
	hold(change: number): void {
		this.#open.add(change);
	}

	release(change: number): void {
		this.#open.delete(change);
	}

	/**
	 * Says that a change, the one that came last unless another is named, was not taken.
	 *
	 * A client that never said hello can't be told. It is hung up on where coming back helps (a large
	 * change returns as an answer, which may be larger) or where it is at fault; a change that is not
	 * allowed is passed over in silence.
	 */
	refuse(code: RefusalCode, change = this.received): void {
		this.#counters.refusals.add(code);
		if (this.wantsReceipts) this.send([encode({ kind: 'refusal', change, code })]);
		else if (code === 'too-large') this.close(closeCodes.tooLarge, 'this change is too large');
		else if (code === 'malformed') this.close(closeCodes.malformed, 'this is no Yjs update');
	}

	close(code: number, reason: string): void {
		if (!this.isOpen) return;
		this.isOpen = false;
		this.#counters.ended.add(code);
		this.#connection.close(code, reason);
		this.#onended(this);
	}

	#canHear(): boolean {
		if (!this.isOpen) return false;
		const mostBytes = this.#limits.sendBufferBytes + this.#largestAnswerBytes;
		this.#heardLately = this.#connection.bufferedBytes <= mostBytes;
		if (!this.#heardLately) this.#giveUp();
		return this.isOpen;
	}

	#giveUp(): void {
		this.#counters.slow++;
		this.close(closeCodes.busy, 'this line is too slow, come back');
	}
}
