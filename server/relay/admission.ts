import type { RelayLimits } from '../limits.ts';
import type { DocumentClients } from './client-ids.ts';
import { pieceInFrame, pieceOf, type Piece } from './piece.ts';
import type { StoredState } from './stored-state.ts';
import type { UpdateShape } from './update-shape.ts';
import { closeCodes, type Visit } from './visit.ts';

export interface AdmissionPorts {
	readonly limits: RelayLimits;
	readonly clients: DocumentClients;
	/** What is here now. */
	state(): StoredState;
	/** This visit's changes so far are settled once the turn is. */
	owe(visit: Visit): void;
	/** It is taken: to the disk with it. */
	accept(visit: Visit, piece: Piece): void;
	/** Whether somebody who may not write would change anything must be found out. */
	weigh(visit: Visit, piece: Piece): void;
	/** Somebody brought something new under a client id that is another member's. */
	borrowed(): void;
}

/** What devices bring to one document: whether it is taken, and if not, why. */
export class Admission {
	readonly #ports: AdmissionPorts;
	/** How much of each client's work was handed in and is not on disk yet, or was on its way there. */
	readonly #coming = new Map<number, number>();

	constructor(ports: AdmissionPorts) {
		this.#ports = ports;
	}

	/** All that a device made while it was away. */
	takeAnswer(visit: Visit, update: Uint8Array): void {
		visit.hasAnswered = true;
		this.#weigh(visit, update, null);
	}

	/** `frame` is the one in which the change came. */
	takeChange(visit: Visit, update: Uint8Array, frame: Uint8Array): void {
		this.#weigh(visit, update, frame);
	}

	/** Somebody has left: where the disk refused hers, it never came. */
	forgetComing(): void {
		this.#coming.clear();
	}

	/** `frame`: of a change; null for an answer. */
	#weigh(visit: Visit, update: Uint8Array, frame: Uint8Array | null): void {
		const ports = this.#ports;
		const { answerBytes, changeBytes } = ports.limits;
		visit.received++;
		ports.owe(visit);
		if (update.length > (frame ? changeBytes : answerBytes)) return visit.refuse('too-large');
		const piece = frame ? pieceInFrame(frame, update) : pieceOf(update);
		if (!piece) return visit.refuse('malformed');
		const state = ports.state();
		// What is here already needs no leave and no disk: every device repeats its deletions on joining.
		if (!state.lacks(piece.shape)) return;
		if (visit.mayWrite) return this.#accept(visit, piece, frame !== null);
		if (state.bringsNew(piece.shape)) return visit.refuse('not-allowed');
		if (visit.wantsReceipts) ports.weigh(visit, piece);
	}

	#accept(visit: Visit, piece: Piece, isChange: boolean): void {
		const ports = this.#ports;
		if (this.#isBorrowed(visit, piece.shape)) {
			ports.borrowed();
			return visit.close(closeCodes.busy, 'this is for another member to bring, come back');
		}
		if (this.#comesByHalves(visit, piece.shape)) return;
		if (isChange) ports.clients.written(piece.shape, visit.person);
		for (const { client, until } of piece.shape.brings) this.#coming.set(client, until);
		ports.accept(visit, piece);
	}

	/**
	 * Under another member's client id nobody brings anything new. It may be honest: a device that knows
	 * more of her than a relay that was put back. She brings it herself, and the device that comes back
	 * then has nothing new.
	 */
	#isBorrowed(visit: Visit, { brings }: UpdateShape): boolean {
		const state = this.#ports.state();
		const { clients } = this.#ports;
		return brings.some(
			({ client, until }) => until > state.clockOf(client) && clients.isOthers(client, visit.person)
		);
	}

	/**
	 * Whether it builds on what has not come. What a device writes before it has answered goes out at once, and
	 * once more in its answer: were the device gone before that, nobody could ever read it.
	 */
	#comesByHalves(visit: Visit, { brings }: UpdateShape): boolean {
		if (visit.hasAnswered) return false;
		const state = this.#ports.state();
		return brings.some(
			({ client, from }) => from > state.clockOf(client) && from > (this.#coming.get(client) ?? 0)
		);
	}
}
