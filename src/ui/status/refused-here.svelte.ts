import type { Ledger } from '#document/layouts/ledger.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import type { EventId } from '#domain/ids.ts';
import { Live } from '../live.ts';
import { shortDate } from '../text/format.ts';
import { status } from '../text/status.ts';
import { text } from '../text/text.svelte.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { eventWords } from './event-words.ts';
import { OwnLedgers } from './own-ledgers.ts';
import { PutAway } from './put-away.svelte.ts';
import { type Refused, refusedOf } from './refused.ts';

type Shown = Pick<
	OpenWorkspace,
	'id' | 'member' | 'documents' | 'planning' | 'live' | 'directory' | 'connection'
>;

/** What was made on this device and did not go through, with its words; what was put away apart. */
export class RefusedHere {
	readonly #workspace: Shown;
	readonly #changes: Live<ReturnType<OpenWorkspace['connection']['refusals']['read']>>;
	readonly #ledgers: Live<readonly Ledger[]>;
	readonly #putAway: PutAway;
	readonly #all = $derived.by(() => this.#find());

	constructor(workspace: Shown) {
		this.#workspace = workspace;
		this.#changes = new Live(workspace.connection.refusals);
		this.#ledgers = new Live(new OwnLedgers(workspace.documents));
		this.#putAway = new PutAway(workspace.id);
	}

	/** What nobody has read yet. */
	get waiting(): readonly Refused[] {
		return this.#all.filter((one) => !one.isPutAway);
	}

	get putAway(): readonly Refused[] {
		return this.#all.filter((one) => one.isPutAway);
	}

	/** Whether this device holds changes that the others will not get. */
	get hasChanges(): boolean {
		return this.#all.some(({ kind }) => kind === 'change');
	}

	/** What it was: "Je inschrijving voor Soep, di 24 nov". */
	said(one: Refused): string {
		const word = text.of(status).tray;
		if (one.kind === 'change') return word.documents[one.refusal.document.kind];
		if (!one.event) return word.unknownEvent;
		return eventWords(one.event, this.#workspace, (id) => this.#eventOf(id), shortDate);
	}

	reason(one: Refused): string {
		return text.of(status).tray.reasons[one.kind === 'event' ? one.reason : one.refusal.code];
	}

	put(one: Refused): void {
		if (one.kind === 'change') this.#workspace.connection.putAway(one.refusal);
		else this.#putAway.add(one.key);
	}

	#find(): Refused[] {
		// The planning has the words for what an event was about.
		this.#workspace.live.follow();
		const { person } = this.#workspace.member;
		const [ledgers, changes] = [this.#ledgers.current, this.#changes.current];
		return refusedOf(person, ledgers, (id) => this.#eventOf(id), changes, this.#putAway.keys);
	}

	#eventOf(id: EventId): LaneEvent | null {
		const numbered = this.#ledgers.current.map((ledger) => ledger.event(id));
		return this.#workspace.documents.lane.get(id) ?? numbered.find(Boolean) ?? null;
	}
}
