import type { Claim, Withdrawal } from '#domain/claims/event.ts';
import type { EventId, NeedId, OccurrenceId, PersonId, SeasonId } from '#domain/ids.ts';
import type { Lane } from '../layouts/lane.ts';
import type { Step } from './step.ts';

/**
 * Asks for a place in a shift, for oneself or (a coordinator) for somebody else.
 *
 * @param asked what the screen offered: whoever chose the waitlist must not read that she came too late
 */
export function claim(
	step: Step,
	season: SeasonId,
	occurrence: OccurrenceId,
	need: NeedId,
	person: PersonId,
	asked: 'place' | 'waitlist' = 'place'
): EventId {
	const chosen = asked === 'waitlist' ? { asked } : {};
	return step.event<Claim>({ kind: 'claim', season, occurrence, need, person, ...chosen });
}

/**
 * Takes back the claims that the maker sees: all that one person has on a place, so that a double is
 * not promoted by accident. A claim made meanwhile on another device stays.
 *
 * @param word why, or empty; read by coordinators only
 */
export function withdraw(
	step: Step,
	season: SeasonId,
	claims: readonly EventId[],
	word: string
): void {
	for (const claim of claims) {
		step.event<Withdrawal>({ kind: 'withdrawal', season, claim, word });
	}
}

/**
 * Takes back claims in the season that each names itself. A claim may name another season than that of its
 * date: it is numbered there and stands nowhere, and a withdrawal in any other season would not find it.
 */
export function withdrawWhereNamed(step: Step, claims: readonly Claim[], word: string): void {
	for (const { season, id } of claims) withdraw(step, season, [id], word);
}

/**
 * The word that went with a withdrawal; null while its maker's lane has not brought it. It may follow
 * in a second withdrawal of the same claim: one tap gives the place back, why can be said afterwards.
 */
export function wordOf(lane: Lane, withdrawal: EventId): string | null {
	const event = lane.get(withdrawal);
	if (event?.kind !== 'withdrawal') return null;
	const same = lane.all().filter((one) => one.kind === 'withdrawal' && one.claim === event.claim);
	return same.reduce((word, one) => (one.kind === 'withdrawal' && one.word) || word, event.word);
}
