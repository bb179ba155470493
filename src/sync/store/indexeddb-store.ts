import type * as Y from 'yjs';
import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import {
	storeName,
	workspacePrefix,
	type DeviceStore,
	type DocumentKey,
	type NotedHere,
	type Remains,
	type StoredDocument
} from './device-store.ts';
import { openWithinMs, StorageFailure } from './idb.ts';
import { KeptDocument } from './kept-document.ts';
import { notedBeside } from './noted.ts';
import { Patience } from './patience.ts';
import { allGone, Removal, standing } from './removal.ts';

/** Documents in the browser's IndexedDB, one database each, in the form that y-indexeddb gave them. */
export class IndexedDbStore implements DeviceStore {
	readonly #patience: Patience;
	/** What was opened here: all that is known where the browser does not list its databases. */
	readonly #opened = new Map<string, DocumentKey>();
	/** What may write: open, or closed and not done with what was on its way to the device. */
	readonly #kept = new Map<string, Set<KeptDocument>>();
	/** What is still on its way out: the browser takes a second request for the same only after the first. */
	readonly #removals = new Map<string, Removal>();

	/** What is left of two seconds is for starting the app and for painting. */
	constructor(answerWithinMs = 1_500) {
		this.#patience = new Patience(answerWithinMs);
	}

	open(key: DocumentKey, doc: Y.Doc): StoredDocument {
		const name = storeName(key);
		this.#opened.set(name, key);
		const aside = asideName(key.workspace);
		const before = this.#closing(name);
		const kept = new KeptDocument({ name, aside, before, patience: this.#patience }, doc);
		this.#follow(name, kept);
		return kept;
	}

	async documents(workspace: WorkspaceId): Promise<DocumentName[]> {
		return this.#documents(workspace, namesIn(await listed()));
	}

	async noted(
		workspace: WorkspaceId,
		isAsked: (name: DocumentName) => boolean
	): Promise<NotedHere> {
		const list = await listed();
		const here = this.#documents(workspace, namesIn(list));
		const { noted, unanswered } = await notedBeside(workspace, here, isAsked);
		return { noted, unanswered: list === 'silent' ? 'all' : unanswered };
	}

	async forget(key: DocumentKey): Promise<void> {
		const [left] = await standing([this.#remove(storeName(key))]);
		if (left) throw new StorageFailure(`${storeName(key)} could not be removed: ${left}`);
	}

	async wipe(workspace: WorkspaceId): Promise<Remains | null> {
		// A browser without it never kept anything.
		if (!('indexedDB' in globalThis)) return null;
		const list = await listed();
		const names = [...this.#databases(workspace, namesIn(list)), asideName(workspace)];
		const removals = names.map((name) => this.#remove(name));
		const left = await standing(removals);
		// What can't be seen can't be called gone.
		if (!Array.isArray(list)) return { why: 'refused', gone: new Promise(() => undefined) };
		if (left.every((one) => one === null)) return null;
		return { why: left.includes('refused') ? 'refused' : 'held', gone: allGone(removals) };
	}

	#follow(name: string, kept: KeptDocument): void {
		const all = this.#kept.get(name) ?? new Set();
		this.#kept.set(name, all.add(kept));
		void kept.over.then(() => {
			all.delete(kept);
			if (all.size === 0 && this.#kept.get(name) === all) this.#kept.delete(name);
		});
	}

	/** Resolves once those that were closed are done; null where all of them are. */
	#closing(name: string): Promise<unknown> | null {
		const closing = [...(this.#kept.get(name) ?? [])].filter(({ isLetGo }) => isLetGo);
		return closing.length > 0 ? Promise.all(closing.map(({ over }) => over)) : null;
	}

	#remove(name: string): Removal {
		for (const kept of this.#kept.get(name) ?? []) kept.meetRemoval();
		const underWay = this.#removals.get(name);
		if (underWay) return underWay;
		const removal = new Removal(name);
		this.#removals.set(name, removal);
		void removal.ended.then((left) => {
			this.#removals.delete(name);
			if (left === null) this.#opened.delete(name);
		});
		return removal;
	}

	#documents(workspace: WorkspaceId, list: readonly string[]): DocumentName[] {
		const prefix = workspacePrefix(workspace);
		const names = this.#databases(workspace, list);
		const parsed = names.map((name) => parseDocumentName(name.slice(prefix.length)));
		return parsed.filter((name) => name !== null);
	}

	#databases(workspace: WorkspaceId, list: readonly string[]): string[] {
		const names = new Set(
			[...this.#opened.values()]
				.filter((key) => key.workspace === workspace)
				.map((key) => `${workspacePrefix(workspace)}${documentText(key.document)}`)
		);
		for (const name of list) if (name.startsWith(workspacePrefix(workspace))) names.add(name);
		return [...names];
	}
}

/** No document has this name, so it can't meet one. */
export function asideName(workspace: WorkspaceId): string {
	return `${workspacePrefix(workspace)}aside`;
}

/** The databases of this browser; `silent` where it did not answer in time, `hidden` where it does not tell. */
type Listed = string[] | 'silent' | 'hidden';

async function listed(): Promise<Listed> {
	try {
		// Firefox before 126 can't, and what earlier visits kept lies there all the same.
		if (!('databases' in IDBFactory.prototype)) return 'hidden';
		const silence = new Promise<'silent'>((resolve) =>
			setTimeout(() => resolve('silent'), openWithinMs)
		);
		const databases = await Promise.race([indexedDB.databases(), silence]);
		if (databases === 'silent') return databases;
		return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
	} catch {
		return 'hidden';
	}
}

function namesIn(list: Listed): readonly string[] {
	return Array.isArray(list) ? list : [];
}
