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
	type StoredDocument
} from './device-store.ts';
import { answer, StorageFailure } from './idb.ts';
import { KeptDocument } from './kept-document.ts';
import { Patience } from './patience.ts';

/** Documents in the browser's IndexedDB, one database each, in the form that y-indexeddb gave them. */
export class IndexedDbStore implements DeviceStore {
	readonly #patience: Patience;
	/** What this tab opened: the list for browsers that can't list their databases. */
	readonly #opened = new Map<string, DocumentKey>();

	/** What is left of two seconds is for starting the app and for painting. */
	constructor(answerWithinMs = 1_500) {
		this.#patience = new Patience(answerWithinMs);
	}

	open(key: DocumentKey, doc: Y.Doc): StoredDocument {
		const name = storeName(key);
		this.#opened.set(name, key);
		const aside = asideName(key.workspace);
		return new KeptDocument({ name, aside, patience: this.#patience }, doc);
	}

	async documents(workspace: WorkspaceId): Promise<DocumentName[]> {
		const prefix = workspacePrefix(workspace);
		const names = await this.#databases(workspace);
		const parsed = names.map((name) => parseDocumentName(name.slice(prefix.length)));
		return parsed.filter((name) => name !== null);
	}

	async forget(key: DocumentKey): Promise<void> {
		const name = storeName(key);
		await remove(name);
		this.#opened.delete(name);
	}

	async wipe(workspace: WorkspaceId): Promise<void> {
		const names = await this.#databases(workspace);
		await Promise.all([...names, asideName(workspace)].map(remove));
		for (const [name, key] of this.#opened)
			if (key.workspace === workspace) this.#opened.delete(name);
	}

	async #databases(workspace: WorkspaceId): Promise<string[]> {
		const names = new Set(
			[...this.#opened.values()]
				.filter((key) => key.workspace === workspace)
				.map((key) => `${workspacePrefix(workspace)}${documentText(key.document)}`)
		);
		for (const name of await listed())
			if (name.startsWith(workspacePrefix(workspace))) names.add(name);
		return [...names];
	}
}

/** No document has this name, so it can't meet one. */
export function asideName(workspace: WorkspaceId): string {
	return `${workspacePrefix(workspace)}aside`;
}

async function listed(): Promise<string[]> {
	try {
		const databases = await indexedDB.databases();
		return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
	} catch {
		// Older Firefox can't list, and a browser that refuses storage has nothing to list.
		return [];
	}
}

function remove(name: string): Promise<unknown> {
	const request = indexedDB.deleteDatabase(name);
	const stuck = new Promise((_resolve, reject) => {
		const late = (): void => reject(new StorageFailure(`${name} is still open in another tab`));
		request.onblocked = () => setTimeout(late, 2_000);
	});
	return Promise.race([answer(request), stuck]);
}
