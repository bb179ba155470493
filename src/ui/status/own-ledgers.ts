import type { Ledger } from '#document/layouts/ledger.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Observable } from '../live.ts';

/**
 * The ledgers that can say something of what this person made. Of removed seasons those that her own lane
 * names: what was refused there is told all the same, and the others need not be fetched.
 */
export class OwnLedgers implements Observable<readonly Ledger[]> {
	readonly #documents: WorkspaceDocuments;

	constructor(documents: WorkspaceDocuments) {
		this.#documents = documents;
	}

	read(): Ledger[] {
		const { directory, lane, venues } = this.#documents;
		const named = new Set([...lane.all(), ...lane.unreadableIn()].map(({ season }) => season));
		const seasons = directory.seasons.everything();
		const read = seasons.filter(({ id, removed }) => !removed || named.has(id));
		return [venues, ...read.map(({ id }) => this.#documents.season(id).ledger)];
	}

	/** Follows the ledgers that are there now and those that come later. */
	observe(listener: () => void): () => void {
		const { directory, lane } = this.#documents;
		const followed = new Map<Ledger, () => void>();
		const follow = () => {
			for (const ledger of this.read())
				if (!followed.has(ledger)) followed.set(ledger, ledger.observe(listener));
		};
		const lookAgain = () => {
			follow();
			listener();
		};
		follow();
		const stops = [directory.seasons.observe(lookAgain), lane.observe(lookAgain)];
		return () => {
			for (const stop of [...stops, ...followed.values()]) stop();
		};
	}
}
