import type { DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { decode, encode } from '#wire/frame.ts';
import type { RelayLimits } from '../limits.ts';
import { Presence } from './presence.ts';
import { pieceInFrame, pieceOf, type Piece, type StoredState } from './stored-state.ts';
import type { Visit } from './visit.ts';

/** One document of one workspace, and the name under which the journal keeps it. */
export interface Place {
	readonly workspace: WorkspaceId;
	readonly document: DocumentName;
	readonly key: string;
}

/** A change that waits for the end of the turn; `from` is null for the relay's own. */
export interface Change {
	readonly place: Place;
	readonly piece: Piece;
	readonly from: Visit | null;
}

/** Where a room leaves what must wait until the turn is on disk. */
export interface Turn {
	change(change: Change): void;
	/** This visit's changes so far are settled once the turn is. */
	owe(visit: Visit): void;
	presence(room: Room): void;
}

/**
 * One document and the devices that have it open.
 *
 * A room knows nothing of sockets, accounts, clocks or disks. It never passes a change on when the
 * change comes in: that happens in `committed`, after the disk has it, so that what one person saw on
 * another's screen is never lost with the relay.
 */
export class Room {
	readonly place: Place;
	/** Short for the place, within one relay's life: a line says it where it speaks of this room. */
	readonly number: number;
	/** False once folding failed: the next try waits until the room opens again. */
	mayFold = true;
	readonly #visits = new Set<Visit>();
	readonly #presence: Presence;
	readonly #turn: Turn;
	readonly #limits: RelayLimits;
	#state: StoredState;

	constructor(place: Place, number: number, state: StoredState, turn: Turn, limits: RelayLimits) {
		this.place = place;
		this.number = number;
		this.#state = state;
		this.#turn = turn;
		this.#limits = limits;
		this.#presence = new Presence(limits.presenceBytes);
	}

	get isEmpty(): boolean {
		return this.#visits.size === 0;
	}

	get state(): StoredState {
		return this.#state;
	}

	/** Puts the same state, folded, in the place of the long one. */
	refresh(state: StoredState): void {
		this.#state = state;
	}

	join(visit: Visit): void {
		this.#visits.add(visit);
		const present = this.#presence.everyone();
		if (present) visit.send([present]);
	}

	leave(visit: Visit): void {
		if (!this.#visits.delete(visit)) return;
		if (this.#presence.leave(visit)) this.#turn.presence(this);
	}

	/** Takes one frame of a device. Throws `MalformedFrame` when it is none: hang up on the sender. */
	receive(visit: Visit, bytes: Uint8Array): void {
		const frame = decode(bytes);
		switch (frame.kind) {
			case 'hello':
				visit.wantsReceipts = true;
				return;
			case 'ask':
				return visit.sendAnswer([...this.#state.answer(frame.have), this.#question()]);
			case 'answer':
				return this.#take(visit, frame.update, this.#limits.answerBytes, pieceOf);
			case 'change':
				return this.#take(visit, frame.update, this.#limits.changeBytes, (update) =>
					pieceInFrame(bytes, update)
				);
			case 'presence':
				if (this.#presence.take(visit, frame.entries)) this.#turn.presence(this);
				return;
			case 'ask-presence': {
				const present = this.#presence.everyone();
				return present ? visit.sendPresence([present]) : undefined;
			}
			case 'receipt':
			case 'refusal':
				return; // only a relay says these: they mean nothing here and harm nothing
		}
	}

	/**
	 * These changes are on disk: passes them on, each to everyone but its sender, and tells the senders
	 * so. Takes the visits that it has told out of `owed`.
	 */
	committed(changes: readonly Change[], owed: Set<Visit>): void {
		for (const { piece } of changes) this.#state.add(piece);
		const frames = changes.map((change) => change.piece.frame);
		const senders = new Set(changes.map((change) => change.from));
		for (const visit of [...this.#visits]) {
			const news = senders.has(visit) ? framesForSender(changes, visit) : frames;
			const receipt = owed.delete(visit) ? visit.receipt() : null;
			visit.send(receipt ? [...news, receipt] : news);
		}
	}

	/** Tells who came, moved or went, to all but those whom alone it is about. */
	tellPresence(): void {
		const { frame, by } = this.#presence.news();
		const frames = [frame];
		for (const visit of [...this.#visits]) {
			if (by.size > 1 || !by.has(visit)) visit.sendPresence(frames);
		}
	}

	#question(): Uint8Array {
		return encode({ kind: 'ask', have: this.#state.vector() });
	}

	#take(
		visit: Visit,
		update: Uint8Array,
		maxBytes: number,
		toPiece: (update: Uint8Array) => Piece | null
	): void {
		visit.received++;
		this.#turn.owe(visit);
		if (update.length > maxBytes) return visit.refuse('too-large');
		const piece = toPiece(update);
		if (!piece) return visit.refuse('malformed');
		// What is here already needs no leave and no disk: every device repeats its deletions on joining.
		if (!this.#state.lacks(piece.shape)) return;
		if (!visit.mayWrite) {
			return this.#state.wouldChange(piece.shape) ? visit.refuse('not-allowed') : undefined;
		}
		this.#turn.change({ place: this.place, piece, from: visit });
	}
}

function framesForSender(changes: readonly Change[], sender: Visit): Uint8Array[] {
	return changes.filter((change) => change.from !== sender).map((change) => change.piece.frame);
}
