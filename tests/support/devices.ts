import * as Y from 'yjs';
import { documentText } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import { type EventId, type PersonId, WorkspaceId, idsFrom } from '#domain/ids.ts';
import { Clerk } from '#document/clerk.ts';
import { History } from '#document/commands/history.ts';
import { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { meet } from './meeting.ts';
import { ann, autumn, bob, idNamed, spring } from './named-ids.ts';

/** A device with its own copy of every document, and the hand of the person who holds it. */
export class Device {
	readonly documents: WorkspaceDocuments;
	readonly history: History;
	readonly docs = new Map<string, Y.Doc>();
	#clock = 0;

	/** `seed` sets devices apart: their ids and clocks never meet. */
	constructor(seed: number, me: PersonId) {
		this.documents = new WorkspaceDocuments(idNamed(WorkspaceId, 'house'), me, (name) =>
			this.doc(documentText(name))
		);
		const newId = idsFrom(bytes(seed));
		const hand = { me, newId, now: () => 1_000 * seed + this.#clock++ };
		const lookup = (event: EventId) => this.#eventNamed(event);
		this.history = new History(() => new Step(hand, this.documents.lane, lookup));
	}

	doc(text: string): Y.Doc {
		const doc = this.docs.get(text) ?? new Y.Doc();
		this.docs.set(text, doc);
		return doc;
	}

	meet(other: Device): void {
		for (const text of new Set([...this.docs.keys(), ...other.docs.keys()])) {
			meet(this.doc(text), other.doc(text));
		}
	}

	#eventNamed(event: EventId): LaneEvent | null {
		const { lane, venues } = this.documents;
		const ledgers = [
			venues,
			...[autumn, spring].map((season) => this.documents.season(season).ledger)
		];
		return (
			lane.get(event) ?? ledgers.map((ledger) => ledger.event(event)).find((one) => one) ?? null
		);
	}
}

/** Ann's tablet and bob's phone (both coordinate), and a relay whose clerk numbers what reaches it. */
export class Workshop {
	readonly tablet = new Device(1, ann);
	readonly phone = new Device(2, bob);
	readonly relay = new Device(3, '' as PersonId);
	readonly #clerk: Clerk;

	constructor() {
		this.#clerk = new Clerk(this.relay.documents, (person) => ({
			person,
			role: 'coordinator',
			organisations: []
		}));
		this.tablet.history.run('found', (step) => {
			const { doc, seasons } = this.tablet.documents.directory;
			const period = { first: '2026-09-01' as never, last: '2026-12-31' as never };
			step.add(doc, seasons, { name: 'Najaar', ...period }, autumn);
			step.add(doc, seasons, { name: 'Voorjaar', ...period }, spring);
		});
		for (const device of this.devices) device.documents.season(autumn);
		this.sync();
	}

	get devices(): Device[] {
		return [this.tablet, this.phone, this.relay];
	}

	/** Everything reaches everybody, and the clerk numbers it. */
	sync(): void {
		for (const device of [this.tablet, this.phone]) this.relay.meet(device);
		this.number();
		for (const device of [this.tablet, this.phone]) this.relay.meet(device);
	}

	/** The clerk takes what is in the lanes that it knows. */
	number(): void {
		this.#clerk.take([ann, bob].map((person) => this.relay.documents.laneOf(person)));
		for (const season of [autumn, spring]) this.#clerk.notePlaces(season);
	}
}

/** A deterministic stream of bytes that differs from seed to seed. */
function bytes(seed: number): () => number {
	let state = seed * 2_654_435_761;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
		return (state >>> 11) & 255;
	};
}
