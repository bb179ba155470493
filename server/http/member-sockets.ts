import type { Duplex } from 'node:stream';
import type { EdgeLimits } from '../limits.ts';

type MemberLimits = Pick<EdgeLimits, 'socketsPerMember' | 'waitingBytesPerMember'>;

/** The sockets of each member: how many, and how much lies waiting on all of them together. */
export class MemberSockets {
	readonly #limits: MemberLimits;
	readonly #sockets = new Map<string, Set<Duplex>>();

	constructor(limits: MemberLimits) {
		this.#limits = limits;
	}

	/** Whether she may open no other. */
	isFull(member: string): boolean {
		return this.#of(member).size >= this.#limits.socketsPerMember;
	}

	/** Whether so much lies waiting on her other sockets that nothing more is answered on this one. */
	isLadenBeside(member: string, socket: Duplex): boolean {
		let bytes = -socket.writableLength;
		for (const { writableLength } of this.#of(member)) bytes += writableLength;
		return bytes >= this.#limits.waitingBytesPerMember;
	}

	add(member: string, socket: Duplex): void {
		this.#sockets.set(member, this.#of(member).add(socket));
	}

	remove(member: string, socket: Duplex): void {
		const left = this.#of(member);
		left.delete(socket);
		if (left.size === 0) this.#sockets.delete(member);
	}

	#of(member: string): Set<Duplex> {
		return this.#sockets.get(member) ?? new Set();
	}
}
