import type { Folding } from './folding.ts';
import type { Following } from './following.ts';
import type { HubPorts } from './hub-ports.ts';
import type { Room } from './room.ts';
import type { Visit } from './visit.ts';

/** Whoever writes can't come in between so often. */
const mostReads = 50;

export interface ReadingPorts extends Pick<HubPorts, 'report'> {
	readonly folding: Pick<Folding, 'load'>;
	readonly following: Pick<Following, 'readOn'>;
	/** A frame that waited for what is here now. */
	give(room: Room, visit: Visit, bytes: Uint8Array): void;
}

/** Brings what the journal holds into rooms: when they open, when they wake, and when it was written anew. */
export class Reading {
	readonly #ports: ReadingPorts;
	readonly #openings = new WeakMap<Room, Promise<void>>();
	readonly #waking = new Set<Room>();
	/** The last that was begun for each. */
	readonly #reads = new WeakMap<Room, Promise<void>>();

	constructor(ports: ReadingPorts) {
		this.#ports = ports;
	}

	/** Opens a room; whoever waits in it is answered, or sent away. */
	open(room: Room): void {
		this.#openings.set(room, this.#open(room));
	}

	/** Reads what a room has let go of, once however many ask for it. */
	async wake(room: Room): Promise<void> {
		if (this.#waking.has(room)) return;
		this.#waking.add(room);
		try {
			await this.anew(room);
			this.#give(room, room.takeEarly());
		} catch (cause) {
			this.#fail(room, cause);
		}
		this.#waking.delete(room);
	}

	/**
	 * Takes what the journal holds now in the place of what the room remembers. Again, while more comes in than
	 * was read, here or elsewhere; not for a room that everybody left, of which less may be there than it knows.
	 * Fails as the journal does, and where the journal lost what was here.
	 *
	 * One after the other for each room: what was read before a document was written anew is not taken after it.
	 */
	anew(room: Room): Promise<void> {
		const before = this.#reads.get(room) ?? this.#openings.get(room);
		const read = Promise.resolve(before)
			.catch(() => undefined)
			.then(() => this.#readAnew(room));
		this.#reads.set(room, read);
		return read;
	}

	async #readAnew(room: Room): Promise<void> {
		const { folding, following } = this.#ports;
		for (let left = mostReads; room.isOpen && !room.isEmpty; left--) {
			if (left === 0) throw new Error('what is on the disk is never what is here');
			if (room.renew(await folding.load(room.place.key))) return;
			await following.readOn(room);
		}
	}

	/** All that is kept of a room's document, from here or from the disk. Fails as the journal does. */
	async updatesOf(room: Room): Promise<readonly Uint8Array[]> {
		if (!room.state.hasBytes) await this.anew(room);
		return room.state.updates;
	}

	async #open(room: Room): Promise<void> {
		try {
			this.#give(room, room.open(await this.#ports.folding.load(room.place.key)));
			await this.#ports.following.readOn(room);
		} catch (cause) {
			this.#fail(room, cause);
		}
	}

	#give(room: Room, early: readonly (readonly [Visit, Uint8Array])[]): void {
		for (const [visit, bytes] of early) this.#ports.give(room, visit, bytes);
	}

	#fail(room: Room, cause: unknown): void {
		this.#ports.report({ kind: 'not-opened', document: room.place.key, cause });
		room.sendAway();
	}
}
