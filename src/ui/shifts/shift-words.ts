import type { Standing } from '#domain/claims/resolve.ts';
import type { Day } from '#domain/time/day.ts';
import type { MyShift } from '#views/shifts.ts';
import type { Tone } from '../kit/types.ts';
import { reasonWords } from '../text/closed-reason.ts';
import { shortDate, spokenDay, timeRange } from '../text/format.ts';
import type { Language } from '../text/messages.ts';
import { shifts as dictionary } from '../text/shifts.ts';
import type { Placed } from './shift-lists.ts';

type Words = (typeof dictionary)['nl'];
type Waiting = Extract<Standing, { status: 'waitlist' }>;

export interface StandingWords {
	readonly label: string;
	readonly tone: Tone;
	/** What it means for her, where the word alone does not say it. */
	readonly why: string | null;
}

/**
 * Where a person's place stands, in her words.
 *
 * @param kept whether what she asked is on the disk of this device: what is not there yet is not said to be
 */
export function standingWords(
	shift: MyShift,
	venue: string,
	kept: boolean,
	language: Language
): StandingWords {
	const words = dictionary[language];
	const { standing, closed } = shift;
	if (closed && isActive(standing)) {
		const why = words.shut(venue, reasonWords(closed, language));
		return { label: words.uncertain, tone: 'attention', why };
	}
	switch (standing.status) {
		case 'confirmed':
			return { label: words.confirmed, tone: 'good', why: null };
		case 'requested': {
			const what = standing.expects === 'place' ? words.requested : words.requestedWaiting;
			const label = kept ? words.keptHere(what) : what;
			return { label, tone: 'accent', why: words.requestedWhy };
		}
		case 'waitlist':
			return {
				label: words.waitlist(standing.position),
				tone: 'attention',
				why: waitlistWords(standing, words)
			};
		case 'cancelled':
			return { label: words.cancelled, tone: 'trouble', why: words.cancelledWhy };
		case 'duplicate':
		case 'orphaned':
		case 'withdrawn':
			return { label: words.lost, tone: 'trouble', why: words.lostWhy };
	}
}

/** Why she waits, how many come before her, and that she can stay at home until she reads otherwise. */
function waitlistWords({ because, position }: Waiting, words: Words): string {
	const { waitlistWhy, waitlistAhead, waitlistNext } = words;
	return [waitlistWhy[because], waitlistAhead(position - 1), waitlistNext].join(' ');
}

function isActive({ status }: Standing): boolean {
	return status === 'confirmed' || status === 'requested' || status === 'waitlist';
}

/** What a card says in the place where she just chose it. */
export function chosenWords(
	shift: MyShift,
	venue: string,
	kept: boolean,
	language: Language
): StandingWords {
	const said = standingWords(shift, venue, kept, language);
	if (!isComing(shift) || shift.closed) return said;
	const words = dictionary[language];
	const why = shift.standing.status === 'confirmed' ? words.certain : words.requestedWhy;
	return { label: words.chosen, tone: 'good', why };
}

/** The way back, as it is called for a place and for the waitlist. */
export function leaveWords(
	shift: MyShift,
	when: string,
	words: Words
): { readonly label: string; readonly about: string } {
	const { title } = shift.occurrence;
	return isWaiting(shift)
		? { label: words.leaveQueue, about: words.leaveQueueFor(title, when) }
		: { label: words.cant, about: words.cantWhat(title, when) };
}

/** Whether she is among those who come, as far as she can know. */
export function isComing({ standing }: Pick<MyShift, 'standing'>): boolean {
	if (standing.status === 'requested') return standing.expects === 'place';
	return standing.status === 'confirmed';
}

/** Whether she waits for a place to come free. */
function isWaiting({ standing }: MyShift): boolean {
	if (standing.status === 'requested') return standing.expects === 'waitlist';
	return standing.status === 'waitlist';
}

/** A range of days that breaks after its dash, and nowhere in a date. */
export function heldTogether(range: string): string {
	return range
		.replaceAll(' ', '\u00a0')
		.replace('\u00a0-\u00a0', '\u00a0- ')
		.replace(/(\d)-(\d)/u, '$1-\u2060$2');
}

/** `di 24 nov · 16:00-18:30`; near today `Morgen · di 24 nov · 16:00-18:30`. */
export function whenWords({ occurrence }: Placed, today: Day, language: Language): string {
	const { day, from, until } = occurrence;
	return `${dayWords(day, today, language)} · ${timeRange(from, until)}`;
}

export function dayWords(day: Day, today: Day, language: Language): string {
	const date = shortDate(day, language);
	const spoken = spokenDay(day, today, language);
	return spoken === date ? date : `${capital(spoken)} · ${date}`;
}

function capital(word: string): string {
	return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}

/** The name by which a person is called: "Maria" of "Maria Van Damme". */
export function firstName(name: string): string {
	return name.trim().split(/\s+/)[0] ?? '';
}

/**
 * People by their first names; in full where two of them share one. Whose name is not there any more, as after an
 * erasure, is called `unknown`.
 */
export function shortNames(names: readonly (string | null)[], unknown: string): string[] {
	const firsts = names.map((name) => name && firstName(name));
	return names.map((name, at) => {
		if (name === null) return unknown;
		const first = firsts[at] ?? name;
		return firsts.filter((other) => other === first).length > 1 ? name : first;
	});
}

/** "Gastvrouw" in the middle of a sentence is "gastvrouw", "OCMW" stays as it is. */
export function inSentence(label: string): string {
	return /^\p{Lu}\p{Ll}/u.test(label)
		? label.charAt(0).toLocaleLowerCase() + label.slice(1)
		: label;
}
