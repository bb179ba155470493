import { mayTellOf } from '#document/erasure.ts';
import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
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
	readonly accounts: Pick<Accounts, 'erase' | 'erasureDone' | 'broughtBack' | 'compact'>;
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
/** It failed, or something is brought back time and again: not sooner than this. */
const pauseMs = 60_000;
/** What was brought back, as one thing to do. */
const broughtBack = '';

type Who = Pick<Erasure, 'workspace' | 'person'>;

/** People are being taken out of this workspace. */
interface TakingOut {
	readonly workspace: WorkspaceId;
	/** Something of theirs was there. */
	hasFound: boolean;
}

/** Somebody of whom nothing is left but in old bytes, and the words that were said of her. */
interface TakenOut {
	readonly erasure: Erasure;
	readonly words: readonly string[];
}

/**
 * Erases people: out of everybody's documents, and off the disk.
 *
 * To begin it is one row in the accounts, from which moment she is out and can't come back; all the rest
 * follows from that row, can be done any number of times, and is done until it is done: by the relay that
 * was asked, or by any other when that one is killed halfway. What a device that was away brings back of her
 * opens that row again.
 */
export class Eraser {
	readonly #ports: EraserPorts;
	/** Those that were declared here, or of whom this relay saw that something is back. */
	readonly #own = new Set<string>();
	/** What was said of those who were declared here. */
	readonly #words = new Map<string, readonly string[]>();
	/** What its clerk is at for this eraser. */
	#takingOut: TakingOut | null = null;
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
		const { accounts, services } = this.#ports;
		const key = keyOf({ workspace, person });
		// Once it is declared any clerk may take her out: later they are asked for only where this fails.
		const words = await services.wordsAbout(workspace, person).catch(() => null);
		const outcome = await accounts.erase(workspace, person, deed);
		if (outcome !== 'erased') return outcome;
		// Asked a second time, there may be nothing left to find words in.
		if (words && !this.#words.has(key)) this.#words.set(key, words);
		this.#own.add(key);
		this.#restUntilMs.delete(key);
		this.#restUntilMs.delete(broughtBack);
		await this.round();
		return outcome;
	}

	/**
	 * Somebody who had not heard of it wrote of her again. Call it before that is taken out of the documents:
	 * from then on nobody could see that it still lies on the disk.
	 */
	async broughtBack(workspace: WorkspaceId): Promise<void> {
		if (this.#takingOut?.workspace === workspace) this.#takingOut.hasFound = true;
		else await this.#openAgain(workspace);
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
		for (const one of done) {
			this.#words.delete(keyOf(one));
			this.#own.delete(keyOf(one));
			await hub.readAnew(one.workspace, mayTellOf);
		}
	}

	#goOn(): void {
		if (this.#working) return;
		const now = this.#ports.nowMs();
		const due = this.#ports.list.unfinished.filter(
			(one) => this.#isMine(one, now) && now >= (this.#restUntilMs.get(restOf(one)) ?? 0)
		);
		if (due.length === 0) return;
		this.#working = this.#carryOut(due).finally(() => (this.#working = null));
	}

	#isMine(one: Erasure, now: number): boolean {
		if (!this.#ports.isShared) return true;
		const age = now - (one.broughtBackAt ?? one.at);
		return age > (this.#own.has(keyOf(one)) ? heardByAllMs : leftToOthersMs);
	}

	/** All that is due, for whole files are written anew in the end; one that can't be done holds up no other. */
	async #carryOut(due: readonly Erasure[]): Promise<void> {
		const { accounts, journal } = this.#ports;
		const taken: TakenOut[] = [];
		for (const one of due)
			await this.#attempt([one], async () => taken.push(...(await this.#takeOut(one))));
		if (taken.length === 0) return;
		await this.#attempt(due, async () => {
			// In PostgreSQL the one would have to wait for the other; the small one first, which costs little to do again.
			await accounts.compact();
			await journal.compact();
			for (const one of taken) await this.#attempt([one.erasure], () => this.#finish(one));
		});
	}

	/** Whatever was brought back, or could not be done, rests from now on. */
	async #attempt(due: readonly Erasure[], work: () => Promise<unknown>): Promise<void> {
		const resting = due.filter(({ broughtBackAt }) => broughtBackAt !== null);
		try {
			await work();
		} catch (cause) {
			this.#ports.report({ kind: 'not-erased', cause });
			resting.push(...due);
		}
		const until = this.#ports.nowMs() + pauseMs;
		for (const one of resting) this.#restUntilMs.set(restOf(one), until);
	}

	/** Answers nothing where another relay was faster. */
	async #takeOut({ workspace, person }: Erasure): Promise<TakenOut[]> {
		const { hub, services } = this.#ports;
		const known = this.#words.get(keyOf({ workspace, person }));
		const words = known ?? (await services.wordsAbout(workspace, person));
		await this.#look();
		// What any relay takes out from here on may come too late to be rewritten with all the rest.
		const erasure = this.#unfinished({ workspace, person });
		if (!erasure) return [];
		const takingOut: TakingOut = { workspace, hasFound: false };
		this.#takingOut = takingOut;
		await services.erase(workspace).finally(() => (this.#takingOut = null));
		await this.#look();
		if (!this.#unfinished(erasure)) {
			// It looked away from what was brought back, for it would have seen to that.
			if (takingOut.hasFound) await this.#openAgain(workspace);
			return [];
		}
		await this.#rewrite(workspace, await this.#documentsThatMayTell(workspace));
		// Once more: a device of hers may have written to another relay that had not heard of it.
		await hub.forget(workspace, [laneOf({ person })]);
		return [{ erasure, words }];
	}

	async #finish({ erasure, words }: TakenOut): Promise<void> {
		const { accounts, journal, nowMs, report } = this.#ports;
		const where = await stillNamed(journal, erasure.workspace, words);
		await accounts.erasureDone(erasure, nowMs());
		await this.#look();
		if (this.#unfinished(erasure)) return;
		report({ kind: 'erased' });
		if (where.length > 0) report({ kind: 'still-named', where });
	}

	async #openAgain(workspace: WorkspaceId): Promise<void> {
		const { accounts, nowMs } = this.#ports;
		for (const person of await accounts.broughtBack(workspace, nowMs()))
			this.#own.add(keyOf({ workspace, person }));
	}

	/** As it stood at the last look; nothing when it is done. */
	#unfinished(erasure: Who): Erasure | undefined {
		return this.#ports.list.unfinished.find((one) => keyOf(one) === keyOf(erasure));
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

function keyOf({ workspace, person }: Who): string {
	return `${workspace}/${person}`;
}

/** What is brought back rests as one: somebody who does that in many workspaces gains nothing. */
function restOf(one: Erasure): string {
	return one.broughtBackAt === null ? keyOf(one) : broughtBack;
}

function laneOf({ person }: Pick<Erasure, 'person'>): DocumentName {
	return { kind: 'lane', person };
}
