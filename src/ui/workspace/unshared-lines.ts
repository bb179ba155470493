import type { Ledger } from '#document/layouts/ledger.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import { Live } from '../live.ts';
import { eventWords } from '../status/event-words.ts';
import { OwnLedgers } from '../status/own-ledgers.ts';
import { longDate } from '../text/format.ts';
import type { OpenWorkspace } from './open-workspace.ts';

type Shown = Pick<OpenWorkspace, 'member' | 'documents' | 'planning' | 'live' | 'directory'>;

/** What this person did herself and nobody received, in words that she can show to somebody. */
export class UnsharedLines {
	readonly #workspace: Shown;
	readonly #ledgers: Live<readonly Ledger[]>;

	constructor(workspace: Shown) {
		this.#workspace = workspace;
		this.#ledgers = new Live(new OwnLedgers(workspace.documents));
	}

	get current(): string[] {
		// The planning has the words, and tells when the lane changed.
		this.#workspace.live.follow();
		const { lane } = this.#workspace.documents;
		const ledgers = this.#ledgers.current;
		const isUnnumbered = ({ id }: LaneEvent) => ledgers.every((ledger) => !ledger.isSettled(id));
		return lane
			.all()
			.filter(isUnnumbered)
			.map((event) =>
				eventWords(
					event,
					this.#workspace,
					(id) => lane.get(id),
					(day, language) => longDate(day, language, true)
				)
			);
	}
}
