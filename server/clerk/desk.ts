import { Clerk } from '#document/clerk.ts';
import { eraseRecords, eraseWords, wordsAbout } from '#document/erasure.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import * as Y from 'yjs';

/** What came to one document. */
export interface DocumentNews {
	readonly name: DocumentName;
	readonly updates: readonly Uint8Array[];
}

/** Who somebody is, as the accounts know it now; null when she does not belong. */
export type KnownMember = readonly [PersonId, Member | null];

/** What the clerk wrote, and whose lanes hold something that must wait for her or for a season. */
export interface Settled {
	readonly changes: readonly DocumentNews[];
	readonly waiting: readonly PersonId[];
	/** The seasons that the directory knows: what lies in others is no business of the clerk's. */
	readonly seasons: readonly SeasonId[];
	/** Documents of which a part can't be read here. */
	readonly unreadable: readonly DocumentName[];
	/** Whether these changes take out somebody who was erased. */
	readonly hasErased: boolean;
	/** A document that Yjs does not get over: nothing was settled, and this desk is of no use any more. */
	readonly broken: DocumentName | null;
}

/** Origin of what came from the relay: everything else in these documents is the desk's own and goes out. */
const fromRelay = Symbol('from the relay');

/** The documents that a desk works with. */
export function isForDesk({ kind }: DocumentName): boolean {
	return ['directory', 'people', 'season', 'ledger', 'venues', 'lane'].includes(kind);
}

/**
 * The clerk of one workspace, with the documents that it watches at hand. It is given all of them once,
 * and everything that comes to them afterwards; it answers with what is to be written.
 */
export class Desk {
	readonly #docs = new Map<string, Y.Doc>();
	readonly #documents: WorkspaceDocuments;
	readonly #clerk: Clerk;
	readonly #members = new Map<PersonId, Member | null>();
	/** Documents that were given, if only to say that nobody wrote them. */
	readonly #given = new Set<string>();
	/** What came and is not settled yet. */
	#came = new Set<DocumentName>();
	#arrived = new Set<PersonId>();
	/** Whether what came may be what any lane waits for. */
	#mayHelpAll = false;
	/** Lanes with events that can't be settled yet. */
	#waiting = new Set<PersonId>();
	#written: DocumentNews[] = [];
	#unreadable: DocumentName[] = [];
	#hasErased = false;

	constructor(workspace: WorkspaceId) {
		// The clerk has no lane of its own; it reads those of others.
		this.#documents = new WorkspaceDocuments(workspace, '' as PersonId, (name) => this.#doc(name));
		const memberOf = (person: PersonId): Member | null => this.#members.get(person) ?? null;
		const isAtHand = (name: DocumentName): boolean => this.#given.has(documentText(name));
		this.#clerk = new Clerk(this.#documents, memberOf, { isAtHand, nowMs: () => Date.now() });
	}

