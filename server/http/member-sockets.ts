import type { Socket } from 'node:net';
import type { EdgeLimits } from '../limits.ts';

type MemberLimits = Pick<EdgeLimits, 'socketsPerMember' | 'waitingBytesPerMember'>;

export interface MemberSocket {
	readonly socket: Socket;
	/** What came over it and is not taken yet: messages that wait or are not whole. */
	readonly heldBytes: () => number;
}

/** The sockets of each member: how many, and how much lies waiting on all of them together, either way. */
export class MemberSockets {
	readonly #limits: MemberLimits;
	readonly #sockets = new Map<string, Set<MemberSocket>>();

	constructor(limits: MemberLimits) {
		this.#limits = limits;
	}

	/** Whether she may open no other. */
	isFull(member: string): boolean {
		return this.#of(member).size >= this.#limits.socketsPerMember;
	}

	/** Whether so much lies waiting on her other sockets that nothing more is answered on this one. */
	areLadenBeside(member: string, own: Socket): boolean {
		let bytes = -own.writableLength;
		for (const { socket } of this.#of(member)) bytes += socket.writableLength;
		return bytes >= this.#limits.waitingBytesPerMember;
	}

	/** Whether so much came over her sockets, and is not taken yet, that one of them must go. */
	holdTooMuch(member: string): boolean {
		let bytes = 0;
		for (const one of this.#of(member)) bytes += one.heldBytes();
		return bytes >= this.#limits.waitingBytesPerMember;
	}

	add(member: string, one: MemberSocket): void {
		this.#sockets.set(member, this.#of(member).add(one));
	}

	remove(member: string, one: MemberSocket): void {
		const left = this.#of(member);
		left.delete(one);
		if (left.size === 0) this.#sockets.delete(member);
	}

	#of(member: string): Set<MemberSocket> {
		return this.#sockets.get(member) ?? new Set();
	}
}
