import { documentText } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { Journal } from '#server/journal/journal.ts';
import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { clockOf, type Device } from './device.ts';
import { isNotWith, madeBy, type Made, type Written } from './made.ts';
import type { Relays } from './relays.ts';

/**
 * Devices that were withdrawn, and what they made although every relay that could hear them knew so: nobody
 * else ever has any of it. Each relay hangs up on them as soon as it knows.
 */
export class Withdrawals {
	readonly #relays: Relays;
	#late: readonly Made[] = [];

	constructor(relays: Relays) {
		this.#relays = relays;
	}

	/** Does something on a device that was withdrawn; answers whether nobody may hear of it any more. */
	during(device: Device, act: () => void): boolean {
		const isLate = !this.#relays.mayHear(device.id);
		const made = madeBy(device, act);
		if (!isLate || made.structs.length === 0) return false;
		this.#late = [...this.#late, made];
		return true;
	}

	/** No relay that knows keeps a line of it. */
	hasNoLine({ id }: Device): void {
		assert.ok(!this.#relays.holdOn(id), 'the line of a withdrawn device lives on');
	}

	/** Nothing of what was made too late is with anybody else or on the relays' disk. */
	async check(
		devices: readonly Device[],
		journal: Pick<Journal, 'load'>,
		workspace: WorkspaceId
	): Promise<void> {
		for (const written of this.#late.flatMap(({ structs }) => structs)) {
			for (const device of devices) isNotWith(device, written);
			await isNotKept(written, journal, workspace);
		}
	}
}

async function isNotKept(
	{ name, client, from }: Written,
	journal: Pick<Journal, 'load'>,
	workspace: WorkspaceId
): Promise<void> {
	const { snapshot, tail } = await journal.load(`${workspace}/${documentText(name)}`);
	const doc = new Y.Doc();
	for (const update of snapshot ? [snapshot, ...tail] : tail) Y.applyUpdate(doc, update);
	const known = clockOf(doc, client);
	assert.ok(known <= from, `${documentText(name)}: what a withdrawn device said late was kept`);
}
