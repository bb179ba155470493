import type { EventId, NeedId, OccurrenceId, PersonId, SeasonId } from '../ids.ts';
import type { Claim, LaneEvent, LedgerEntry, Withdrawal } from './event.ts';
import { type Placed, inOrder } from './order.ts';

/** Where one claim stands, with the reason whenever that is not "confirmed". */
export type Standing =
	| { readonly status: 'confirmed' }
	/** Only on this device, or not yet numbered: what it may expect when it arrives. */
	| { readonly status: 'requested'; readonly expects: 'place' | 'waitlist' }
	/** All places are taken; 1 is the next to move up. */
	| { readonly status: 'waitlist'; readonly position: number; readonly because: WaitReason }
	| { readonly status: 'duplicate'; readonly of: EventId }
	| { readonly status: 'orphaned'; readonly reason: 'no-occurrence' | 'no-need' }
	| { readonly status: 'cancelled' }
	| { readonly status: 'withdrawn'; readonly withdrawal: EventId; readonly by: PersonId };

/** Why somebody waits: she chose to, others were there before her word arrived, or somebody else put her there. */
export type WaitReason = 'chosen' | 'overtaken' | 'assigned';

export interface ResolvedClaim {
	readonly claim: Claim;
	readonly number: number | null;
	readonly standing: Standing;
}

/** Everything that was ever claimed for one need of one occurrence, each claim exactly once, in order. */
export interface NeedStaffing {
	readonly claims: readonly ResolvedClaim[];
	readonly confirmed: readonly Claim[];
	/** How many more hold a place than there are places: "boven bezetting", the coordinator decides. */
	readonly over: number;
}

/** What is true now of the place that is claimed. */
export type Target =
	| { readonly kind: 'open'; readonly max: number }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'orphaned'; readonly reason: 'no-occurrence' | 'no-need' };

/** A moment in the history of one need: a claim, a withdrawal, or the clerk's note of how many places there were. */
export type Moment =
	Placed<Claim | Withdrawal> | { readonly places: number; readonly number: number };

/**
 * Decides who holds a place, who waits, and why.
 *
 * The history is played back in the order of the clerk's numbers. A claim takes a free place or joins
 * the waitlist; a withdrawal gives a place to the first who waits; a place that was held is never taken
 * away because the number of places went down (it shows as `over`), nor because of anything that comes
 * later in the order. What has no number yet comes last and is never "confirmed".
 *
 * Same history, same answer, on every device.
 *
 * @param moments in the order of `byNumber`
 * @param season whose date this is, where moments of several seasons may meet. Each season numbers by
 *   itself, so a claim that names another season takes no place here: it is orphaned.
 */
export function resolveNeed(
	moments: readonly Moment[],
	target: Target,
	season: SeasonId | null = null
): NeedStaffing {
	const isForeign = (moment: Moment) =>
		season !== null && !('places' in moment) && moment.event.season !== season;
	const queue = new Queue();
	const played = moments.filter((moment) => !isForeign(moment));
	for (const moment of played) if (moment.number !== null) queue.play(moment);
	if (target.kind === 'open') queue.places(target.max);
	for (const moment of played) if (moment.number === null) queue.play(moment);
	const staffing = queue.staffing(target);
	const foreign = moments.filter(isForeign);
	const [first] = foreign;
	if (!first || 'places' in first) return staffing;
	// Each season by itself: the rest are strays among these in turn.
	const nowhere = { kind: 'orphaned', reason: 'no-occurrence' } as const;
	const strays = resolveNeed(foreign, nowhere, first.event.season);
	return { ...staffing, claims: [...staffing.claims, ...strays.claims] };
}

class Queue {
	#max = 0;
	readonly #all: Placed<Claim>[] = [];
	readonly #seated = new Set<Placed<Claim>>();
	#waiting: Placed<Claim>[] = [];
	readonly #duplicates = new Map<Placed<Claim>, EventId>();
	readonly #withdrawals = new Map<EventId, Withdrawal>();

	play(moment: Moment): void {
		if ('places' in moment) this.places(moment.places);
		else if (moment.event.kind === 'claim') this.#claim(moment as Placed<Claim>);
		else this.#withdraw(moment.event);
	}

	places(max: number): void {
		this.#max = max;
		this.#promote();
	}

	#claim(placed: Placed<Claim>): void {
		this.#all.push(placed);
		if (this.#withdrawals.has(placed.event.id)) return;
		const first = this.#activeOf(placed.event.person);
		if (first) this.#duplicates.set(placed, first.event.id);
		else {
			this.#waiting.push(placed);
			this.#promote();
		}
	}

