import { mayRead, mayWrite } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { encode, MalformedFrame } from '#wire/frame.ts';
import type { Journal } from '../journal/journal.ts';
import type { RelayLimits } from '../limits.ts';
import { Folding } from './folding.ts';
import { Room, type Change, type Place } from './room.ts';
import { pieceOf } from './stored-state.ts';
import { closeCodes, Visit, type Connection, type Visitor } from './visit.ts';

/** What the host should know; never holds names, contents or ids of persons. */
export type HubEvent =
	| { readonly kind: 'not-kept'; readonly changes: number; readonly cause: unknown }
	| { readonly kind: 'not-opened'; readonly document: string; readonly cause: unknown }
	| { readonly kind: 'not-folded'; readonly document: string; readonly cause: unknown }
	| { readonly kind: 'listener-failed'; readonly document: string; readonly cause: unknown };

export interface HubPorts {
	readonly journal: Journal;
	/** Runs `callback` once, soon, after everything that has arrived by then was handed in. */
	schedule(callback: () => void): void;
	report(event: HubEvent): void;
}

/** Hears of changes that are on disk. */
export type CommitListener = (
	workspace: WorkspaceId,
	document: DocumentName,
	updates: readonly Uint8Array[]
) => void;

/** Whether somebody is among those who are sent away. */
export type Sought = (workspace: WorkspaceId, visitor: Visitor) => boolean;

/** y-websocket hangs up when nothing came for 30 s: each round speaks to whoever heard nothing since the last. */
const keepAliveRoundMs = 10_000;
const keepAliveFrames = [encode({ kind: 'change', update: new Uint8Array([0, 0]) })];

/**
 * All rooms of one relay, and the order of things in it: journal, then send, then receipt.
 *
 * Whatever arrives in one turn of the event loop goes to disk in one step, so that a hundred writers
 * pay for one flush. A hub has no sockets, disk or clock of its own: the simulation runs it as it is.
 */
