import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import assert from 'node:assert/strict';
import { clockOf, type Device } from './device.ts';

/** What a device wrote of one document. */
export interface Written {
	readonly name: DocumentName;
	readonly client: number;
	readonly from: number;
	readonly until: number;
}

/** What somebody made on a device within one deed. */
export interface Made {
	readonly structs: readonly Written[];
	readonly events: readonly LaneEvent[];
}

/** Does something on a device; answers what came of it there. */
export function madeBy(device: Device, act: () => void): Made {
	const [clocks, events] = [clocksOf(device), device.documents.lane.all()];
	act();
	const structs = clocksOf(device).flatMap(({ until, ...written }, at) => {
		const from = clocks[at]?.until ?? 0;
		return until > from ? [{ ...written, from, until }] : [];
	});
	const made = device.documents.lane
		.all()
		.filter((event) => !events.some(({ id }) => id === event.id));
	return { structs, events: made };
}

export function isNotWith({ open }: Device, { name, client, from }: Written): void {
	const text = documentText(name);
	const doc = open.find((lying) => documentText(lying.name) === text)?.doc;
	if (doc) assert.ok(clockOf(doc, client) <= from, `${text}: somebody else has a late change`);
}

/** How much this device wrote itself of each document. */
function clocksOf({ open }: Device): Omit<Written, 'from'>[] {
	return open.map(({ name, doc: { clientID: client }, doc }) => ({
		...{ name, client },
		until: clockOf(doc, client)
	}));
}
