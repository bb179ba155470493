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
	readonly kind: 'cancelled' | 'gone' | 'contested' | 'rival' | 'closed' | 'unbooked' | 'requested';
	readonly words: string;
	/** The same in as few words as there is room for in a cell. */
	readonly short: string;
	/** `trouble` has to be mended here, `attention` concerns somebody else too, `quiet` only tells. */
	readonly weight: 'trouble' | 'attention' | 'quiet';
}

/** What is known of the venue of one date. */
export interface VenueStanding {
	readonly booked: Booked;
	readonly closed: ClosedReason | null;
	readonly rivals: readonly Taken[];
}

/** Everything to say about the venue of a date, the worst first; a cancelled date says only that, one whose venue was removed, too. */
export function blockStates(
	{ cancelled }: Pick<Occurrence, 'cancelled'>,
	{ booked, closed, rivals }: VenueStanding,
	names: Names,
	language: Language
): BlockState[] {
	const words = cover[language].states;
	if (cancelled)
		return [{ kind: 'cancelled', words: words.cancelled, short: words.cancelled, weight: 'quiet' }];
	if (booked.status === 'gone')
		return [{ kind: 'gone', words: words.gone, short: words.goneShort, weight: 'trouble' }];
	const title = (taken: Taken) => names.series(taken.series) ?? cover[language].anotherActivity;
	const states: BlockState[] = [];
	const add = (
		kind: BlockState['kind'],
		weight: BlockState['weight'],
		said: string,
		short = said
	) => states.push({ kind, words: said, short, weight });
	if (booked.status === 'contested')
		add('contested', 'trouble', words.contested(title(booked.holder)), words.contestedShort);
	if (closed) add('closed', 'trouble', closedWords(closed, language));
	if (booked.status === 'unbooked') add('unbooked', 'trouble', words.unbooked);
	for (const rival of rivals.slice(0, 1))
		add('rival', 'attention', words.rival(title(rival)), words.rivalShort(rivals.length + 1));
	if (booked.status === 'requested')
		add('requested', 'quiet', words.requested, words.requestedShort);
	return states;
}
