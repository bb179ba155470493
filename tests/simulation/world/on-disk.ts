import type { WorkspaceId } from '#domain/ids.ts';
import type { Journal, Kept } from '#server/journal/journal.ts';
import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { clockOf, type Device, type Promised } from './device.ts';

/** Holds screens to their word at once: what one says is with the relay lies on its disk at that moment. */
export class OnDisk {
	readonly #journal: Pick<Journal, 'load'>;
	readonly #workspace: WorkspaceId;
	/** Of each client in each document, what was looked up already. */
	readonly #known = new Map<string, number>();
	readonly #looks: Promise<() => void>[] = [];

	constructor(journal: Pick<Journal, 'load'>, workspace: WorkspaceId) {
		this.#journal = journal;
		this.#workspace = workspace;
	}

	/** Looks up what this screen has promised since it was asked last. */
	look({ shared }: Pick<Device, 'shared'>): void {
		for (const promised of shared.values()) {
			const { document, client, clock } = promised;
			const key = `${document}/${client}`;
			if ((this.#known.get(key) ?? 0) >= clock) continue;
			this.#known.set(key, clock);
			// Read now, and looked into when there is time: what lies there later says nothing.
			const kept = this.#journal.load(`${this.#workspace}/${document}`);
			this.#looks.push(kept.then((lies) => () => assertKept(lies, promised)));
		}
	}

	/** Answers when all was looked into; fails with what was not there. */
	async settle(): Promise<void> {
		for (const look of await Promise.all(this.#looks)) look();
	}
}

function assertKept({ snapshot, tail }: Kept, { document, client, clock }: Promised): void {
	const doc = new Y.Doc();
	for (const update of snapshot ? [snapshot, ...tail] : tail) Y.applyUpdate(doc, update);
	const known = clockOf(doc, client);
	assert.ok(
		known >= clock,
		`${document}: a screen said that ${clock} were with the relay, whose disk has ${known}`
	);
}
