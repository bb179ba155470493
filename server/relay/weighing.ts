import type { Integrator } from './integrator.ts';
import type { Room } from './room.ts';
import type { Piece } from './piece.ts';
import type { Visit } from './visit.ts';

/**
 * Finds out whether a deletion by somebody who may not write is a change at all: her device repeats what
 * Yjs deleted there by itself, and that is no reason to tell her that she was refused.
 */
export class Weighing {
	readonly #integrator: Integrator;
	readonly #updatesOf: (room: Room) => Promise<readonly Uint8Array[]>;
	/** One at a time for each room, however many devices come in. */
	readonly #under = new Map<Room, Promise<void>>();

	/** `updatesOf`: all that is kept of a room's document. */
	constructor(integrator: Integrator, updatesOf: (room: Room) => Promise<readonly Uint8Array[]>) {
		this.#integrator = integrator;
		this.#updatesOf = updatesOf;
	}

	/** Refuses the visit's last change where it would change something; until then it is not settled. */
	async weigh(room: Room, visit: Visit, piece: Piece): Promise<void> {
		const change = visit.received;
		visit.hold(change);
		await (this.#under.get(room) ?? this.#begin(room));
		visit.release(change);
		if (room.state.lacks(piece.shape)) visit.refuse('not-allowed', change);
	}

	#begin(room: Room): Promise<void> {
		const learning = this.#learn(room).finally(() => this.#under.delete(room));
		this.#under.set(room, learning);
		return learning;
	}

	/** What can't be worked out stays unknown: then the change is refused, and said to be. */
	async #learn(room: Room): Promise<void> {
		const shape = await this.#updatesOf(room)
			.then((updates) => this.#integrator.integrate(updates))
			.then(({ state }) => this.#integrator.shape(state))
			.catch(() => null);
		if (shape) room.state.learnDeletions(shape);
	}
}
