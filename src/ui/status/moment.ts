import { dayOf } from '#domain/time/day.ts';
import type { Zone } from '#domain/time/zone.ts';
import { clock, spokenDay } from '../text/format.ts';
import type { Language } from '../text/messages.ts';

/** An instant as people say it: `vandaag 14:05`, `di 24 nov 09:30`. Both in milliseconds since 1970. */
export function spokenMoment(at: number, now: number, zone: Zone, language: Language): string {
	const then = zone.wall(at / 60_000);
	const today = dayOf(zone.wall(now / 60_000).dayNumber);
	return `${spokenDay(dayOf(then.dayNumber), today, language)} ${clock(then.minutes)}`;
}
