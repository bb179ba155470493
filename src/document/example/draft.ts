import * as Y from 'yjs';
import type { Member } from '#domain/access/access.ts';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import { type NewId, type PersonId, type WorkspaceId, idsFrom } from '#domain/ids.ts';
import { type Day, type Minutes, dayNumber } from '#domain/time/day.ts';
import { Step } from '../commands/step.ts';
import { WorkspaceDocuments } from '../workspace.ts';
import type { Chance } from './chance.ts';

/** A whole workspace that somebody can look around in. */
export interface Example {
	readonly workspace: WorkspaceId;
	/** Whom the visitor becomes. */
	readonly coordinator: PersonId;
	readonly people: readonly Member[];
	readonly documents: readonly { readonly name: DocumentName; readonly update: Uint8Array }[];
}

/** One person at work in a draft: her view of the documents, and the step in which she acts. */
export interface Worker {
	readonly documents: WorkspaceDocuments;
	readonly step: Step;
}

/**
 * A workspace in the making: many people at work in one set of documents, on a clock that the maker sets.
 *
 * Everything goes through the commands that the screens use. Ids, Yjs client ids and times come from
 * the chance that is given, so that the same seed makes the same bytes.
 */
export class Draft {
	readonly workspace: WorkspaceId;
	readonly newId: NewId;
	readonly #chance: Chance;
	readonly #documents = new Map<string, { readonly name: DocumentName; readonly doc: Y.Doc }>();
	readonly #workers = new Map<PersonId, Worker>();
	#nowMs = 0;

	constructor(chance: Chance) {
		this.#chance = chance;
		this.newId = idsFrom(() => chance.byte());
		this.workspace = this.newId() as WorkspaceId;
	}

	/** Sets the clock: an example keeps to whole minutes and leaves zones alone. */
	setClock(day: Day, minutes: Minutes): void {
		this.#nowMs = (dayNumber(day) * 1440 + minutes) * 60_000;
	}

	/** Who acts next. The clock goes on by some seconds with everything that she does. */
	by(person: PersonId): Worker {
		const known = this.#workers.get(person);
		if (known) return known;
		const documents = this.documentsOf(person);
		const hand = { me: person, now: () => (this.#nowMs += 7_000), newId: this.newId };
		const worker = { documents, step: new Step(hand, documents.lane, () => null) };
		this.#workers.set(person, worker);
		return worker;
	}

	/** The same documents as this person's device has them open. */
	documentsOf(person: PersonId): WorkspaceDocuments {
		return new WorkspaceDocuments(this.workspace, person, (name) => this.#open(name));
	}

	/** Every document that was written in, by name. */
	updates(): Example['documents'] {
		return [...this.#documents.entries()]
			.filter(([, { doc }]) => doc.store.clients.size > 0)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([, { name, doc }]) => ({ name, update: Y.encodeStateAsUpdate(doc) }));
	}

	#open(name: DocumentName): Y.Doc {
		const text = documentText(name);
		const known = this.#documents.get(text);
		if (known) return known.doc;
		const doc = new Y.Doc({ guid: text });
		doc.clientID = this.#chance.bits();
		this.#documents.set(text, { name, doc });
		return doc;
	}
}
