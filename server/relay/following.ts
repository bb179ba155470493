import type { WorkspaceId } from '#domain/ids.ts';
import type { Bus, ClientOwner, News } from '../bus/bus.ts';
import type { Journal } from '../journal/journal.ts';
import type { Place } from './change.ts';
import type { ClientIds } from './client-ids.ts';
import type { Committed } from './commits.ts';
import type { Room } from './room.ts';

export interface FollowingPorts {
	readonly journal: Journal;
	/** Null for a relay that is alone: then nothing here ever happens. */
	readonly bus: Bus | null;
	readonly clients: ClientIds;
	roomOf(document: string): Room | undefined;
	/** Something grew elsewhere, open here or not. */
	ongrown(workspace: WorkspaceId, document: string): void;
	/** Reading on failed; it is tried again in the next round. */
	onfailed(document: string, cause: unknown): void;
}

/** How often the journal is asked without a hint: seldom, or often while hints are known to be lost. */
const roundMs = { carried: 10_000, lost: 1_000 };

/**
 * Keeps rooms in step with what other relays write. What they tell is a hint to read the journal on; the
 * journal is asked now and then without any, so that lost hints cost time and nothing else.
 */
export class Following {
	readonly #ports: FollowingPorts;
	readonly #followed = new Map<WorkspaceId, { rooms: number; readonly stop: () => void }>();
	readonly #rooms = new Set<Room>();
	readonly #reading = new Set<Room>();
	/** Of these it was not asked yet whose their client ids are, or what was told of it may be lost. */
	#unasked = new Set<Room>();
	#lastRoundMs = -Infinity;

	constructor(ports: FollowingPorts) {
		this.#ports = ports;
	}

	/** A room opened: from here on its workspace is listened to. */
	begin(room: Room): void {
		const { bus } = this.#ports;
		if (!bus) return;
		this.#rooms.add(room);
		const { workspace } = room.place;
		const known = this.#followed.get(workspace);
		if (known) known.rooms++;
		else {
			const stop = bus.follow(workspace, (news) => this.#hear(workspace, news));
			this.#followed.set(workspace, { rooms: 1, stop });
		}
		this.#unasked.add(room);
		this.#askForClients(bus);
	}

	end(room: Room): void {
		if (!this.#rooms.delete(room)) return;
		this.#unasked.delete(room);
		const followed = this.#followed.get(room.place.workspace);
		if (!followed || --followed.rooms > 0) return;
		followed.stop();
		this.#followed.delete(room.place.workspace);
	}

	/** Tells the others what is on disk. */
	tell(committed: readonly Committed[]): void {
		const { bus } = this.#ports;
		if (!bus) return;
		for (const [workspace, ofWorkspace] of Map.groupBy(committed, (one) => one.place.workspace)) {
			const news = ofWorkspace.map(({ place, stretch }) => ({
				kind: 'grown' as const,
				document: place.key,
				upTo: stretch.upTo
			}));
			bus.tell(workspace, news);
		}
	}

	/** Tells who looks at a document here. */
	tellPresence(room: Room, entries: Uint8Array): void {
		const { workspace, key } = room.place;
		this.#ports.bus?.tell(workspace, [{ kind: 'presence', document: key, entries }]);
	}

	/** Tells whose client ids are, of a document that is open or was. */
	tellClients(
		{ workspace, key }: Pick<Place, 'workspace' | 'key'>,
		owners: readonly ClientOwner[]
	): void {
		this.#ports.bus?.tell(workspace, [{ kind: 'clients', document: key, owners, asks: false }]);
	}

	/** Reads on where a room is behind; does nothing for one that is not. */
	async readOn(room: Room): Promise<void> {
		if (this.#reading.has(room)) return;
		this.#reading.add(room);
		try {
			while (room.isBehind)
				room.catchUp(await this.#ports.journal.load(room.place.key, room.position));
		} catch (cause) {
			this.#ports.onfailed(room.place.key, cause);
		}
		this.#reading.delete(room);
	}

	/** Asks the journal when it is time to; call it every second or so. */
	async round(nowMs: number): Promise<void> {
		const { bus, journal } = this.#ports;
		if (!bus) return;
		this.#askForClients(bus);
		if (nowMs - this.#lastRoundMs < roundMs[bus.isCarried ? 'carried' : 'lost']) return;
		this.#lastRoundMs = nowMs;
		const rooms = [...this.#rooms].filter((room) => room.isOpen);
		try {
			const positions = await journal.positions(rooms.map((room) => room.place.key));
			for (const room of rooms) room.hearOf(positions.get(room.place.key) ?? 0);
			await Promise.all(rooms.map((room) => this.readOn(room)));
		} catch (cause) {
			this.#ports.onfailed('', cause);
		}
	}

	#hear(workspace: WorkspaceId, news: readonly News[]): void {
		for (const one of news) {
			const room = this.#ports.roomOf(one.document);
			if (one.kind === 'presence') room?.hearPresence(one.entries);
			else if (one.kind === 'clients') this.#hearClients(workspace, one, room);
			else {
				room?.hearOf(one.upTo);
				if (room) void this.readOn(room);
				this.#ports.ongrown(workspace, one.document);
			}
		}
	}

	/** Says what is known here, and asks for what is known elsewhere: once, and again after news was lost. */
	#askForClients(bus: Bus): void {
		if (!bus.isCarried) {
			this.#unasked = new Set(this.#rooms);
			return;
		}
		const { clients } = this.#ports;
		for (const [workspace, rooms] of Map.groupBy(this.#unasked, ({ place }) => place.workspace)) {
			const news = rooms.map(({ place: { key: document } }) => {
				return { kind: 'clients' as const, document, owners: clients.owners(document), asks: true };
			});
			bus.tell(workspace, news);
		}
		this.#unasked.clear();
	}

	#hearClients(
		workspace: WorkspaceId,
		{ document, owners, asks }: Extract<News, { kind: 'clients' }>,
		room: Room | undefined
	): void {
		const { clients } = this.#ports;
		const known = asks ? clients.owners(document) : [];
		if (room) clients.of(room.place).hear(owners);
		if (known.length > 0) this.tellClients({ workspace, key: document }, known);
	}
}
