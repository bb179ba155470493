import type { Entry, Journal, Position, Stretch } from '../journal/journal.ts';
import type { Change, Place } from './change.ts';
import { closeCodes, type Visit } from './visit.ts';
import { WaitingChanges } from './waiting-changes.ts';

/** Changes of one document that are on disk, and where they lie in its log. */
export interface Committed {
	readonly place: Place;
	readonly changes: readonly Change[];
	readonly stretch: Stretch;
}

export interface CommitPorts {
	readonly journal: Journal;
	/** Runs `callback` once, soon, after everything that has arrived by then was handed in. */
	schedule(callback: () => void): void;
	/** A turn is on disk; `owed` are the visits that are settled by it, and up to which change. */
	oncommitted(committed: readonly Committed[], owed: Map<Visit, number>): void;
	onfailed(changes: number, cause: unknown): void;
}

/** A batch of the relay's own that is kept only while documents stand where they are expected to. */
interface OwnBatch {
	readonly changes: readonly Change[];
	readonly expected: ReadonlyMap<string, Position> | undefined;
	readonly answer: PromiseWithResolvers<Stretches>;
}

/**
 * The way to the disk, one step at a time: whatever arrives in one turn of the event loop, and while the
 * step before it was under way, goes in one batch, so that a hundred writers pay for one flush. Of one who
 * brings much only a share goes with each step: nobody waits for all of it.
 */
export class Commits {
	readonly #ports: CommitPorts;
	readonly #waiting = new WaitingChanges();
	readonly #owed = new Set<Visit>();
	#own: OwnBatch[] = [];
	#isScheduled = false;
	#settling: Promise<void> = Promise.resolve();

	constructor(ports: CommitPorts) {
		this.#ports = ports;
	}

	add(change: Change): void {
		this.#waiting.add(change);
		this.wake();
	}

	/** This visit's changes so far are settled once what has come until now is on disk. */
	owe(visit: Visit): void {
		this.#owed.add(visit);
		this.wake();
	}

	/** The relay's own changes, in a step of their own. Fails when the disk refuses. */
	addOwn(changes: readonly Change[], expected?: ReadonlyMap<string, Position>): Promise<Stretches> {
		const answer = Promise.withResolvers<Stretches>();
		this.#own.push({ changes, expected, answer });
		this.wake();
		return answer.promise;
	}

	/** Ends the turn soon. */
	wake(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		this.#ports.schedule(() => void this.#next());
	}

	/** Ends the turn now; answers when all that was handed in until now is on disk, or refused by it. */
	async settle(): Promise<void> {
		do await this.#next();
		while (!this.#waiting.isEmpty);
	}

	#next(): Promise<void> {
		this.#settling = this.#settling.then(() => this.#step());
		return this.#settling;
	}

	async #step(): Promise<void> {
		this.#isScheduled = false;
		const [changes, own] = [this.#waiting.take(), this.#own];
		this.#own = [];
		await this.#keep(changes, this.#takeOwed());
		for (const batch of own) await this.#keepOwn(batch);
		if (!this.#waiting.isEmpty) this.wake();
	}

	/** Whoever has a change waiting is told when that is settled, too. */
	#takeOwed(): Map<Visit, number> {
		const settled = [...this.#owed].filter((visit) => !this.#waiting.hasOf(visit));
		for (const visit of settled) this.#owed.delete(visit);
		return new Map(settled.map((visit) => [visit, visit.settled]));
	}

	/** When the disk refuses, the senders are sent away: they come back, and offer it again. */
	async #keep(changes: readonly Change[], owed: Map<Visit, number>): Promise<void> {
		if (changes.length === 0) return this.#ports.oncommitted([], owed);
		const kept = await this.#append(changes);
		if (kept instanceof NotKept) this.#sendAway(changes, owed);
		this.#ports.oncommitted(kept instanceof NotKept ? [] : committedIn(changes, kept), owed);
	}

	async #keepOwn({ changes, expected, answer }: OwnBatch): Promise<void> {
		const kept = await this.#append(changes, expected);
		if (kept instanceof NotKept) return answer.reject(kept);
		this.#ports.oncommitted(committedIn(changes, kept), new Map());
		answer.resolve(kept);
	}

	/** On disk, all or nothing: nobody is told that it is safe before. */
	async #append(
		changes: readonly Change[],
		expected?: ReadonlyMap<string, Position>
	): Promise<Stretches | NotKept> {
		try {
			return await this.#ports.journal.append(changes.map(entryOf), expected);
		} catch (cause) {
			this.#ports.onfailed(changes.length, cause);
			return new NotKept('the journal could not keep it', { cause });
		}
	}

	/** With what came from them meanwhile: it builds on what was refused. */
	#sendAway(changes: readonly Change[], owed: Map<Visit, number>): void {
		const senders = new Set(changes.map(({ from }) => from));
		this.#waiting.drop(senders);
		for (const from of senders) {
			if (!from) continue;
			owed.delete(from);
			this.#owed.delete(from);
			from.close(closeCodes.busy, 'the relay can not keep this now, come back');
		}
	}
}

type Stretches = ReadonlyMap<string, Stretch> | 'overtaken';

/** The disk refuses: nothing of the batch was kept. */
export class NotKept extends Error {
	override readonly name = 'NotKept';
	readonly code = 'not-kept';
}

function entryOf({ place, piece }: Change): Entry {
	return { document: place.key, update: piece.update };
}

function committedIn(changes: readonly Change[], stretches: Stretches): Committed[] {
	if (stretches === 'overtaken') return [];
	const committed: Committed[] = [];
	for (const [key, ofRoom] of Map.groupBy(changes, (change) => change.place.key)) {
		const stretch = stretches.get(key);
		const place = ofRoom[0]?.place;
		if (stretch && place) committed.push({ place, changes: ofRoom, stretch });
	}
	return committed;
}
