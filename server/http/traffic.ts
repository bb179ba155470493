import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CountBy } from '../counting.ts';
import { closeCodes } from '../relay/visit.ts';

/** Why somebody was not even shaken hands with. */
export type TurnedAway = 'wrong-origin' | 'too-fast' | 'too-many-sockets';

/** Ours, and those with which a browser leaves. */
const knownCodes = new Set<number>([...Object.values(closeCodes), 1000, 1001, 1005, 1006]);

/**
 * What went through the sockets of devices since the relay started. Messages are counted as they pass, a
 * line's many frames as the one message that carries them; bytes are what Node counts anyway.
 */
export class Traffic {
	messagesIn = 0;
	messagesOut = 0;
	/** Sockets that came in. */
	opened = 0;
	readonly turnedAway = new CountBy<TurnedAway>();
	/** Sockets that have gone, by the code of their close frame; 1006 for those that went without. */
	readonly closed = new CountBy<number | 'other'>();
	readonly #open = new Set<Socket>();
	#bytesIn = 0;
	#bytesOut = 0;

	/** A socket came in; what it carries is counted until it goes. */
	enter(socket: Duplex): void {
		this.opened++;
		if (!(socket instanceof Socket)) return;
		this.#open.add(socket);
		socket.once('close', () => this.#leave(socket));
	}

	/** A socket has gone. A device may name any code: those that mean nothing here are one. */
	left(code: number): void {
		this.closed.add(knownCodes.has(code) ? code : 'other');
	}

	get bytesIn(): number {
		return this.#open.values().reduce((sum, socket) => sum + socket.bytesRead, this.#bytesIn);
	}

	get bytesOut(): number {
		return this.#open.values().reduce((sum, socket) => sum + socket.bytesWritten, this.#bytesOut);
	}

	#leave(socket: Socket): void {
		this.#open.delete(socket);
		this.#bytesIn += socket.bytesRead;
		this.#bytesOut += socket.bytesWritten;
	}
}
