import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Accounts, Erasure } from '../accounts/accounts.ts';

/** What changed in the list since it was last read. */
export interface ErasedNews {
	readonly listed: readonly Erasure[];
	readonly done: readonly Erasure[];
}

/** Who was erased, at hand: whoever opens a document is held against it. */
export class ErasedList {
	readonly #accounts: Pick<Accounts, 'erasures'>;
	#known = new Map<string, Erasure>();
	#people = new Map<WorkspaceId, PersonId[]>();

	constructor(accounts: Pick<Accounts, 'erasures'>) {
		this.#accounts = accounts;
	}

	has(workspace: WorkspaceId, person: PersonId): boolean {
		return this.#known.has(`${workspace}/${person}`);
	}

	of(workspace: WorkspaceId): readonly PersonId[] {
		return this.#people.get(workspace) ?? [];
	}

	/** Those of whom something may be left, or back. */
	get unfinished(): Erasure[] {
		return [...this.#known.values()].filter(({ doneAt }) => doneAt === null);
	}

	/** Reads the list anew, with what other relays wrote in it; at first, all of it is new. */
	async refresh(): Promise<ErasedNews> {
		const before = this.#known;
		const all = await this.#accounts.erasures();
		this.#known = new Map(all.map((one) => [`${one.workspace}/${one.person}`, one]));
		this.#people = new Map(
			[...Map.groupBy(all, ({ workspace }) => workspace)].map(([workspace, erasures]) => [
				workspace,
				erasures.map(({ person }) => person)
			])
		);
		const fresh = [...this.#known].filter(([key]) => !before.has(key));
		const done = [...this.#known].filter(
			([key, { doneAt }]) =>
				doneAt !== null && before.has(key) && before.get(key)?.doneAt !== doneAt
		);
		return { listed: fresh.map(([, one]) => one), done: done.map(([, one]) => one) };
	}
}
