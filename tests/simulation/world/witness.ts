import type { WorkspaceId } from '#domain/ids.ts';
import type { Journal } from '#server/journal/journal.ts';
import {
	agree,
	allIsOn,
	nothingLost,
	placesAreRight,
	Stability,
	venuesHaveOneHolder
} from '../invariants.ts';
import type { Device } from './device.ts';
import { hasRefused, nothingSilent, numbered, sharedIsThere } from './holding.ts';
import { observed } from './observer.ts';
import { OnDisk } from './on-disk.ts';
import type { Tally } from './tally.ts';

/** Takes down what the relays' disk holds and what screens say along the way, and holds it against the end. */
export class Witness {
	readonly #journal: Journal;
	readonly #workspace: WorkspaceId;
	readonly #tally: Tally;
	readonly #stability = new Stability();
	readonly #onDisk: OnDisk;
	#looking: Promise<void> = Promise.resolve();

	constructor(journal: Journal, workspace: WorkspaceId, tally: Tally) {
		this.#journal = journal;
		this.#workspace = workspace;
		this.#tally = tally;
		this.#onDisk = new OnDisk(journal, workspace);
	}

	/** What stands in the journal at this moment must follow from what stood there before. */
	look(): void {
		this.#looking = this.#looking.then(async () => {
			const view = await observed(this.#journal, this.#workspace);
			this.#stability.note(view);
			this.#tally.looks++;
		});
	}

	/** Takes down what a screen says now. */
	hear(device: Device): void {
		device.listen();
		this.#onDisk.look(device);
	}

	/** Everybody has come back, and nothing moves any more; `gone`: those that left before. */
	async check(devices: readonly Device[], gone: readonly Device[]): Promise<void> {
		this.look();
		await this.#looking;
		await this.#onDisk.settle();
		nothingSilent(devices);
		this.#tally.restored = this.#stability.restored;
		this.#tally.numbered = numbered(devices);
		const views = devices.filter((device) => !hasRefused(device));
		this.#tally.refused = devices.length - views.length;
		agree(views);
		const made = devices.flatMap(({ documents }) => documents.lane.all()).map(({ id }) => id);
		for (const view of views) {
			nothingLost(view, new Set(made));
			placesAreRight(view);
			allIsOn(view);
			venuesHaveOneHolder(view);
		}
		for (const device of [...devices, ...gone])
			this.#tally.promises += sharedIsThere(device, devices);
	}
}
