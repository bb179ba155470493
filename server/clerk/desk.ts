import type { DocumentName } from '#domain/access/document-name.ts';
import { documentText, parseDocumentName } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import { Clerk, type MemberOf } from '#document/clerk.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import * as Y from 'yjs';

/** What the clerk needs of the relay. */
export interface Relay {
	/** Everything that is on disk of a document, as one update. */
	state(workspace: WorkspaceId, document: DocumentName): Uint8Array;
	/** The relay's own change: kept and passed on with the next turn. */
	write(workspace: WorkspaceId, document: DocumentName, update: Uint8Array): void;
	/** Texts of the documents of a workspace that are kept. */
	documents(workspace: WorkspaceId): readonly string[];
	/** A document of which a part can't be read here. */
	report(document: DocumentName, cause: unknown): void;
}

/** Origin of what came from the relay: everything else in these documents is the clerk's own and goes out. */
const fromRelay = Symbol('from the relay');

/** The clerk of one workspace, with the documents that it watches at hand. */
export class Desk {
	readonly #workspace: WorkspaceId;
	readonly #relay: Relay;
	readonly #docs = new Map<string, Y.Doc>();
	readonly #documents: WorkspaceDocuments;
	readonly #clerk: Clerk;
	/** Lanes with events of a season that the directory does not know yet. */
	readonly #waiting = new Set<PersonId>();

	/** Opens the workspace and settles what a relay that was killed had left. */
	constructor(workspace: WorkspaceId, relay: Relay, memberOf: MemberOf) {
		this.#workspace = workspace;
		this.#relay = relay;
		// The clerk has no lane of its own; it reads those of others.
		this.#documents = new WorkspaceDocuments(workspace, '' as PersonId, (name) => this.#open(name));
		this.#clerk = new Clerk(this.#documents, memberOf);
		const names = relay.documents(workspace).map(parseDocumentName);
		this.#take(names.flatMap((name) => (name?.kind === 'lane' ? [name.person] : [])));
		for (const { id } of this.#documents.directory.seasons.everything()) this.#clerk.notePlaces(id);
	}

	/** Hears of changes that are on disk. */
	committed(name: DocumentName, updates: readonly Uint8Array[]): void {
		if (name.kind === 'lane' || this.#docs.has(documentText(name))) this.#apply(name, updates);
		switch (name.kind) {
			case 'lane':
				return this.#take([name.person]);
			case 'season':
				return this.#clerk.notePlaces(name.season);
			case 'directory':
				return this.retake();
			default:
				return;
		}
	}

	/** Somebody came: what waited for her can be settled now. */
	retake(): void {
		if (this.#waiting.size > 0) this.#take([...this.#waiting]);
	}

	close(): void {
		for (const doc of this.#docs.values()) doc.destroy();
		this.#docs.clear();
	}

	#take(people: readonly PersonId[]): void {
		const waiting = this.#clerk.take(people.map((person) => this.#documents.laneOf(person)));
		for (const person of people) {
			if (waiting.has(person)) this.#waiting.add(person);
			else this.#waiting.delete(person);
		}
	}

	/** A lane that is opened here is read from disk, where these updates already are. */
	#apply(name: DocumentName, updates: readonly Uint8Array[]): void {
		const doc = this.#docs.get(documentText(name));
		if (!doc) return;
		for (const update of updates) this.#integrate(name, doc, update);
	}

	/** A well-formed update can still throw inside Yjs: it harms its own document and no other. */
	#integrate(name: DocumentName, doc: Y.Doc, update: Uint8Array): void {
		try {
			Y.applyUpdate(doc, update, fromRelay);
		} catch (cause) {
			this.#relay.report(name, cause);
		}
	}

	#open(name: DocumentName): Y.Doc {
		const doc = new Y.Doc();
		this.#integrate(name, doc, this.#relay.state(this.#workspace, name));
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== fromRelay) this.#relay.write(this.#workspace, name, update);
		});
		this.#docs.set(documentText(name), doc);
		return doc;
	}
}

/** The desks of all workspaces, each opened when somebody is there and put away when nobody was for a while. */
export class ClerkDesks {
	readonly #relay: Relay;
	readonly #memberOf: (workspace: WorkspaceId, person: PersonId) => ReturnType<MemberOf>;
	readonly #desks = new Map<WorkspaceId, { readonly desk: Desk; usedMs: number }>();
	#nowMs = 0;

	constructor(
		relay: Relay,
		memberOf: (workspace: WorkspaceId, person: PersonId) => ReturnType<MemberOf>
	) {
		this.#relay = relay;
		this.#memberOf = memberOf;
	}

	/** Somebody came: whatever was left unsettled in this workspace is settled now. */
	open(workspace: WorkspaceId): void {
		this.#desk(workspace).retake();
	}

	committed(workspace: WorkspaceId, name: DocumentName, updates: readonly Uint8Array[]): void {
		// Ledgers are what the clerk itself writes.
		if (name.kind === 'ledger' || name.kind === 'venues') return;
		this.#desk(workspace).committed(name, updates);
	}

	/** Puts away what nobody used for ten minutes. Call it every second or so, with a clock that only goes forward. */
	tick(nowMs: number): void {
		this.#nowMs = nowMs;
		for (const [workspace, { desk, usedMs }] of this.#desks) {
			if (nowMs - usedMs < 600_000) continue;
			desk.close();
			this.#desks.delete(workspace);
		}
	}

	#desk(workspace: WorkspaceId): Desk {
		const known = this.#desks.get(workspace);
		if (known) {
			known.usedMs = this.#nowMs;
			return known.desk;
		}
		const desk = new Desk(workspace, this.#relay, (person) => this.#memberOf(workspace, person));
		this.#desks.set(workspace, { desk, usedMs: this.#nowMs });
		return desk;
	}
}
