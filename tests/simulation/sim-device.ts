import {
	EventsOfSeasons,
	AllBookings,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { mayWrite } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import type { DeviceId, EventId, NewId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import { framesFor } from '#server/relay/news.ts';
import type { Connection, Visit } from '#server/relay/visit.ts';
import { Planning } from '#views/planning.ts';
import { decode, encode, helloVersion } from '#wire/frame.ts';
import * as Y from 'yjs';
import type { SimRelay } from './sim-relay.ts';

interface Line {
	readonly visit: Visit;
	readonly inbox: Uint8Array[];
	/** Whether the relay has asked what it lacks, and was answered: until then it may lack anything. */
	answered: boolean;
	sent: number;
	settled: number;
}

/** Origin of what came over the line: everything else is an edit of this device. */
const fromRelay = Symbol('from the relay');

/** A device with its own copy of every document it may read, and a line that the simulation opens and cuts. */
export class SimDevice {
	readonly id: DeviceId;
	readonly member: Member;
	readonly documents: WorkspaceDocuments;
	readonly planning: Planning;
	readonly #docs = new Map<string, { readonly name: DocumentName; readonly doc: Y.Doc }>();
	readonly #lines = new Map<string, Line>();
	readonly #season: SeasonId;
	readonly #newId: NewId;
	readonly #now: () => number;
	#relay: SimRelay | null = null;

	constructor(
		id: DeviceId,
		workspace: WorkspaceId,
		member: Member,
		season: SeasonId,
		tools: { readonly newId: NewId; now(): number }
	) {
		this.id = id;
		this.member = member;
		this.#season = season;
		this.#newId = tools.newId;
		this.#now = () => tools.now();
		this.documents = new WorkspaceDocuments(
			workspace,
			member.person,
			(name) => this.#docs.get(documentText(name))?.doc ?? this.#open(name)
		);
		const { directory } = this.documents;
		const seasons = [this.documents.season(season)];
		this.planning = new Planning({
			series: new SeriesOfSeasons(seasons),
			people: directory.people,
			venues: directory.venues,
			events: new EventsOfSeasons(this.documents, seasons),
			bookings: new AllBookings(this.documents),
			openings: new Openings(this.documents)
		});
	}

	get isOnline(): boolean {
		return this.#relay !== null;
	}

	/** Events that this device made or knows of and of which the relay has said that it has them. */
	get isShared(): boolean {
		return [...this.#lines.values()].every((line) => line.answered && line.sent === line.settled);
	}

	/** Opens a document that this device will follow. */
	open(name: DocumentName): void {
		if (!this.#docs.has(documentText(name))) this.#open(name);
	}

	do(command: (step: Step, documents: WorkspaceDocuments) => void): void {
		const hand = { me: this.member.person, now: this.#now, newId: this.#newId };
		command(
			new Step(hand, this.documents.lane, (event) => this.#eventNamed(event)),
			this.documents
		);
	}

	connect(relay: SimRelay): void {
		if (this.#relay) return;
		this.#relay = relay;
		for (const { name, doc } of this.#docs.values()) this.#join(relay, name, doc);
	}

	/** The line is cut: frames on their way in either direction are gone. */
	disconnect(): void {
		const relay = this.#relay;
		if (!relay) return;
		this.#relay = null;
		for (const { visit } of this.#lines.values()) relay.leave(visit);
		this.#lines.clear();
	}

	/** The relay died: nothing can be told to it any more. */
	drop(): void {
		this.#relay = null;
		this.#lines.clear();
	}

	/** Takes everything that has arrived. Answers false when there was nothing. */
	deliver(): boolean {
		let any = false;
		for (const [text, line] of this.#lines) {
			for (const frame of line.inbox.splice(0)) {
				any = true;
				this.#take(text, line, frame);
			}
		}
		return any;
	}

	#join(relay: SimRelay, name: DocumentName, doc: Y.Doc): void {
		const inbox: Uint8Array[] = [];
		const connection: Connection = {
			send: (frames) => void inbox.push(...frames),
			tell: (...told) => void inbox.push(...framesFor(...told)),
			close: () => undefined,
			bufferedBytes: 0
		};
		const visit = relay.join(name, this.id, this.member, connection);
		if (!visit) throw new Error(`may not read ${documentText(name)}`);
		this.#lines.set(documentText(name), {
			visit,
			inbox,
			answered: !mayWrite(name, this.member),
			sent: 0,
			settled: 0
		});
		relay.receive(visit, encode({ kind: 'hello', version: helloVersion }));
		relay.receive(visit, encode({ kind: 'ask', have: Y.encodeStateVector(doc) }));
	}

	#take(text: string, line: Line, bytes: Uint8Array): void {
		const open = this.#docs.get(text);
		const frame = decode(bytes);
		if (!open) return;
		switch (frame.kind) {
			case 'ask':
				return this.#answer(line, open.name, Y.encodeStateAsUpdate(open.doc, frame.have));
			case 'answer':
			case 'change':
				return Y.applyUpdate(open.doc, frame.update, fromRelay);
			case 'receipt':
				line.settled = frame.settled;
				return;
			default:
				return;
		}
	}

	#answer(line: Line, name: DocumentName, update: Uint8Array): void {
		if (!mayWrite(name, this.member)) return;
		line.answered = true;
		line.sent++;
		this.#relay?.receive(line.visit, encode({ kind: 'answer', update }));
	}

	#open(name: DocumentName): Y.Doc {
		const doc = new Y.Doc();
		this.#docs.set(documentText(name), { name, doc });
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			const line = this.#lines.get(documentText(name));
			if (origin === fromRelay || !line || !this.#relay) return;
			line.sent++;
			this.#relay.receive(line.visit, encode({ kind: 'change', update }));
		});
		if (this.#relay) this.#join(this.#relay, name, doc);
		return doc;
	}

	#eventNamed(event: EventId): LaneEvent | null {
		const { lane, venues } = this.documents;
		return (
			lane.get(event) ??
			venues.event(event) ??
			this.documents.season(this.#season).ledger.event(event)
		);
	}
}