export class Hub {
	readonly #ports: HubPorts;
	readonly #limits: RelayLimits;
	readonly #folding: Folding;
	readonly #rooms = new Map<string, Room>();
	readonly #visits = new Map<Visit, Room>();
	readonly #listeners = new Set<CommitListener>();
	readonly #dropListeners = new Set<(isSought: Sought, code: number) => void>();
	readonly #turn = {
		change: (change: Change): void => this.#queue(change),
		owe: (visit: Visit): void => {
			this.#owed.add(visit);
			this.#schedule();
		},
		presence: (room: Room): void => {
			this.#presenceNews.add(room);
			this.#schedule();
		}
	};
	#changes: Change[] = [];
	#owed = new Set<Visit>();
	#presenceNews = new Set<Room>();
	#isScheduled = false;
	#lastRoom = 0;
	#lastKeepAliveMs = -Infinity;

	constructor(ports: HubPorts, limits: RelayLimits) {
		this.#ports = ports;
		this.#limits = limits;
		this.#folding = new Folding(ports, limits.foldAfter);
	}

	/** What the host may know: how many documents and sockets are open. */
	get counts(): { readonly documents: number; readonly sockets: number } {
		return { documents: this.#rooms.size, sockets: this.#visits.size };
	}

	/**
	 * Lets a device into a document. Null, with the connection closed and told why, when its member may
	 * not read it or when it can't be opened now.
	 */
	join(
		workspace: WorkspaceId,
		document: DocumentName,
		visitor: Visitor,
		connection: Connection
	): Visit | null {
		if (!mayRead(document, visitor.member)) {
			connection.close(closeCodes.mayNotRead, 'you may not read this document');
			return null;
		}
		const room = this.#roomOrNull(placeOf(workspace, document));
		if (!room) {
			connection.close(closeCodes.busy, 'this document can not be opened now');
			return null;
		}
		const may = mayWrite(document, visitor.member);
		const who = { workspace, visitor, mayWrite: may, room: room.number };
		const visit = new Visit(who, connection, this.#limits, (ended) => this.leave(ended));
		this.#visits.set(visit, room);
		room.join(visit);
		return visit;
	}

	/** Takes one frame. A malformed one ends this visit (4400); nothing else suffers. */
	receive(visit: Visit, bytes: Uint8Array): void {
		const room = this.#visits.get(visit);
		if (!room) return;
		try {
			room.receive(visit, bytes);
		} catch (error) {
			if (!(error instanceof MalformedFrame)) throw error;
			visit.close(closeCodes.malformed, error.message);
		}
	}

	/** The line is gone. What it sent before is still kept. */
	leave(visit: Visit): void {
		const room = this.#visits.get(visit);
		if (!room) return;
		this.#visits.delete(visit);
		visit.isOpen = false;
		room.leave(visit);
		if (room.isEmpty) this.#rooms.delete(room.place.key);
	}

	/** Calls `listener` after each turn, once per changed document; returns a way to stop. */
	onCommitted(listener: CommitListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Everything that is on disk of a document, as one update. */
	state(workspace: WorkspaceId, document: DocumentName): Uint8Array {
		const place = placeOf(workspace, document);
		return (this.#rooms.get(place.key)?.state ?? this.#folding.load(place.key)).whole();
	}

	/**
	 * The relay's own change: on disk and with everybody after the next turn, or after a later one when
	 * the disk is full now. Throws `TypeError` for bytes that are no update: a bug of the caller.
	 */
	write(workspace: WorkspaceId, document: DocumentName, update: Uint8Array): void {
		const piece = pieceOf(update);
		if (!piece) throw new TypeError('the relay wrote something that is no Yjs update');
		this.#queue({ place: placeOf(workspace, document), piece, from: null });
	}

	/** Calls `listener` before anybody is hung up on; for lines that may have no document open. */
	onDropped(listener: (isSought: Sought, code: number) => void): () => void {
		this.#dropListeners.add(listener);
		return () => this.#dropListeners.delete(listener);
	}

	/** Hangs up on a device, in every document it has open. */
	drop(workspace: WorkspaceId, device: DeviceId, code: number): void {
		this.#drop((place, visitor) => place === workspace && visitor.device === device, code);
	}

	/** Hangs up on all devices of a person: what she may do has changed. */
	dropPerson(workspace: WorkspaceId, person: PersonId, code: number): void {
		this.#drop((place, { member }) => place === workspace && member.person === person, code);
	}

	/** Call this every second or so, with a clock that only goes forward. */
	tick(nowMs: number): void {
		if (this.#changes.length > 0) this.#schedule();
		this.#folding.round();
		if (nowMs - this.#lastKeepAliveMs < keepAliveRoundMs) return;
		this.#lastKeepAliveMs = nowMs;
		for (const visit of [...this.#visits.keys()]) visit.keepAlive(keepAliveFrames);
	}

	/** Settles now what waits for the end of the turn, then sends everybody away until a relay is back. */
	stop(): void {
		this.settle();
		this.#closeWhere(() => true, closeCodes.relayStops);
	}

	#roomOrNull(place: Place): Room | null {
		const open = this.#rooms.get(place.key);
		if (open) return open;
		try {
			const state = this.#folding.load(place.key);
			const room = new Room(place, ++this.#lastRoom, state, this.#turn, this.#limits);
			this.#rooms.set(place.key, room);
			return room;
		} catch (cause) {
			this.#ports.report({ kind: 'not-opened', document: place.key, cause });
			return null;
		}
	}

	#queue(change: Change): void {
		this.#changes.push(change);
		this.#schedule();
	}

	#schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		this.#ports.schedule(() => {
			this.#isScheduled = false;
			this.settle();
		});
	}

	/** Ends the turn now: journal, then send, then receipt, then whoever listens. */
	settle(): void {
		const changes = this.#changes;
		const owed = this.#owed;
		this.#changes = [];
		this.#owed = new Set();
		const kept = this.#keep(changes, owed)
			? Map.groupBy(changes, (change) => change.place.key)
			: [];
		for (const [key, ofRoom] of kept) {
			const room = this.#rooms.get(key);
			room?.committed(ofRoom, owed);
			if (room) this.#folding.note(room);
		}
		for (const visit of owed) visit.send([visit.receipt()].filter((frame) => frame !== null));
		for (const room of this.#presenceNews) room.tellPresence();
		this.#presenceNews.clear();
		for (const [, ofRoom] of kept) this.#announce(ofRoom);
	}

	/**
	 * On disk, all or nothing. When the disk refuses, nobody is told that it is safe: the senders are
	 * sent away, come back and offer it again; the relay's own changes wait for the next tick.
	 */
	#keep(changes: readonly Change[], owed: Set<Visit>): boolean {
		if (changes.length === 0) return true;
		try {
			const batch = changes.map(({ place, piece }) => ({
				document: place.key,
				update: piece.update
			}));
			this.#ports.journal.append(batch);
			return true;
		} catch (cause) {
			this.#ports.report({ kind: 'not-kept', changes: changes.length, cause });
			for (const { from } of changes) {
				if (!from) continue;
				owed.delete(from);
				from.close(closeCodes.busy, 'the relay can not keep this now, come back');
			}
			this.#changes.unshift(...changes.filter((change) => change.from === null));
			return false;
		}
	}

	#announce(changes: readonly Change[]): void {
		const place = changes[0]?.place;
		if (!place) return;
		const updates = changes.map((change) => change.piece.update);
		for (const listener of this.#listeners) {
			try {
				listener(place.workspace, place.document, updates);
			} catch (cause) {
				this.#ports.report({ kind: 'listener-failed', document: place.key, cause });
			}
		}
	}

	#drop(isSought: Sought, code: number): void {
		for (const listener of this.#dropListeners) listener(isSought, code);
		this.#closeWhere((visit) => isSought(visit.workspace, visit.visitor), code);
	}

	#closeWhere(matches: (visit: Visit) => boolean, code: number): void {
		for (const visit of [...this.#visits.keys()]) {
			if (matches(visit)) visit.close(code, '');
		}
	}
}

function placeOf(workspace: WorkspaceId, document: DocumentName): Place {
	return { workspace, document, key: `${workspace}/${documentText(document)}` };
}
