import { decode, encode, type Frame } from '#wire/frame.ts';
import type { Kept, Position, Stretch } from '../journal/journal.ts';
import type { RelayLimits } from '../limits.ts';
import { Admission } from './admission.ts';
import type { Change, Place } from './change.ts';
import type { DocumentClients } from './client-ids.ts';
import { EarlyFrames } from './early-frames.ts';
import { newsOf } from './turn-news.ts';
import { Presence } from './presence.ts';
import { pieceOf, type Piece } from './piece.ts';
import { StoredState, type Answer } from './stored-state.ts';
import { closeCodes, type Visit } from './visit.ts';
import { workOfReading } from './work.ts';

/** Where a room leaves what must wait until the turn is on disk. */
export interface Turn {
	change(change: Change): void;
	/** This visit's changes so far are settled once the turn is. */
	owe(visit: Visit): void;
	presence(room: Room): void;
	/** Whether somebody who may not write would change anything; the visit's change is on hold. */
	weigh(room: Room, visit: Visit, piece: Piece): void;
	/** Somebody brought something new under a client id that is another member's. */
	borrowed(room: Room): void;
	/** Somebody asks for what lies on the disk alone: `renew` it, then take the frames that waited. */
	wake(room: Room): void;
	/** Takes what a device lacks out of a large update; answers all of it where that can't be done. */
	takeMissing(update: Uint8Array, have: Uint8Array): Promise<Uint8Array>;
	/** The turn of a question has come that was held back. */
	again(room: Room, visit: Visit, bytes: Uint8Array): void;
}

/** A room as it comes from the journal. */
export interface Opened {
	readonly state: StoredState;
	readonly upTo: Position;
}

/**
 * One document and the devices that have it open.
 *
 * A room knows nothing of sockets, accounts, clocks or disks. It answers once its state is here, and it
 * never passes a change on when the change comes in: that happens in `committed`, after the disk has it,
 * so that what one person saw on another's screen is never lost with the relay.
 */
export class Room {
	readonly place: Place;
	/** Short for the place, within one relay's life: a line says it where it speaks of this room. */
	readonly number: number;
	readonly #visits = new Set<Visit>();
	readonly #admission: Admission;
	readonly #early: EarlyFrames;
	readonly #presence: Presence;
	readonly #clients: DocumentClients;
	readonly #turn: Turn;
	#state = new StoredState(null);
	#isOpen = false;
	/** Since the last round. */
	#wasAsked = true;
	/** How far into the log `#state` reaches without a gap. */
	#position: Position = 0;
	/** How far the log is known to reach. */
	#heardOf: Position = 0;

