import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { Journal, Kept, Position, Stretch } from '../journal/journal.ts';
import type { DocumentNews } from './desk.ts';

/** What came to a document since the desk last read it. */
interface Waiting extends Stretch {
	readonly updates: Uint8Array[];
}

/** It is not known what came: the journal says it. */
const unread: Waiting = { before: Infinity, upTo: Infinity, updates: [] };

/**
 * How far the desk of one workspace has read each document, and what came since. What it was told without a
 * gap is not read again; where there is one, the journal is.
 */
export class DeskReading {
	readonly #workspace: WorkspaceId;
	readonly #journal: Pick<Journal, 'load' | 'documents' | 'positions'>;
	readonly #waiting = new Map<string, Waiting>();
	#positions = new Map<string, Position>();

	constructor(workspace: WorkspaceId, journal: Pick<Journal, 'load' | 'documents' | 'positions'>) {
		this.#workspace = workspace;
		this.#journal = journal;
	}

	get isDone(): boolean {
		return this.#waiting.size === 0;
	}

	/**
	 * These changes are on disk. Several of one document in a row are one; what doesn't join, or comes to what
	 * is in doubt, is read from the journal.
	 */
	hear(text: string, updates: readonly Uint8Array[], stretch: Stretch): void {
		const waiting = this.#waiting.get(text) ?? { ...stretch, upTo: stretch.before, updates: [] };
		if (waiting.upTo !== stretch.before) return this.doubt(text);
		// Copies: a thread is given all of the memory that an update lies in.
		for (const update of updates) waiting.updates.push(Uint8Array.from(update));
		this.#waiting.set(text, { ...waiting, upTo: stretch.upTo });
	}

	/** Something came of which no more is known. */
	doubt(text: string): void {
		this.#waiting.set(text, unread);
	}

	/** Doubts what stands further in the journal than was read; answers whether there is any of it. */
	async look(concerns: (name: DocumentName) => boolean): Promise<boolean> {
		const prefix = `${this.#workspace}/`;
		const textOf = (key: string) => key.slice(prefix.length);
		const isMeant = (key: string): boolean => {
			const name = parseDocumentName(textOf(key));
			return name !== null && concerns(name);
		};
		const keys = (await this.#journal.documents(prefix)).filter(isMeant);
		const positions = await this.#journal.positions(keys);
		const grown = [...positions].filter(([key, at]) => at > this.positionIn(textOf(key)));
		for (const [key] of grown) this.doubt(textOf(key));
		return grown.length > 0;
	}

	/** Nothing was read yet: answers all of `first`, and puts every other document on the list. */
	async beginWith(first: readonly DocumentName[]): Promise<DocumentNews[]> {
		const prefix = `${this.#workspace}/`;
		const keys = await this.#journal.documents(prefix);
		this.#positions = new Map();
		const news: DocumentNews[] = [];
		for (const name of first) news.push(...(await this.#load(documentText(name))));
		for (const key of keys) this.doubt(key.slice(prefix.length));
		return news;
	}

	/** All that the journal has of some documents, whatever the desk read of them. */
	async whole(names: readonly DocumentName[]): Promise<DocumentNews[]> {
		const read = names.map(async (name) => {
			const key = `${this.#workspace}/${documentText(name)}`;
			return { name, updates: piecesOf(await this.#journal.load(key)) };
		});
		return Promise.all(read);
	}

	/** What came to the documents that concern the desk, to be read now; the others are passed over. */
	async take(concerns: (name: DocumentName) => boolean): Promise<DocumentNews[]> {
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		const news: DocumentNews[] = [];
		for (const [text, one] of waiting) {
			const name = parseDocumentName(text);
			if (name && concerns(name)) news.push(...(await this.#newsOf(name, text, one)));
		}
		return news;
	}

	/** Where the desk stands in a document. */
	positionIn(text: string): Position {
		return this.#positions.get(text) ?? 0;
	}

	/** The desk itself wrote this: it knows it, unless something came before it. */
	wrote(stretches: ReadonlyMap<string, Stretch>): void {
		for (const [key, { before, upTo }] of stretches) {
			const text = key.slice(this.#workspace.length + 1);
			if (before === this.positionIn(text)) this.#positions.set(text, upTo);
		}
	}

	async #newsOf(name: DocumentName, text: string, waiting: Waiting): Promise<DocumentNews[]> {
		const { before, upTo, updates } = waiting;
		const position = this.positionIn(text);
		if (upTo <= position) return [];
		if (before > position) return this.#load(text);
		this.#positions.set(text, upTo);
		return [{ name, updates }];
	}

	async #load(text: string): Promise<DocumentNews[]> {
		const name = parseDocumentName(text);
		if (!name) return [];
		const key = `${this.#workspace}/${text}`;
		const stored = await this.#journal.load(key, this.positionIn(text));
		this.#positions.set(text, stored.upTo);
		return [{ name, updates: piecesOf(stored) }];
	}
}

function piecesOf({ snapshot, tail }: Kept): readonly Uint8Array[] {
	return snapshot ? [snapshot, ...tail] : tail;
}
