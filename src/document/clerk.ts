import { type World, admit } from '#domain/access/admit.ts';
import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { AdmitRefusal, Claim, LaneEvent, LedgerEntry } from '#domain/claims/event.ts';
import { type PlaceKey, placeKey, placeOfKey } from '#domain/claims/resolve.ts';
import {
	type EventId,
	type PersonId,
	type SeasonId,
	type SeriesId,
	seriesOf
} from '#domain/ids.ts';
import { occurrence } from '#domain/series/expand.ts';
import type { Lane } from './layouts/lane.ts';
import type { Ledger, LedgerRow } from './layouts/ledger.ts';
import type { OpenSeason, WorkspaceDocuments } from './workspace.ts';

/** Who somebody is in this workspace, as the relay's accounts know it; null when she does not belong. */
export type MemberOf = (person: PersonId) => Member | null;

export interface ClerkTools {
	/**
	 * Whether a document is here with all that it says. What belongs in a ledger that is not can't be settled:
	 * it may stand there.
	 */
	readonly isAtHand: (name: DocumentName) => boolean;
	/** The relay's clock. */
	readonly nowMs: () => number;
}

const allAtHand: ClerkTools = { isAtHand: () => true, nowMs: () => 0 };

/**
 * Takes events out of lanes, asks `admit`, gives each its number, and writes it into a ledger.
 *
 * The clerk judges authority and nothing else. Who holds a place is `resolve`'s, on every device alike;
 * to make that possible the clerk also notes how many places there were whenever that number changed.
 * It keeps nothing of its own: after a restart the ledgers say what was settled and the lanes what was not.
 */
export class Clerk {
	readonly #documents: WorkspaceDocuments;
	readonly #memberOf: MemberOf;
	readonly #isAtHand: ClerkTools['isAtHand'];
	readonly #nowMs: ClerkTools['nowMs'];
	readonly #seasons = new Map<SeasonId, SeasonDesk>();

	constructor(
		documents: WorkspaceDocuments,
		memberOf: MemberOf,
		{ isAtHand, nowMs }: ClerkTools = allAtHand
	) {
		this.#documents = documents;
		this.#memberOf = memberOf;
		this.#isAtHand = isAtHand;
		this.#nowMs = nowMs;
	}

	/**
	 * Settles everything in these lanes that can be settled now, in the order in which it was made.
	 * Answers who has something that must wait: for a season that is not known here yet, for a document that
	 * is not at hand, or for its maker to join (a workspace that was put back has lanes of people who are not
	 * here again). Take those lanes again when the directory has changed, a document is at hand from now on,
	 * or somebody has come.
	 */
	take(lanes: readonly Lane[]): Set<PersonId> {
		const rows = new Map<Ledger, LedgerRow[]>();
		const waiting = new Set<PersonId>();
		for (const lane of lanes) if (!this.#refuseUnreadable(lane, rows)) waiting.add(lane.person);
		const made = lanes.flatMap((lane) => lane.all().map((event) => ({ event, lane: lane.person })));
		for (const { event, lane } of made.sort((a, b) => byMaking(a.event, b.event))) {
			const season = this.#seasonFor(event);
			const member = this.#memberOf(lane);
			if (season && member) this.#settle(event, member, season, rows);
			else waiting.add(lane);
		}
		for (const [ledger, written] of rows) ledger.write(written, this.#nowMs());
		return waiting;
	}

	/** Notes how many places there are now, for every claimed place of series that changed since the last call. */
	notePlaces(season: SeasonId): void {
		this.#season(season)?.noteChanged(this.#nowMs());
	}

	#settle(
		event: LaneEvent,
		member: Member,
		season: SeasonDesk,
		rows: Map<Ledger, LedgerRow[]>
	): void {
		const ledger = event.kind === 'booking' ? this.#documents.venues : season.ledger;
		if (ledger.isSettled(event.id)) return;
		const lane = member.person;
		const written = rows.get(ledger) ?? [];
		rows.set(ledger, written);
		const reason = admit(event, lane, member, this.#world(season));
		if (reason) return void written.push(refusal(event.id, lane, reason));
		if (event.kind === 'claim') {
			season.remember(event);
			written.push(...season.placesRow(placeKey(event.occurrence, event.need)));
		}
		written.push({ kind: 'event', lane, event });
	}

	/** A row that this version can't read is refused in the ledger of the season that it names. */
	#refuseUnreadable(lane: Lane, rows: Map<Ledger, LedgerRow[]>): boolean {
		let isKnown = true;
		for (const { event, season } of lane.unreadableIn()) {
			const ledger = this.#season(season)?.ledger;
			if (!ledger) isKnown = false;
			else if (!ledger.isSettled(event)) {
				rows.set(ledger, [...(rows.get(ledger) ?? []), refusal(event, lane.person, 'unreadable')]);
			}
		}
		return isKnown;
	}

	#world(season: SeasonDesk): World {
		const { people } = this.#documents.directory;
		return {
			qualificationFor: (need) => season.open.series.need(need)?.qualification,
			isQualified: (person, qualification) =>
				people.get(person)?.qualifications.includes(qualification) ?? false,
			claimant: (claim) => season.claimant(claim)
		};
	}

