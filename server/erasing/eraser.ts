import { mayTellOf } from '#document/erasure.ts';
import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Accounts, Erasure } from '../accounts/accounts.ts';
import type { Happening } from '../accounts/audit.ts';
import type { Journal } from '../journal/journal.ts';
import type { Hub } from '../relay/hub.ts';
import type { Integrator } from '../relay/integrator.ts';
import { kindOf } from '../log.ts';
import { closeCodes } from '../relay/visit.ts';
import type { Services } from '../services.ts';
import type { ErasedList } from './erased-list.ts';
import { rewrite } from './rewrite.ts';
import { stillNamed } from './still-named.ts';

export interface EraserPorts {
	readonly accounts: Pick<Accounts, 'erase' | 'erasureDone' | 'compact'>;
	readonly journal: Pick<Journal, 'load' | 'fold' | 'documents' | 'dropSetAside' | 'compact'>;
	readonly integrator: Integrator;
	readonly hub: Pick<Hub, 'forget' | 'readAnew' | 'dropPerson'>;
	readonly services: Pick<Services, 'erase' | 'wordsAbout'>;
	/** Whether other relays work on the same journal, which hear of it a moment later. */
	readonly isShared: boolean;
	readonly list: ErasedList;
	readonly nowMs: () => number;
	readonly report: (event: EraserEvent) => void;
}

/** For the host; names nobody. */
export type EraserEvent =
	| { readonly kind: 'erased' }
	/** Others wrote of her, in words that only people can change: in documents of these kinds. */
	| { readonly kind: 'still-named'; readonly where: readonly string[] }
	/** These take Yjs too long: their old bytes stay as they are. */
	| { readonly kind: 'not-rewritten'; readonly where: readonly string[] }
	| { readonly kind: 'not-erased'; readonly cause: unknown };

/** Another relay declared it: left to that one for so long. */
const leftToOthersMs = 60_000;
/** After so long every relay has heard of it, and nothing of hers comes in anywhere. */
const heardByAllMs = 5_000;
/** It failed, or was done before: not again sooner than this. */
const pauseMs = 60_000;
/** What was brought back, as one thing to do. */
const cleaning = '';

/**
 * Erases people: out of everybody's documents, and off the disk.
 *
 * To begin it is one row in the accounts, from which moment she is out and can't come back; all the rest
 * follows from that row, can be done any number of times, and is done until it is done: by the relay that
 * was asked, or by any other when that one is killed halfway.
 */
export class Eraser {
	readonly #ports: EraserPorts;
	/** Those that were declared here. */
	readonly #own = new Set<string>();
	/** Documents in which somebody wrote of one who was erased before, by workspace. */
	readonly #broughtBack = new Map<WorkspaceId, Set<string>>();
	#working: Promise<void> | null = null;
	#looking: Promise<void> = Promise.resolve();
	/** Until when each thing to do is left: one that can't be done keeps no other waiting. */
	readonly #restUntilMs = new Map<string, number>();

	constructor(ports: EraserPorts) {
		this.#ports = ports;
	}

	/** Declares it, and begins. `erased`: she is out, and the rest follows by itself. */
	async erase(
		workspace: WorkspaceId,
		person: PersonId,
		deed: Pick<Happening, 'by' | 'at'>
	): Promise<'erased' | 'last-coordinator' | 'unknown'> {
		const outcome = await this.#ports.accounts.erase(workspace, person, deed);
		if (outcome !== 'erased') return outcome;
		const key = keyOf({ workspace, person });
		this.#own.add(key);
		this.#restUntilMs.delete(key);
		await this.round();
		return outcome;
	}

	/** Somebody who had not heard of it wrote of her again; it was taken out of the documents, and not off the disk. */
	broughtBack(workspace: WorkspaceId, documents: readonly DocumentName[]): void {
		this.#note(workspace, documents.map(documentText));
	}

	/** Looks at what is listed here and elsewhere, and goes on with what is not done. Call it every second or so. */
	async round(): Promise<void> {
		await this.#look();
		this.#goOn();
	}

	/** Answers when nothing is under way here. */
	async settle(): Promise<void> {
		while (this.#working) await this.#working;
	}

	/** One look after the other: an older answer never takes the place of a newer one. */
	#look(): Promise<void> {
		this.#looking = this.#looking.catch(() => undefined).then(() => this.#heed());
		return this.#looking;
	}

