import type { DocumentName } from '#domain/access/document-name.ts';
import { documentText, parseDocumentName } from '#domain/access/document-name.ts';
import type { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import type { Position } from '../journal/journal.ts';
import type { News } from '../relay/hub-ports.ts';
import type { ClerkEvent, ClerkPorts } from './clerk-ports.ts';
import { DeskReading } from './desk-reading.ts';
import { isForDesk, type DocumentNews, type KnownMember, type Settled } from './desk.ts';
import type { Names } from './desks.ts';
import { Parked } from './parked.ts';
import { NotRead, reading } from './reading.ts';
import { Reminders } from './reminders.ts';
import { Broken, helpsAtOnce, LeftOut, Overtaken } from './trouble.ts';

/**
 * Keeps the desk of one workspace in step with the journal, and puts on disk what it settles.
 *
 * It does one thing after another. Whatever goes wrong (another relay's clerk was faster, the disk is
 * full, a document takes too long, a bug), the desk is put away with all that it knew, and begun again
 * from the journal: what is settled is what stands in the ledgers there.
 */
export class WorkspaceClerk {
	readonly #workspace: WorkspaceId;
	readonly #ports: ClerkPorts;
	readonly #reading: DeskReading;
	readonly #people = new Set<PersonId>();
	readonly #parked: Parked;
	/** The seasons that the desk knows. */
	#seasons: ReadonlySet<SeasonId> = new Set();
	#waiting: readonly PersonId[] = [];
	#isOpen = false;
	readonly #reminders = new Reminders();
	#line: Promise<unknown> = Promise.resolve();

	constructor(workspace: WorkspaceId, ports: ClerkPorts) {
		this.#workspace = workspace;
		this.#ports = { ...ports, ...reading(ports) };
		this.#reading = new DeskReading(workspace, this.#ports.journal);
		this.#parked = new Parked((text, cause) => this.#report('lane-parked', text, cause));
	}

	/** Hears of changes that are on disk. */
	committed({ document, updates, stretch }: News): void {
		if (!this.#concerns(document)) return;
		const text = documentText(document);
		// A desk that is to be opened reads all of the journal anyway: nothing is kept for it.
		if (this.#isOpen) this.#reading.hear(text, updates, stretch);
		else this.#reading.doubt(text);
		this.#wake();
	}

	/**
	 * A document grew elsewhere: it is read from the journal, with what comes here next or after a while.
	 * Until then the clerk of the relay where it grew sees to it; this one steps in where that one died.
	 */
	grown(text: string): void {
		const document = parseDocumentName(text);
		if (!document || !this.#concerns(document)) return;
		this.#reading.doubt(text);
		this.#reminders.grewElsewhere();
	}

	/** Somebody came: what waited for her, or was left undone by a relay that was killed, is settled now. */
	came(person: PersonId): void {
		const isRead = this.#isOpen && this.#reading.isDone;
		if (isRead && !this.#waiting.includes(person)) return;
		this.#people.add(person);
		this.#wake();
	}

	/** Sees to what was left undone, here or elsewhere. Call it every second or so. */
	tick(): void {
		const due = this.#reminders.tick();
		if (due === 'catch-up') this.#wake();
		if (due === 'look-around' && this.#ports.isShared) void this.#inLine(() => this.#lookAround());
	}

	names(person: PersonId | null): Promise<Names> {
		return this.#atDesk(async () => {
			const question = { kind: 'names', workspace: this.#workspace, person } as const;
			const names = await this.#begun(() => this.#ports.desks.ask(question));
			return names === 'unknown' ? { workspace: null, person: null } : names;
		});
	}

	/** Writes the name of somebody who came by a link for a role; once, however often it is asked. */
	introduce(person: PersonId, name: string): Promise<void> {
		return this.#atDesk(async () => {
			const question = { kind: 'introduce', workspace: this.#workspace, person, name } as const;
			const settled = await this.#begun(() => this.#ports.desks.ask(question));
			if (settled !== 'unknown') await this.#write(settled);
		});
	}

	/** What the documents on the disk say of somebody, in words. */
	async wordsAbout(person: PersonId): Promise<readonly string[]> {
		const names = [{ kind: 'directory' }, { kind: 'people' }] as const;
		for (const name of names) this.#parked.need(name);
		const news = await this.#reading.whole(names);
		const workspace = this.#workspace;
		return this.#parked.watch((onread) =>
			this.#ports.desks.ask({ kind: 'words-about', workspace, person, news }, onread)
		);
	}

	/** Takes everybody who was erased out of all documents; on disk when it answers. */
	erase(): Promise<void> {
		return this.#inLine(() => this.#erase(attempts));
	}

	/** Answers when all that was heard of until now is settled. */
	settle(): Promise<void> {
		return this.#inLine(() => Promise.resolve());
	}

	async close(): Promise<void> {
		await this.#inLine(() => this.#putAway());
	}

	#wake(): void {
		void this.#inLine(() => this.#catchUp());
	}

	/** One after another; what fails here was told, and the next begins afresh. */
	#inLine<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#line.then(work);
		this.#line = result.catch(() => undefined);
		return result;
	}

	/** In line. Where it fails the desk is put away: it may hold what is not on the disk. */
	#atDesk<T>(work: () => Promise<T>): Promise<T> {
		return this.#inLine(async () => {
			try {
				return await work();
			} catch (cause) {
				await this.#putAway();
				this.#reminders.owes = true;
				throw cause;
			}
		});
	}

	async #catchUp(): Promise<void> {
		try {
			if (!this.#isOpen) await this.#begin();
			while (!this.#reading.isDone || this.#people.size > 0) await this.#read();
			this.#reminders.owes = false;
		} catch (cause) {
			await this.#fail(cause);
		}
	}

	/** Other relays tell what grew by hints, and hints get lost: what the journal has is what counts. */
	async #lookAround(): Promise<void> {
		if (!this.#isOpen) return;
		const hasGrown = await this.#reading.look((name) => this.#concerns(name));
		if (hasGrown) this.#reminders.grewElsewhere();
	}

	async #erase(attemptsLeft: number): Promise<void> {
		try {
			this.#parked.need({ kind: 'people' });
			await this.#putAway();
			await this.#begin();
			while (!this.#reading.isDone) await this.#read();
			// A ledger tells what she claimed, and so which words of others are about her.
			for (const season of this.#seasons) this.#parked.need({ kind: 'ledger', season });
		} catch (cause) {
			await this.#putAway();
			this.#reminders.owes = true;
			if (attemptsLeft === 1 || !helpsAtOnce(cause)) throw cause;
			await this.#erase(attemptsLeft - 1);
		}
	}

	/** All that the journal has, and everybody who belongs. */
	async #begin(): Promise<void> {
		this.#parked.need({ kind: 'directory' });
		this.#seasons = new Set();
		const members = await this.#ports.members(this.#workspace);
		const known = members.map((one) => [one.person, one] as const);
		this.#people.clear();
		// The directory says which seasons there are; of the venues the desk is also told that nobody booked.
		const first = [{ kind: 'directory' }, { kind: 'venues' }] as const;
		const news = await this.#reading.beginWith(first.filter((name) => this.#concerns(name)));
		await this.#ask(news, known, true);
		this.#isOpen = true;
	}

	async #read(): Promise<void> {
		const people = [...this.#people];
		this.#people.clear();
		const news = await this.#reading.take((name) => this.#concerns(name));
		if (news.length === 0 && people.length === 0) return;
		const lanes = news.flatMap(({ name }) => (name.kind === 'lane' ? [name.person] : []));
		const members = [...new Set([...lanes, ...people])].map((one) => this.#member(one));
		await this.#ask(news, await Promise.all(members), false);
	}

	async #member(person: PersonId): Promise<KnownMember> {
		return [person, await this.#ports.member(this.#workspace, person)];
	}

	async #ask(
		news: readonly DocumentNews[],
		members: readonly KnownMember[],
		begins: boolean
	): Promise<void> {
		const workspace = this.#workspace;
		const erased = this.#ports.erasedOf(workspace);
		const question = { kind: 'read', workspace, begins, news, members, erased } as const;
		const settled = await this.#parked.watch(async (onread) => {
			const answer = await this.#ports.desks.ask(question, onread);
			if (answer !== 'unknown' && answer.broken) throw new Broken('Yjs does not get over it');
			return answer;
		});
		if (settled === 'unknown') return await this.#begin();
		this.#learn(settled.seasons);
		await this.#write(settled);
	}

	/** A season that has become known is read from its beginning. */
	#learn(seasons: readonly SeasonId[]): void {
		for (const season of seasons) {
			if (this.#seasons.has(season)) continue;
			for (const kind of ['season', 'ledger'] as const)
				this.#reading.doubt(documentText({ kind, season }));
		}
		this.#seasons = new Set(seasons);
	}

	/** Whether the desk works with this document; of seasons those that the directory knows. */
	#concerns(name: DocumentName): boolean {
		if (this.#parked.has(name)) return false;
		if (name.kind === 'season' || name.kind === 'ledger') return this.#seasons.has(name.season);
		return isForDesk(name);
	}

	/** A desk that is not there any more is begun again, once. */
	async #begun<T>(ask: () => Promise<T | 'unknown'>): Promise<T | 'unknown'> {
		if (!this.#isOpen) await this.#begin();
		const answer = await ask();
		if (answer !== 'unknown') return answer;
		await this.#begin();
		return ask();
	}

	async #write({ changes, waiting, unreadable, hasErased }: Settled): Promise<void> {
		this.#waiting = waiting;
		for (const name of unreadable)
			this.#report('update-not-read', documentText(name), 'Yjs can not take it in');
		if (changes.length === 0) return;
		if (hasErased) await this.#ports.onerased(this.#workspace);
		const own = changes.flatMap(({ name, updates }) =>
			updates.map((update) => ({ document: name, update }))
		);
		const expected = new Map(
			changes.filter(({ name }) => isLedger(name)).map(({ name }) => this.#standing(name))
		);
		const stretches = await this.#ports.write(this.#workspace, own, expected);
		if (stretches === 'overtaken') throw new Overtaken('another relay settled this first');
		this.#reading.wrote(stretches);
	}

	#standing(name: DocumentName): readonly [string, Position] {
		const text = documentText(name);
		return [text, this.#reading.positionIn(text)];
	}

	/** Begins anew: at once where that helps, at the next `tick` where it may not. */
	async #fail(cause: unknown): Promise<void> {
		await this.#putAway();
		if (helpsAtOnce(cause)) return this.#wake();
		// That was told when it was left out, and nothing helps until this clerk leaves.
		if (cause instanceof LeftOut) return void (this.#reminders.owes = false);
		this.#reminders.owes = true;
		// What could not be kept was told where it was to be kept.
		if (cause instanceof NotRead) this.#report('not-opened', '', cause.cause);
		else if (!(cause instanceof Error && cause.name === 'NotKept'))
			this.#report('clerk-failed', '', cause);
	}

	async #putAway(): Promise<void> {
		this.#isOpen = false;
		await this.#ports.desks.ask({ kind: 'forget', workspace: this.#workspace });
	}

	#report(kind: ClerkEvent['kind'], text: string, cause: unknown): void {
		this.#ports.report({ kind, document: `${this.#workspace}/${text}`, cause });
	}
}

/** How often erasing is begun anew, where that may help at once. */
const attempts = 5;

function isLedger({ kind }: DocumentName): boolean {
	return kind === 'ledger' || kind === 'venues';
}
