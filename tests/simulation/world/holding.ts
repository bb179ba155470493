import { documentText } from '#domain/access/document-name.ts';
import type { EventId } from '#domain/ids.ts';
import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { season } from '../props.ts';
import { clockOf, type Device, type Promised } from './device.ts';

/** How much of each client's work a document holds. */
type Vector = ReadonlyMap<number, number>;

/** What a device holds of one document. */
interface Held {
	readonly text: string;
	readonly doc: Y.Doc;
	readonly has: Vector;
	/** Its screen says that something of it was not accepted. */
	readonly refused: boolean;
}

/** Whether everybody has the same of every document, and the clerk has seen to every event. */
export function isSettled(devices: readonly Device[]): boolean {
	if (!devices.every((device) => device.isShared)) return false;
	const settled = settledBy(devices[0]!);
	const made = devices.flatMap((device) => device.documents.lane.all());
	if (!made.every(({ id }) => settled.has(id))) return false;
	const documents = [...vectors(devices).values()];
	return documents.every(isCommon) && documents.every(isDeletedAlike);
}

/** Whether all have the same of one document. */
function isCommon(all: readonly Held[]): boolean {
	const common = all.filter(({ refused }) => !refused).map(({ has }) => has);
	const [first = new Map<number, number>(), ...others] = common;
	return (
		others.every((other) => holds(other, first) && holds(first, other)) &&
		all.every(({ has }) => holds(has, first))
	);
}

/** No vector tells of what was deleted: a device that has not yet noticed that its line is dead may lack it. */
function isDeletedAlike(all: readonly Held[]): boolean {
	const common = all.filter(({ refused }) => !refused);
	return new Set(common.map(({ doc }) => deletionsIn(doc))).size <= 1;
}

function deletionsIn(doc: Y.Doc): string {
	const { clients } = Y.createDeleteSetFromStructStore(doc.store);
	return JSON.stringify([...clients].sort(([a], [b]) => a - b));
}

/** What of this device is not with the others is said on its screen; and nothing came by halves. */
export function nothingSilent(devices: readonly Device[]): void {
	for (const { open } of devices)
		for (const { name, doc } of open)
			assert.equal(
				doc.store.pendingStructs,
				null,
				`${documentText(name)}: a change came by halves`
			);
	for (const [text, all] of vectors(devices)) {
		const common = all.find(({ refused }) => !refused);
		for (const { has, refused } of all)
			assert.ok(
				refused || !common || holds(common.has, has),
				`${text}: a device holds what nobody else has, and says nothing of it`
			);
	}
}

/** How many events have a number; none was made that can't be read. */
export function numbered(devices: readonly Device[]): number {
	for (const { documents } of devices)
		assert.deepEqual(documents.lane.unreadableIn(), [], 'an event can not be read');
	const { documents } = devices[0]!;
	const entries = [...documents.season(season).ledger.entries, ...documents.venues.entries];
	return entries.filter(({ kind }) => kind === 'event').length;
}

/** What screens said is kept on the device is there. */
export function keptIsThere(device: Device): void {
	const missing = device.missing();
	assert.deepEqual(missing, [], 'a screen said that it was kept on the device, and it is not');
}

/** What any screen said is with the relay is on every device; answers how often that was said. */
export function sharedIsThere({ shared }: Device, devices: readonly Device[]): number {
	for (const promised of shared.values())
		for (const { open } of devices) {
			const lying = open.find(({ name }) => documentText(name) === promised.document);
			if (lying) assertKnown(lying.doc, promised);
		}
	return shared.size;
}

/** Whether the screen says of any document that something was not accepted. */
export function hasRefused(device: Device): boolean {
	return device.open.some(({ name }) => device.hasRefused(documentText(name)));
}

/** What the clerk took or refused, as this device knows it. */
function settledBy({ documents }: Device): { has(event: EventId): boolean } {
	const { ledger } = documents.season(season);
	return { has: (event) => ledger.isSettled(event) || documents.venues.isSettled(event) };
}

function vectors(devices: readonly Device[]): Map<string, Held[]> {
	const all = devices.flatMap((device) =>
		device.open.map(({ name, doc }): Held => {
			const text = documentText(name);
			const has: Vector = Y.decodeStateVector(Y.encodeStateVector(doc));
			return { text, doc, has, refused: device.hasRefused(text) };
		})
	);
	return Map.groupBy(all, ({ text }) => text);
}

function holds(has: Vector, wanted: Vector): boolean {
	return [...wanted].every(([client, clock]) => (has.get(client) ?? 0) >= clock);
}

function assertKnown(doc: Y.Doc, { document, client, clock }: Promised): void {
	const known = clockOf(doc, client);
	assert.ok(known >= clock, `${document}: the screen said that ${clock} were shared, ${known} are`);
}