	async #heed(): Promise<void> {
		const { hub, list } = this.#ports;
		const { listed, done } = await list.refresh();
		for (const { workspace, person } of listed)
			hub.dropPerson(workspace, person, closeCodes.erased);
		for (const [workspace, erasures] of Map.groupBy(listed, (one) => one.workspace))
			await hub.forget(workspace, erasures.map(laneOf));
		for (const { workspace } of done) await hub.readAnew(workspace, mayTellOf);
	}

	#goOn(): void {
		const now = this.#ports.nowMs();
		if (this.#working) return;
		const next = this.#ports.list.unfinished.find(
			(one) => this.#isMine(one, now) && !this.#rests(keyOf(one), now)
		);
		if (next) this.#working = this.#attempt(keyOf(next), () => this.#carryOut(next));
		else if (this.#broughtBack.size > 0 && !this.#rests(cleaning, now))
			this.#working = this.#attempt(cleaning, () => this.#clean());
	}

	async #attempt(key: string, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (cause) {
			this.#ports.report({ kind: 'not-erased', cause });
		}
		this.#restUntilMs.set(key, this.#ports.nowMs() + pauseMs);
		this.#working = null;
	}

	#rests(key: string, now: number): boolean {
		return now < (this.#restUntilMs.get(key) ?? 0);
	}

	#isMine(one: Erasure, now: number): boolean {
		if (!this.#ports.isShared) return true;
		return now - one.at > (this.#own.has(keyOf(one)) ? heardByAllMs : leftToOthersMs);
	}

	async #carryOut({ workspace, person }: Erasure): Promise<void> {
		const { accounts, hub, journal, services, nowMs, report } = this.#ports;
		const words = await services.wordsAbout(workspace, person);
		await services.erase(workspace);
		// What was found until now is rewritten with all the rest.
		this.#broughtBack.delete(workspace);
		await this.#rewrite(workspace, await this.#documentsThatMayTell(workspace));
		// Once more: a device of hers may have written to another relay that had not heard of it.
		await hub.forget(workspace, [laneOf({ person })]);
		await Promise.all([journal.compact(), accounts.compact()]);
		await accounts.erasureDone(workspace, person, nowMs());
		await this.#look();
		report({ kind: 'erased' });
		const where = await stillNamed(journal, workspace, words);
		if (where.length > 0) report({ kind: 'still-named', where });
	}

	/** Off the disk, too, what was brought back; not each time at once, for a whole file is written anew. */
	async #clean(): Promise<void> {
		const { journal } = this.#ports;
		const found = [...this.#broughtBack];
		this.#broughtBack.clear();
		try {
			for (const [workspace, texts] of found)
				await this.#rewrite(
					workspace,
					[...texts].map((text) => `${workspace}/${text}`)
				);
			await journal.compact();
		} catch (cause) {
			for (const [workspace, texts] of found) this.#note(workspace, texts);
			throw cause;
		}
	}

	#note(workspace: WorkspaceId, texts: Iterable<string>): void {
		const known = this.#broughtBack.get(workspace) ?? [];
		this.#broughtBack.set(workspace, new Set([...known, ...texts]));
	}

	async #rewrite(workspace: WorkspaceId, documents: readonly string[]): Promise<void> {
		const left = await rewrite(this.#ports, documents);
		await this.#ports.hub.readAnew(workspace, mayTellOf);
		// Lanes that nobody can read tell nobody anything.
		if (left.length > 0) this.#ports.report({ kind: 'not-rewritten', where: left.map(kindOf) });
		if (left.some((document) => kindOf(document) !== 'lane'))
			throw new Error('a document takes too long to be written anew');
	}

	async #documentsThatMayTell(workspace: WorkspaceId): Promise<string[]> {
		const prefix = `${workspace}/`;
		const all = await this.#ports.journal.documents(prefix);
		return all.filter((key) => {
			const name = parseDocumentName(key.slice(prefix.length));
			return name !== null && mayTellOf(name);
		});
	}
}

function keyOf({ workspace, person }: Pick<Erasure, 'workspace' | 'person'>): string {
	return `${workspace}/${person}`;
}

function laneOf({ person }: Pick<Erasure, 'person'>): DocumentName {
	return { kind: 'lane', person };
}