	#withdraw(withdrawal: Withdrawal): void {
		if (this.#withdrawals.has(withdrawal.claim)) return;
		this.#withdrawals.set(withdrawal.claim, withdrawal);
		const placed = this.#all.find(({ event }) => event.id === withdrawal.claim);
		if (!placed || this.#duplicates.delete(placed)) return;
		this.#seated.delete(placed);
		this.#waiting = this.#waiting.filter((other) => other !== placed);
		this.#reviveDuplicate(placed.event);
		this.#promote();
	}

	/** A second claim of the same person, made elsewhere and not named by the withdrawal, stays in force. */
	#reviveDuplicate({ person, id }: Claim): void {
		let heir: Placed<Claim> | null = null;
		for (const placed of this.#duplicates.keys()) {
			if (placed.event.person !== person) continue;
			if (heir) this.#duplicates.set(placed, heir.event.id);
			else heir = placed;
		}
		if (!heir || heir.event.id === id) return;
		this.#duplicates.delete(heir);
		const order = this.#all.indexOf(heir);
		const at = this.#waiting.findIndex((other) => this.#all.indexOf(other) > order);
		this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, heir);
	}

	#promote(): void {
		while (this.#seated.size < this.#max && this.#waiting.length > 0) {
			const next = this.#waiting.shift();
			if (next) this.#seated.add(next);
		}
	}

	#activeOf(person: PersonId): Placed<Claim> | undefined {
		for (const placed of this.#seated) if (placed.event.person === person) return placed;
		return this.#waiting.find(({ event }) => event.person === person);
	}

	staffing(target: Target): NeedStaffing {
		const claims = this.#all.map((placed) => ({
			claim: placed.event,
			number: placed.number,
			standing: this.#standing(placed, target)
		}));
		const confirmed = claims
			.filter(({ standing }) => standing.status === 'confirmed')
			.map(({ claim }) => claim);
		const over = target.kind === 'open' ? Math.max(0, confirmed.length - target.max) : 0;
		return { claims, confirmed, over };
	}

	#standing(placed: Placed<Claim>, target: Target): Standing {
		const withdrawal = this.#withdrawals.get(placed.event.id);
		if (withdrawal) return { status: 'withdrawn', withdrawal: withdrawal.id, by: withdrawal.by };
		if (target.kind === 'orphaned') return { status: 'orphaned', reason: target.reason };
		if (target.kind === 'cancelled') return { status: 'cancelled' };
		const of = this.#duplicates.get(placed);
		if (of) return { status: 'duplicate', of };
		const seated = this.#seated.has(placed);
		if (placed.number === null)
			return { status: 'requested', expects: seated ? 'place' : 'waitlist' };
		if (seated) return { status: 'confirmed' };
		const position = this.#waiting.indexOf(placed) + 1;
		return { status: 'waitlist', position, because: waitReason(placed.event) };
	}
}

function waitReason({ person, by, asked }: Claim): WaitReason {
	if (person !== by) return 'assigned';
	return asked === 'waitlist' ? 'chosen' : 'overtaken';
}

/** The name of one need of one occurrence. */
export type PlaceKey = `${OccurrenceId}/${NeedId}`;

export function placeKey(occurrence: OccurrenceId, need: NeedId): PlaceKey {
	return `${occurrence}/${need}`;
}

/** Sorts a season's history by the place that it is about; each list stays in order. */
export function momentsByPlace(
	ledger: readonly LedgerEntry[],
	own: readonly LaneEvent[]
): Map<PlaceKey, Moment[]> {
	const placed = inOrder(ledger, own);
	const placeOf = new Map<EventId, PlaceKey>();
	for (const { event } of placed) {
		if (event.kind === 'claim') placeOf.set(event.id, placeKey(event.occurrence, event.need));
	}
	const moments = new Map<PlaceKey, Moment[]>();
	const put = (key: PlaceKey | undefined, moment: Moment) => {
		if (!key) return;
		const list = moments.get(key);
		if (list) list.push(moment);
		else moments.set(key, [moment]);
	};
	for (const entry of ledger) {
		if (entry.kind === 'places') {
			put(placeKey(entry.occurrence, entry.need), { places: entry.max, number: entry.number });
		}
	}
	for (const { event, number } of placed) {
		if (event.kind === 'claim') put(placeOf.get(event.id), { event, number });
		if (event.kind === 'withdrawal') put(placeOf.get(event.claim), { event, number });
	}
	for (const list of moments.values()) list.sort(byMoment);
	return moments;
}

export function byMoment(a: Moment, b: Moment): number {
	if (a.number !== null && b.number !== null) return a.number - b.number;
	if (a.number !== null) return -1;
	if (b.number !== null) return 1;
	if ('places' in a || 'places' in b) return 0;
	return a.event.madeAt - b.event.madeAt || (a.event.id < b.event.id ? -1 : 1);
}

/**
 * Where every claim of a season stands: the whole of `resolveNeed` over all places.
 *
 * @param targetOf what is true now of a place, asked once for each place that was ever claimed
 */
export function resolve(
	ledger: readonly LedgerEntry[],
	own: readonly LaneEvent[],
	targetOf: (occurrence: OccurrenceId, need: NeedId) => Target
): Map<PlaceKey, NeedStaffing> {
	const staffings = new Map<PlaceKey, NeedStaffing>();
	for (const [key, moments] of momentsByPlace(ledger, own)) {
		staffings.set(key, resolveNeed(moments, targetOf(...placeOfKey(key))));
	}
	return staffings;
}

export function placeOfKey(key: PlaceKey): [OccurrenceId, NeedId] {
	return [key.slice(0, 27) as OccurrenceId, key.slice(28) as NeedId];
}