	constructor(
		place: Place,
		number: number,
		{ turn, limits, clients }: { turn: Turn; limits: RelayLimits; clients: DocumentClients }
	) {
		this.place = place;
		this.number = number;
		this.#turn = turn;
		this.#admission = new Admission({
			...{ limits, clients },
			state: () => this.#state,
			owe: (visit) => turn.owe(visit),
			accept: (visit, piece) => turn.change({ place, piece, from: visit }),
			weigh: (visit, piece) => turn.weigh(this, visit, piece),
			borrowed: () => turn.borrowed(this)
		});
		this.#early = new EarlyFrames(limits.answerBytes * 2);
		this.#presence = new Presence(limits, clients);
		this.#clients = clients;
	}

	get isEmpty(): boolean {
		return this.#visits.size === 0;
	}

	/** Whether its state is here. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	get state(): StoredState {
		return this.#state;
	}

	/** How far it has read in the journal, and whether there is more. */
	get position(): Position {
		return this.#position;
	}

	get isBehind(): boolean {
		return this.#isOpen && this.#heardOf > this.#position;
	}

	/**
	 * The state is here. Answers the frames that came before it, to be taken now: also of those who have
	 * left meanwhile, for they may have sent their last change.
	 */
	open({ state, upTo }: Opened): (readonly [Visit, Uint8Array])[] {
		this.#state = state;
		this.#isOpen = true;
		this.#position = upTo;
		const early = this.takeEarly();
		early[0]?.[0].spent(workOfReading(state.bytes));
		return early;
	}

	/** What waits for the state to be here. */
	takeEarly(): (readonly [Visit, Uint8Array])[] {
		return this.#early.take();
	}

	/** Lets go of its bytes where nobody asked for any since the last call: most documents are open and idle. */
	rest(): void {
		if (!this.#wasAsked && this.#state.hasBytes) this.#state = this.#state.withoutBytes();
		this.#wasAsked = false;
	}

	/**
	 * The same state, as it lies now. False where it is not the same: more came here since it was read, or
	 * another relay wrote what was not passed on yet. Read on, and read it again.
	 */
	renew({ state, upTo }: Opened): boolean {
		this.hearOf(upTo);
		if (upTo !== this.#position) return false;
		this.#state = state;
		this.#wasAsked = true;
		return true;
	}

	/** It can't be read: whoever waits for it may try again. */
	sendAway(): void {
		const waiting = this.#isOpen ? this.takeEarly().map(([visit]) => visit) : [...this.#visits];
		for (const visit of waiting)
			visit.close(closeCodes.busy, 'this document can not be opened now');
	}

	/**
	 * The same state, in which the first `count` pieces after the base are folded into it. `base` is what
	 * the log held up to `upTo`: what another relay wrote meanwhile is in it, and is passed on. Nothing is
	 * done where another one took the place of `folded` meanwhile: it has a base of its own.
	 */
	refold(folded: StoredState, base: Piece, count: number, upTo: Position): void {
		if (folded !== this.#state) return;
		const news = upTo > this.#position ? this.#state.beyond(base) : null;
		this.#position = Math.max(this.#position, upTo);
		this.#state = this.#state.refolded(base, count);
		if (news) this.#passOn([news]);
	}

	/** `client`: the Yjs client for which this visit says that it speaks. */
	join(visit: Visit, client: number | null): void {
		this.#visits.add(visit);
		if (client !== null && this.#clients.declare(client, visit.person)) visit.client = client;
		const present = this.#presence.everyone();
		if (present) visit.send([present]);
	}

	leave(visit: Visit): void {
		if (!this.#visits.delete(visit)) return;
		this.#admission.forgetComing();
		if (visit.client !== null) this.#clients.release(visit.client, visit.person);
		if (this.#presence.leave(visit)) this.#turn.presence(this);
	}

	/** Takes one frame of a device. Throws `MalformedFrame` when it is none: hang up on the sender. */
	receive(visit: Visit, bytes: Uint8Array): void {
		const frame = decode(bytes);
		if (frame.kind === 'hello') visit.wantsReceipts = true;
		else if (this.#isOpen) this.#take(visit, frame, bytes);
		else this.#wait(visit, bytes);
	}

	/**
	 * These changes are on disk: passes them on, each to everyone but its sender, and tells the senders
	 * so. Takes the visits that it has told out of `owed`.
	 */
	committed(changes: readonly Change[], stretch: Stretch, owed: Map<Visit, number>): void {
		if (this.#isOpen) this.#state.add(changes.map(({ piece }) => piece));
		this.#advance(stretch);
		const { news, ownOf } = newsOf(changes);
		for (const visit of [...this.#visits]) {
			const settled = owed.get(visit);
			owed.delete(visit);
			visit.tell(news, ownOf.get(visit) ?? null, settled);
		}
	}

	/** Another relay wrote, up to here. */
	hearOf(position: Position): void {
		this.#heardOf = Math.max(this.#heardOf, position);
	}

	/** What the journal holds beyond `position`: passes on what is new here. */
	catchUp({ snapshot, tail, upTo }: Kept): void {
		const base = snapshot && pieceOf(snapshot);
		const pieces = [base && this.#state.beyond(base), ...tail.map(pieceOf)];
		const news = pieces
			.filter((piece) => piece !== null)
			.filter((piece) => this.#state.lacks(piece.shape));
		this.#state.add(news);
		this.#position = Math.max(this.#position, upTo);
		this.#passOn(news);
	}

	/**
	 * Tells who came, moved or went, to all but those whom alone it is about. Answers what other relays
	 * should know of it, if anything.
	 */
	tellPresence(): Uint8Array | null {
		const { frame, by, here } = this.#presence.news();
		const frames = [frame];
		for (const visit of [...this.#visits]) {
			if (by.size > 1 || !by.has(visit)) visit.sendPresence(frames);
		}
		return here;
	}

	/** Who looks at this document, of those who are connected to another relay. */
	hearPresence(entries: Uint8Array): void {
		if (this.#presence.takeElsewhere(entries)) this.#turn.presence(this);
	}

	/** Forgets whom another relay has not spoken of for long. */
	presenceRound(): void {
		if (this.#presence.round()) this.#turn.presence(this);
	}

	#take(visit: Visit, frame: Frame, bytes: Uint8Array): void {
		switch (frame.kind) {
			case 'ask':
				return this.#answer(visit, frame.have, bytes);
			case 'answer':
				return this.#admission.takeAnswer(visit, frame.update);
			case 'change':
				return this.#admission.takeChange(visit, frame.update, bytes);
			case 'presence':
				if (this.#presence.take(visit, frame.entries)) this.#turn.presence(this);
				return;
			case 'ask-presence': {
				const present = this.#presence.everyone();
				return present ? visit.sendPresence([present]) : undefined;
			}
			case 'hello':
			case 'receipt':
			case 'refusal':
				return; // only a relay says the last two: they mean nothing here and harm nothing
		}
	}

	#wait(visit: Visit, bytes: Uint8Array): void {
		if (!this.#early.add(visit, bytes))
			visit.close(closeCodes.busy, 'too much before this document was open, come back');
	}

	#answer(visit: Visit, have: Uint8Array, bytes: Uint8Array): void {
		if (!visit.isOpen) return;
		const again = (question: Uint8Array): void => this.#turn.again(this, visit, question);
		if (visit.holdQuestion(bytes, again)) return;
		this.#wasAsked = true;
		if (!this.#state.hasBytes) {
			this.#wait(visit, bytes);
			return this.#turn.wake(this);
		}
		const state = this.#state;
		const large = state.largeBaseFor(have);
		if (!large) return this.#sendAnswer(visit, state.answer(have));
		visit.spent(workOfReading(large.length));
		const end = visit.beginAnswer();
		// What comes in meanwhile is passed on to her as to everybody: her answer is that of now.
		void this.#turn
			.takeMissing(large, have)
			.then((part) => this.#sendAnswer(visit, state.answer(have, part)))
			.finally(end);
	}

	#sendAnswer(visit: Visit, { frames, goneThroughBytes }: Answer): void {
		visit.sendAnswer([...frames, this.#question()], goneThroughBytes);
	}

	#passOn(pieces: readonly Piece[]): void {
		const frames = pieces.map((piece) => piece.frame);
		for (const visit of [...this.#visits]) visit.send(frames);
	}

	#question(): Uint8Array {
		return encode({ kind: 'ask', have: this.#state.vector() });
	}

	#advance({ before, upTo }: Stretch): void {
		if (this.#isOpen && before <= this.#position) this.#position = Math.max(this.#position, upTo);
		else this.hearOf(upTo);
	}
}
