import * as Y from 'yjs';
import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { Cell } from '../observable.ts';
import {
	storeName,
	workspacePrefix,
	type DeviceStore,
	type DocumentKey,
	type EditListener,
	type Loaded,
	type Marks,
	type NotedHere,
	type Remains,
	type Saving,
	type StoredDocument
} from './device-store.ts';

interface Shelf {
	readonly doc: Y.Doc;
	readonly marks: Map<string, unknown>;
}

/** A device without a disk: for tests, for the simulation, and for a browser that allows no storage. */
export class MemoryStore implements DeviceStore {
	readonly #shelves = new Map<string, Shelf>();

	open(key: DocumentKey, doc: Y.Doc): StoredDocument {
		const name = storeName(key);
		const shelf = this.#shelves.get(name) ?? { doc: new Y.Doc(), marks: new Map() };
		this.#shelves.set(name, shelf);
		return new MemoryDocument(shelf, doc);
	}

	documents(workspace: WorkspaceId): Promise<DocumentName[]> {
		const prefix = workspacePrefix(workspace);
		const names = [...this.#shelves.keys()].filter((name) => name.startsWith(prefix));
		const parsed = names.map((name) => parseDocumentName(name.slice(prefix.length)));
		return Promise.resolve(parsed.filter((name) => name !== null));
	}

	async noted(
		workspace: WorkspaceId,
		isAsked: (name: DocumentName) => boolean
	): Promise<NotedHere> {
		const asked = (await this.documents(workspace)).filter(isAsked);
		const noted = asked.map((document) => ({
			document,
			marks: new Map(this.#shelves.get(storeName({ workspace, document }))?.marks)
		}));
		return { noted, unanswered: [] };
	}

	forget(key: DocumentKey): Promise<void> {
		this.#shelves.delete(storeName(key));
		return Promise.resolve();
	}

	wipe(workspace: WorkspaceId): Promise<Remains | null> {
		for (const name of [...this.#shelves.keys()])
			if (name.startsWith(workspacePrefix(workspace))) this.#shelves.delete(name);
		return Promise.resolve(null);
	}
}

class MemoryDocument implements StoredDocument {
	readonly ready: Promise<Loaded> = Promise.resolve({ kind: 'loaded' });
	readonly filled = this.ready;
	readonly state = new Cell<Saving>({ status: 'saved' });
	readonly marks: Marks;
	readonly #shelf: Shelf;
	readonly #doc: Y.Doc;
	readonly #listeners: EditListener[] = [];
	#writes = false;

	constructor(shelf: Shelf, doc: Y.Doc) {
		this.#shelf = shelf;
		this.#doc = doc;
		this.marks = {
			read: (name) => shelf.marks.get(name),
			write: (name, value) => void shelf.marks.set(name, structuredClone(value))
		};
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(shelf.doc), this);
	}

	write(): void {
		if (this.#writes) return;
		this.#writes = true;
		Y.applyUpdate(this.#shelf.doc, Y.encodeStateAsUpdate(this.#doc));
		this.#doc.on('update', this.#keep);
	}

	isOrigin(origin: unknown): boolean {
		return origin === this;
	}

	onEdit(listener: EditListener): void {
		this.#listeners.push(listener);
		if (this.#listeners.length === 1) this.#doc.on('update', this.#tell);
	}

	destroy(): Promise<void> {
		this.#doc.off('update', this.#keep);
		this.#doc.off('update', this.#tell);
		return Promise.resolve();
	}

	readonly #tell: EditListener = (update, origin) => {
		if (this.isOrigin(origin)) return;
		for (const listener of this.#listeners) listener(update, origin);
	};

	readonly #keep = (update: Uint8Array): void => Y.applyUpdate(this.#shelf.doc, update);
}
