import type { Occurrence } from '#domain/series/series.ts';
import type { Taken } from '#domain/venues/bookings.ts';
import type { ClosedReason } from '#domain/venues/opening.ts';
import { cover } from '#ui/text/cover.ts';
import type { Language } from '#ui/text/messages.ts';
import type { Booked } from '#views/venue-board.ts';
import { closedWords } from './closed-words.ts';
import type { Names } from './names.ts';

/** What is the matter with a date beside its people: each kind has its own sign and its own words. */
export interface BlockState {
	readonly kind: 'cancelled' | 'contested' | 'rival' | 'closed' | 'unbooked' | 'requested';
	readonly words: string;
	/** Whether somebody has to do something about it. */
	readonly isProblem: boolean;
}

/** What is known of the venue of one date. */
export interface VenueStanding {
	readonly booked: Booked;
	readonly closed: ClosedReason | null;
	readonly rivals: readonly Taken[];
}

/** Everything to say about the venue of a date, the worst first; a cancelled date says only that. */
export function blockStates(
	{ cancelled }: Pick<Occurrence, 'cancelled'>,
	{ booked, closed, rivals }: VenueStanding,
	names: Names,
	language: Language
): BlockState[] {
	const words = cover[language].states;
	if (cancelled) return [{ kind: 'cancelled', words: words.cancelled, isProblem: false }];
	const title = (taken: Taken) => names.series(taken.series) ?? cover[language].anotherActivity;
	const states: BlockState[] = [];
	if (booked.status === 'contested')
		states.push({
			kind: 'contested',
			words: words.contested(title(booked.holder)),
			isProblem: true
		});
	if (closed)
		states.push({ kind: 'closed', words: closedWords(closed, language), isProblem: true });
	if (booked.status === 'unbooked')
		states.push({ kind: 'unbooked', words: words.unbooked, isProblem: true });
	for (const rival of rivals.slice(0, 1))
		states.push({ kind: 'rival', words: words.rival(title(rival)), isProblem: true });
	if (booked.status === 'requested')
		states.push({ kind: 'requested', words: words.requested, isProblem: false });
	return states;
}
