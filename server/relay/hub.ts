import { mayRead, mayWrite } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { MalformedFrame } from '#wire/frame.ts';
import type { Position, Stretch } from '../journal/journal.ts';
import type { RelayLimits } from '../limits.ts';
import { ClientIds } from './client-ids.ts';
import { Commits, type Committed } from './commits.ts';
import { RelayCounters } from './counters.ts';
import { Folding } from './folding.ts';
import { Following } from './following.ts';
import type { HubListener, HubPorts, OwnChange } from './hub-ports.ts';
import { ownChange, placeOf, type Place } from './change.ts';
import { KeepAlive } from './keep-alive.ts';
import { Listeners } from './listeners.ts';
import { MemberPlaces } from './member-places.ts';
import { Reading } from './reading.ts';
import { Room, type Turn } from './room.ts';
import { closeCodes, Visit, type Connection, type Visitor } from './visit.ts';
import { Weighing } from './weighing.ts';

/** Whether somebody is among those who are sent away. */
export type Sought = (workspace: WorkspaceId, visitor: Visitor) => boolean;

/**
 * All rooms of one relay, and the order of things in it: journal, then send, then receipt.
 *
 * A hub has no sockets, disk, clock or thread of its own: the simulation runs it as it is.
 */
export class Hub {
	/** What went otherwise than somebody wanted, for the host. */
	readonly counters = new RelayCounters();
	readonly #ports: HubPorts;
	readonly #limits: RelayLimits;
	readonly #folding: Folding;
	readonly #following: Following;
	readonly #reading: Reading;
	readonly #commits: Commits;
	readonly #weighing: Weighing;
	readonly #turn: Turn;
	readonly #rooms = new Map<string, Room>();
	readonly #clients: ClientIds;
	readonly #places: MemberPlaces;
	readonly #visits = new Map<Visit, Room>();
	readonly #listeners: Listeners;
	readonly #dropListeners = new Set<(isSought: Sought, code: number) => void>();
	readonly #presenceNews = new Set<Room>();
	#lastRoom = 0;
	readonly #keepAlive = new KeepAlive();

