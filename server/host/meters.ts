import { CountBy, Durations } from '../counting.ts';
import type { Entry, Fold, Journal, Kept, Position, Stretch } from '../journal/journal.ts';
import { TooSlow, type Integrator } from '../relay/integrator.ts';
import type { Integrated } from '../relay/integrate.ts';
import type { UpdateShape } from '../relay/update-shape.ts';

/** Whether the journal kept what it was last given; null before it was given anything. */
export type JournalHealth = 'keeps' | { readonly failsSince: Date } | null;

/**
 * A journal that is looked at from outside: what it is asked, how long it takes, whether it fails. One
 * look at the clock for each batch; what is kept and how is the journal's own business.
 */
export class MeteredJournal implements Journal {
	readonly appending = new Durations();
	readonly loading = new Durations();
	readonly folding = new Durations();
	/** Each time that it was asked to append; `overtaken` when a log did not stand where it was expected. */
	readonly batches = new CountBy<'kept' | 'overtaken' | 'failed'>();
	changes = 0;
	readonly #journal: Journal;
	readonly #nowMs: () => number;
	readonly #now: () => Date;
	#health: JournalHealth = null;

	/** `nowMs`: a clock that only goes forward; `now`: the one on the wall. */
	constructor(journal: Journal, nowMs: () => number, now: () => Date) {
		this.#journal = journal;
		this.#nowMs = nowMs;
		this.#now = now;
	}

	get health(): JournalHealth {
		return this.#health;
	}

	async append(
		batch: readonly Entry[],
		expected?: ReadonlyMap<string, Position>
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'> {
		try {
			const kept = await this.#timed(this.appending, () => this.#journal.append(batch, expected));
			this.#note(kept === 'overtaken' ? 'overtaken' : 'kept', batch.length);
			return kept;
		} catch (cause) {
			this.#note('failed', batch.length);
			throw cause;
		}
	}

	load(document: string, after?: Position): Promise<Kept> {
		return this.#timed(this.loading, () => this.#journal.load(document, after));
	}

	fold(folds: readonly Fold[]): Promise<void> {
		return this.#timed(this.folding, () => this.#journal.fold(folds));
	}

	positions(documents: readonly string[]): Promise<ReadonlyMap<string, Position>> {
		return this.#journal.positions(documents);
	}

	documents(prefix: string): Promise<string[]> {
		return this.#journal.documents(prefix);
	}

	erase(documents: readonly string[]): Promise<void> {
		return this.#journal.erase(documents);
	}

	dropSetAside(documents: readonly string[]): Promise<void> {
		return this.#journal.dropSetAside(documents);
	}

	compact(): Promise<void> {
		return this.#journal.compact();
	}

	close(): Promise<void> {
		return this.#journal.close();
	}

	#note(how: 'kept' | 'overtaken' | 'failed', changes: number): void {
		this.batches.add(how);
		if (how === 'kept') this.changes += changes;
		if (how !== 'failed') this.#health = 'keeps';
		else if (this.#health === null || this.#health === 'keeps')
			this.#health = { failsSince: this.#now() };
	}

	async #timed<T>(durations: Durations, work: () => Promise<T>): Promise<T> {
		const began = this.#nowMs();
		try {
			return await work();
		} finally {
			durations.note(this.#nowMs() - began);
		}
	}
}

/** An integrator that is looked at from outside. */
export class MeteredIntegrator implements Integrator {
	readonly integrating = new Durations();
	/** Documents that took longer than they may. */
	tooSlow = 0;
	readonly #integrator: Integrator;
	readonly #nowMs: () => number;

	/** `nowMs`: a clock that only goes forward. */
	constructor(integrator: Integrator, nowMs: () => number) {
		this.#integrator = integrator;
		this.#nowMs = nowMs;
	}

	async integrate(updates: readonly Uint8Array[]): Promise<Integrated> {
		const began = this.#nowMs();
		try {
			return await this.#integrator.integrate(updates);
		} catch (cause) {
			if (cause instanceof TooSlow) this.tooSlow++;
			throw cause;
		} finally {
			this.integrating.note(this.#nowMs() - began);
		}
	}

	missing(update: Uint8Array, have: Uint8Array): Promise<Uint8Array> {
		return this.#integrator.missing(update, have);
	}

	shape(update: Uint8Array): Promise<UpdateShape | null> {
		return this.#integrator.shape(update);
	}

	close(): Promise<void> {
		return this.#integrator.close();
	}
}
