import { buildExample } from '#document/example/example.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { Desk, type DocumentNews, type KnownMember, type Settled } from './desk.ts';

/** What a desk can be asked, and where its documents are: in a thread of their own, or here. */
export type DeskQuestion =
	/** `begins` opens the workspace with these documents; otherwise they are what came since. */
	| {
			readonly kind: 'read';
			readonly workspace: WorkspaceId;
			readonly begins: boolean;
			readonly news: readonly DocumentNews[];
			readonly members: readonly KnownMember[];
			/** Everybody who was ever erased there. */
			readonly erased: readonly PersonId[];
	  }
	| {
			readonly kind: 'introduce';
			readonly workspace: WorkspaceId;
			readonly person: PersonId;
			readonly name: string;
	  }
	| {
			readonly kind: 'names';
			readonly workspace: WorkspaceId;
			readonly person: PersonId | null;
	  }
	| {
			/** Asked of these documents as they stand, whatever the desk of the workspace knows. */
			readonly kind: 'words-about';
			readonly workspace: WorkspaceId;
			readonly person: PersonId;
			readonly news: readonly DocumentNews[];
	  }
	| { readonly kind: 'forget'; readonly workspace: WorkspaceId }
	| { readonly kind: 'example'; readonly seed: number; readonly today: Day };

export interface Names {
	readonly workspace: string | null;
	readonly person: string | null;
}

export interface DeskAnswers {
	readonly read: Settled | 'unknown';
	readonly introduce: Settled | 'unknown';
	readonly names: Names | 'unknown';
	readonly 'words-about': readonly string[];
	readonly forget: null;
	readonly example: ReturnType<typeof buildExample>;
}

/**
 * The desks of all workspaces. Whoever asks begins with all documents of a workspace; `unknown` means
 * that the desk is not there (any more): begin again.
 *
 * `onread` hears of each document just before it is taken in. Fails with `TooSlow` when one of them takes
 * longer than it may; then all desks are gone.
 */
export interface Desks {
	ask<Q extends DeskQuestion>(
		question: Q,
		onread?: (name: DocumentName) => void
	): Promise<DeskAnswers[Q['kind']]>;
	close(): Promise<void>;
}

/** Desks on the spot: what the thread runs, and the simulation. */
export class DesksHere implements Desks {
	readonly #desks = new Map<WorkspaceId, Desk>();

	ask<Q extends DeskQuestion>(
		question: Q,
		onread: (name: DocumentName) => void = () => undefined
	): Promise<DeskAnswers[Q['kind']]> {
		// Each question gets the answer of its own kind: `#answer` is one switch over them.
		return Promise.try(() => this.#answer(question, onread) as DeskAnswers[Q['kind']]);
	}

	close(): Promise<void> {
		for (const workspace of [...this.#desks.keys()]) this.#forget(workspace);
		return Promise.resolve();
	}

	#answer(
		question: DeskQuestion,
		onread: (name: DocumentName) => void
	): DeskAnswers[DeskQuestion['kind']] {
		if (question.kind === 'example') return buildExample(question);
		if (question.kind === 'words-about') return wordsIn(question, onread);
		const { workspace } = question;
		if (question.kind === 'read' && question.begins) this.#begin(workspace);
		if (question.kind === 'forget') return this.#forget(workspace);
		const desk = this.#desks.get(workspace);
		if (!desk) return 'unknown';
		switch (question.kind) {
			case 'read':
				return desk.read(question.news, question.members, question.erased, onread);
			case 'introduce':
				return desk.introduce(question.person, question.name);
			case 'names': {
				const { person } = question;
				return { workspace: desk.workspaceName, person: person && desk.personName(person) };
			}
		}
	}

	#begin(workspace: WorkspaceId): void {
		this.#forget(workspace);
		this.#desks.set(workspace, new Desk(workspace));
	}

	#forget(workspace: WorkspaceId): null {
		this.#desks.get(workspace)?.close();
		this.#desks.delete(workspace);
		return null;
	}
}

function wordsIn(
	{ workspace, person, news }: Extract<DeskQuestion, { kind: 'words-about' }>,
	onread: (name: DocumentName) => void
): string[] {
	const desk = new Desk(workspace);
	const words = desk.wordsAbout(person, news, onread);
	desk.close();
	return words;
}