	constructor(ports: HubPorts, limits: RelayLimits) {
		this.#ports = ports;
		this.#limits = limits;
		this.#listeners = new Listeners(ports);
		this.#folding = new Folding(ports, limits.foldAfter);
		this.#clients = new ClientIds(limits, (...owned) => this.#following.tellClients(...owned));
		this.#following = new Following({
			...{ journal: ports.journal, bus: ports.bus, clients: this.#clients },
			roomOf: (document) => this.#rooms.get(document),
			ongrown: (workspace, document) =>
				this.#listeners.tell((one) => one.ongrown(workspace, document)),
			onfailed: (document, cause) => ports.report({ kind: 'not-read-on', document, cause })
		});
		this.#reading = new Reading({
			...{ folding: this.#folding, following: this.#following },
			report: (event) => ports.report(event),
			give: (room, visit, bytes) => this.#give(room, visit, bytes)
		});
		this.#commits = new Commits({
			journal: ports.journal,
			schedule: (callback) => ports.schedule(callback),
			oncommitted: (committed, owed) => this.#committed(committed, owed),
			onfailed: (changes, cause) => ports.report({ kind: 'not-kept', changes, cause })
		});
		this.#weighing = new Weighing(ports.integrator, (room) => this.#reading.updatesOf(room));
		this.#places = new MemberPlaces(limits.documentsPerMember);
		this.#turn = this.#makeTurn();
	}

	/** What the host may know: how many documents and sockets are open. */
	get counts(): { readonly documents: number; readonly sockets: number } {
		return { documents: this.#rooms.size, sockets: this.#visits.size };
	}

	/**
	 * Lets a device into a document; it is answered once the document was read. Null, with the
	 * connection closed and told why, when its member may not read it, or has too many open. `client`: the Yjs client for
	 * which it says that it speaks.
	 */
	join(
		workspace: WorkspaceId,
		document: DocumentName,
		visitor: Visitor,
		connection: Connection,
		client: number | null = null
	): Visit | null {
		if (!mayRead(document, visitor.member)) {
			connection.close(closeCodes.mayNotRead, 'you may not read this document');
			return null;
		}
		if (document.kind === 'lane' && this.#ports.isErased(workspace, document.person)) {
			connection.close(closeCodes.unknown, 'there is no such document any more');
			return null;
		}
		if (!this.#places.take(workspace, visitor.member)) {
			connection.close(closeCodes.busy, 'too many documents are open on your devices');
			return null;
		}
		const room = this.#roomFor(placeOf(workspace, document));
		const may = mayWrite(document, visitor.member);
		const who = { workspace, visitor, mayWrite: may, room: room.number };
		const rules = { limits: this.#limits, counters: this.counters };
		const visit = new Visit(who, connection, rules, (ended) => this.leave(ended));
		this.#visits.set(visit, room);
		room.join(visit, client);
		return visit;
	}

	/** Takes one frame. A malformed one ends this visit (4400); nothing else suffers. */
	receive(visit: Visit, bytes: Uint8Array): void {
		const room = this.#visits.get(visit);
		if (room) this.#give(room, visit, bytes);
	}

	/** The line is gone. What it sent before is still kept. */
	leave(visit: Visit): void {
		const room = this.#visits.get(visit);
		if (!room) return;
		this.#visits.delete(visit);
		this.#places.give(visit.workspace, visit.visitor.member);
		visit.isOpen = false;
		room.leave(visit);
		if (!room.isEmpty) return;
		this.#rooms.delete(room.place.key);
		this.#following.end(room);
	}

	/** Returns a way to stop. */
	listen(listener: HubListener): () => void {
		return this.#listeners.add(listener);
	}

	/**
	 * The relay's own changes: on disk and with everybody when this answers, in a step of their own.
	 * `expected`, by document text, is where those logs must stand (`Journal.append`). Fails with
	 * `NotKept` when the disk refuses, and with `TypeError` for bytes that are no update: a bug of the
	 * caller.
	 */
	async write(
		workspace: WorkspaceId,
		changes: readonly OwnChange[],
		expected?: ReadonlyMap<string, Position>
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'> {
		const positions = expected && [...expected].map(([text, at]) => [`${workspace}/${text}`, at]);
		return this.#commits.addOwn(
			changes.map((change) => ownChange(workspace, change)),
			positions && new Map(positions as [string, Position][])
		);
	}

	/** Calls `listener` before anybody is hung up on; for lines that may have no document open. */
	onDropped(listener: (isSought: Sought, code: number) => void): () => void {
		this.#dropListeners.add(listener);
		return () => this.#dropListeners.delete(listener);
	}

	/** Hangs up on a device, in every document it has open. */
	drop(workspace: WorkspaceId, device: DeviceId, code: number): void {
		this.dropWhere((place, visitor) => place === workspace && visitor.device === device, code);
	}

	/** Hangs up on all devices of a person: what she may do has changed. */
	dropPerson(workspace: WorkspaceId, person: PersonId, code: number): void {
		this.dropWhere((place, { member }) => place === workspace && member.person === person, code);
	}

	/** Hangs up on all who are sought. */
	dropWhere(isSought: Sought, code: number): void {
		for (const listener of this.#dropListeners) listener(isSought, code);
		this.#closeWhere((visit) => isSought(visit.workspace, visit.visitor), code);
	}

	/** Nothing is kept of these documents any more; whoever has one open is told that there is none. */
	async forget(workspace: WorkspaceId, documents: readonly DocumentName[]): Promise<void> {
		const keys = documents.map((document) => placeOf(workspace, document).key);
		const rooms = new Set(keys.map((key) => this.#rooms.get(key)?.number));
		this.#closeWhere((visit) => rooms.has(visit.room), closeCodes.unknown);
		await this.settle();
		await this.#ports.journal.erase(keys);
	}

	/** Takes what the journal holds now in the place of what rooms remember: it was written anew. */
	async readAnew(
		workspace: WorkspaceId,
		isMeant: (document: DocumentName) => boolean
	): Promise<void> {
		const rooms = [...this.#rooms.values()].filter(
			({ place }) => place.workspace === workspace && isMeant(place.document)
		);
		await Promise.all(rooms.map((room) => this.#reading.anew(room)));
	}

	/** Call this every second or so, with a clock that only goes forward. */
	async tick(nowMs: number): Promise<void> {
		if (this.#keepAlive.isDue(nowMs)) {
			this.#keepAlive.round(this.#visits.keys());
			for (const room of this.#rooms.values()) {
				room.presenceRound();
				room.rest();
			}
		}
		this.#clients.round(nowMs, (document) => this.#rooms.has(document));
		await Promise.all([this.#folding.round(nowMs), this.#following.round(nowMs)]);
	}

	/** Answers when everything that was handed in until now is on disk and passed on, or refused. */
	settle(): Promise<void> {
		return this.#commits.settle();
	}

	/** Settles what waits for the end of the turn, then sends everybody away until a relay is back. */
	async stop(): Promise<void> {
		await this.settle();
		this.#closeWhere(() => true, closeCodes.relayStops);
	}

	#closeWhere(matches: (visit: Visit) => boolean, code: number): void {
		for (const visit of [...this.#visits.keys()]) {
			if (matches(visit)) visit.close(code, '');
		}
	}

	#makeTurn(): Turn {
		return {
			change: (change) => this.#commits.add(change),
			owe: (visit) => this.#commits.owe(visit),
			presence: (room) => {
				this.#presenceNews.add(room);
				this.#commits.wake();
			},
			weigh: (room, visit, piece) =>
				void this.#weighing.weigh(room, visit, piece).then(() => this.#commits.owe(visit)),
			borrowed: ({ place: { key: document } }) =>
				this.#ports.report({ kind: 'client-borrowed', document, cause: 'not hers' }),
			wake: (room) => void this.#reading.wake(room),
			takeMissing: (update, have) =>
				this.#ports.integrator.missing(update, have).catch(() => update),
			again: (room, visit, bytes) => this.#give(room, visit, bytes)
		};
	}

	#roomFor(place: Place): Room {
		const open = this.#rooms.get(place.key);
		if (open) return open;
		const [turn, limits, clients] = [this.#turn, this.#limits, this.#clients.of(place)];
		const room = new Room(place, ++this.#lastRoom, { turn, limits, clients });
		this.#rooms.set(place.key, room);
		this.#following.begin(room);
		this.#reading.open(room);
		return room;
	}

	#give(room: Room, visit: Visit, bytes: Uint8Array): void {
		try {
			room.receive(visit, bytes);
		} catch (error) {
			if (!(error instanceof MalformedFrame)) throw error;
			visit.close(closeCodes.malformed, error.message);
		}
	}

	/** On disk: send, then receipt, then whoever listens, here and on other relays. */
	#committed(committed: readonly Committed[], owed: Map<Visit, number>): void {
		for (const { place, changes, stretch } of committed) {
			const room = this.#rooms.get(place.key);
			if (!room) continue;
			room.committed(changes, stretch, owed);
			this.#folding.note(room);
			if (room.isBehind) void this.#following.readOn(room);
		}
		for (const [visit, settled] of owed) {
			const receipt = visit.receipt(settled);
			if (receipt) visit.send([receipt]);
		}
		this.#tellPresence();
		this.#following.tell(committed);
		for (const one of committed) this.#announce(one);
	}

	#tellPresence(): void {
		for (const room of this.#presenceNews) {
			const here = room.tellPresence();
			if (here) this.#following.tellPresence(room, here);
		}
		this.#presenceNews.clear();
	}

	#announce({ place, changes, stretch }: Committed): void {
		const { workspace, document } = place;
		const updates = changes.map((change) => change.piece.update);
		const news = { workspace, document, updates, stretch };
		this.#listeners.tell((one) => one.oncommitted(news), place.key);
	}
}