	/**
	 * Takes in what came, and settles what can be settled now: nothing of a season that was not given, and no
	 * booking without the ledger of the venues. `onread` hears of each document before it is taken in: some take
	 * Yjs very long.
	 */
	read(
		news: readonly DocumentNews[],
		members: readonly KnownMember[],
		erased: readonly PersonId[],
		onread: (name: DocumentName) => void
	): Settled {
		for (const [person, member] of members) this.#members.set(person, member);
		for (const { name, updates } of news) {
			onread(name);
			if (!this.#integrate(name, updates)) return this.#answer(name);
			this.#give(name);
			this.#came.add(name);
		}
		for (const [person] of members) this.#arrived.add(person);
		this.#erase(new Set(erased), news);
		this.#settle();
		return this.#answer();
	}

	/** Writes the name of somebody who came by a link for a role; she may not write there herself. */
	introduce(person: PersonId, name: string): Settled {
		const { people } = this.#documents.directory;
		people.add(person, { name, qualifications: [], organisation: null, staff: false });
		return this.#answer();
	}

	/** What these documents say of somebody, in words. */
	wordsAbout(
		person: PersonId,
		news: readonly DocumentNews[],
		onread: (name: DocumentName) => void
	): string[] {
		for (const { name, updates } of news) {
			onread(name);
			this.#integrate(name, updates);
		}
		return wordsAbout(this.#documents, person);
	}

	/** What the workspace is called, as its directory says. */
	get workspaceName(): string | null {
		return this.#documents.directory.meta.text('name');
	}

	/** What a person of the workspace is called there. */
	personName(person: PersonId): string | null {
		return this.#documents.directory.people.get(person)?.name ?? null;
	}

	close(): void {
		for (const doc of this.#docs.values()) doc.destroy();
		this.#docs.clear();
	}

	/** From now on what belongs in it can be settled. */
	#give(name: DocumentName): void {
		const text = documentText(name);
		if (name.kind === 'directory' || !this.#given.has(text)) this.#mayHelpAll = true;
		this.#given.add(text);
	}

	/** A lane that waits is taken again when what it waits for may be here, or her standing is known. */
	#settle(): void {
		const [names, arrived, mayHelpAll] = [[...this.#came], this.#arrived, this.#mayHelpAll];
		[this.#came, this.#arrived, this.#mayHelpAll] = [new Set(), new Set(), false];
		const lanes = names.flatMap((name) => (name.kind === 'lane' ? [name.person] : []));
		const retake = mayHelpAll ? this.#waiting : this.#waiting.intersection(arrived);
		const people = new Set([...lanes, ...retake]);
		const waiting = this.#clerk.take([...people].map((one) => this.#documents.laneOf(one)));
		this.#waiting = this.#waiting.difference(people).union(waiting);
		for (const season of this.#seasons) this.#clerk.notePlaces(season);
	}

	/** Whoever had not heard that somebody was erased may write of her at any time. */
	#erase(erased: ReadonlySet<PersonId>, news: readonly DocumentNews[]): void {
		const names = news.map(({ name }) => name);
		const lanes = names.flatMap((name) =>
			name.kind === 'lane' ? [this.#documents.laneOf(name.person)] : []
		);
		const found = eraseWords(this.#documents, erased, lanes);
		if (names.some(({ kind }) => kind === 'directory' || kind === 'people'))
			found.push(...eraseRecords(this.#documents, erased));
		this.#hasErased ||= found.length > 0;
	}

	get #seasons(): SeasonId[] {
		return [...this.#documents.directory.seasons.everything()].map(({ id }) => id);
	}

	#answer(broken: DocumentName | null = null): Settled {
		const changes = this.#written.map(({ name, updates }) => ({
			name,
			updates: [Y.mergeUpdates([...updates])]
		}));
		const [unreadable, hasErased] = [this.#unreadable, this.#hasErased];
		[this.#written, this.#unreadable, this.#hasErased] = [[], [], false];
		const [waiting, seasons] = [[...this.#waiting], this.#seasons];
		return { changes, waiting, seasons, unreadable, hasErased, broken };
	}

	/**
	 * A well-formed update can still throw inside Yjs: it harms its own document and no other. False when it
	 * threw while it tidied up: what is written in that document afterwards would reach nobody.
	 */
	#integrate(name: DocumentName, updates: readonly Uint8Array[]): boolean {
		const doc = this.#doc(name);
		const takeIn = (update: Uint8Array): void => {
			try {
				Y.applyUpdate(doc, update, fromRelay);
			} catch {
				this.#unreadable.push(name);
			}
		};
		try {
			doc.transact(() => updates.forEach(takeIn), fromRelay);
			return true;
		} catch {
			return false;
		}
	}

	#doc(name: DocumentName): Y.Doc {
		const text = documentText(name);
		const known = this.#docs.get(text);
		if (known) return known;
		const doc = new Y.Doc();
		this.#docs.set(text, doc);
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== fromRelay) this.#note(name, update);
		});
		return doc;
	}

	#note(name: DocumentName, update: Uint8Array): void {
		const text = documentText(name);
		const known = this.#written.find((one) => documentText(one.name) === text);
		const updates = [...(known?.updates ?? []), update];
		this.#written = [...this.#written.filter((one) => one !== known), { name, updates }];
	}
}