	/** The season in which an event can be settled now. */
	#seasonFor({ kind, season }: LaneEvent): SeasonDesk | null {
		if (kind === 'booking' && !this.#isAtHand({ kind: 'venues' })) return null;
		return this.#season(season);
	}

	/** The season, when the directory knows it: nobody makes ledgers appear by naming seasons. */
	#season(id: SeasonId): SeasonDesk | null {
		const known = this.#seasons.get(id);
		if (known) return known;
		if (!this.#documents.directory.seasons.get(id)) return null;
		const parts = ['season', 'ledger'] as const;
		if (!parts.every((kind) => this.#isAtHand({ kind, season: id }))) return null;
		const season = new SeasonDesk(this.#documents.season(id));
		this.#seasons.set(id, season);
		return season;
	}
}

/** What the clerk has at hand of one season; all of it read back from the documents. */
class SeasonDesk {
	readonly open: OpenSeason;
	readonly #places = new Map<PlaceKey, number>();
	readonly #claimed = new Map<SeriesId, Set<PlaceKey>>();
	readonly #claimants = new Map<EventId, PersonId>();
	readonly #changed = new Set<SeriesId>();

	constructor(open: OpenSeason) {
		this.open = open;
		this.#take(open.ledger.entries);
		open.ledger.observe((added, isAnew) => {
			if (isAnew) for (const map of [this.#places, this.#claimed, this.#claimants]) map.clear();
			this.#take(added);
		});
		open.series.observe((series) => {
			for (const id of series) this.#changed.add(id as SeriesId);
		});
		for (const series of this.#claimed.keys()) this.#changed.add(series);
	}

	get ledger(): Ledger {
		return this.open.ledger;
	}

	claimant(claim: EventId): PersonId | undefined {
		return this.#claimants.get(claim);
	}

	remember(claim: Claim): void {
		this.#claimants.set(claim.id, claim.person);
		const series = seriesOf(claim.occurrence);
		const key = placeKey(claim.occurrence, claim.need);
		this.#claimed.set(series, (this.#claimed.get(series) ?? new Set()).add(key));
	}

	/** The row that says how many places there are, when the ledger does not say so already. */
	placesRow(key: PlaceKey): LedgerRow[] {
		const max = this.#maxOf(key);
		if (max === null || max === this.#places.get(key)) return [];
		this.#places.set(key, max);
		const [id, need] = placeOfKey(key);
		return [{ kind: 'places', occurrence: id, need, max }];
	}

	noteChanged(nowMs: number): void {
		const keys = [...this.#changed].flatMap((series) => [...(this.#claimed.get(series) ?? [])]);
		this.#changed.clear();
		const rows = keys.flatMap((key) => this.placesRow(key));
		this.ledger.write(rows, nowMs);
	}

	/** How many places there are now; null where the date or the need is not there, or cancelled. */
	#maxOf(key: PlaceKey): number | null {
		const [id, need] = placeOfKey(key);
		const records = this.open.series.get(seriesOf(id));
		const date = records && occurrence(records, id);
		if (!date || date.cancelled) return null;
		return date.needs.find((one) => one.id === need)?.max ?? null;
	}

	#take(entries: readonly LedgerEntry[]): void {
		for (const entry of entries) {
			if (entry.kind === 'places')
				this.#places.set(placeKey(entry.occurrence, entry.need), entry.max);
			else if (entry.event.kind === 'claim') this.remember(entry.event);
		}
	}
}

/** Claims before the withdrawals that name them; then as their maker's clock says, then by id. */
function byMaking(a: LaneEvent, b: LaneEvent): number {
	const late = (event: LaneEvent) => (event.kind === 'withdrawal' ? 1 : 0);
	return late(a) - late(b) || a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1);
}

function refusal(event: EventId, lane: PersonId, reason: AdmitRefusal): LedgerRow {
	return { kind: 'refusal', event, lane, reason };
}
