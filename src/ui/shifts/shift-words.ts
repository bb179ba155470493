import type { Day } from '#domain/time/day.ts';
import type { MyShift } from '#views/shifts.ts';
import type { Tone } from '../kit/types.ts';
import { shortDate, spokenDay, timeRange } from '../text/format.ts';
import type { Language } from '../text/messages.ts';
import type { shifts } from '../text/shifts.ts';
import type { Placed } from './shift-lists.ts';

type Words = (typeof shifts)['nl'];

export interface StandingWords {
	readonly label: string;
	readonly tone: Tone;
	/** What it means for her, where the word alone does not say it. */
	readonly why: string | null;
}

/** Where a person's place stands, in her words. */
export function standingWords({ standing, need }: MyShift, words: Words): StandingWords {
	switch (standing.status) {
		case 'confirmed':
			return { label: words.confirmed, tone: 'good', why: null };
		case 'requested': {
			const label = standing.expects === 'place' ? words.requested : words.requestedWaiting;
			return { label, tone: 'accent', why: words.requestedWhy };
		}
		case 'waitlist':
			return {
				label: words.waitlist(standing.position),
				tone: 'attention',
				why: words.waitlistWhy(need.max)
			};
		case 'cancelled':
			return { label: words.cancelled, tone: 'trouble', why: words.cancelledWhy };
		case 'duplicate':
		case 'orphaned':
		case 'withdrawn':
			return { label: words.lost, tone: 'trouble', why: words.lostWhy };
	}
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

/** People by their first names; in full where two of them share one. */
export function shortNames(names: readonly string[]): string[] {
	const firsts = names.map(firstName);
	return names.map((name, at) => {
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
