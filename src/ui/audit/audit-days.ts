import { dayOf, type Day } from '#domain/time/day.ts';
import type { Zone } from '#domain/time/zone.ts';
import type { AuditEntry } from '#sync/session/answers.ts';
import { longDate, spokenDay } from '../text/format.ts';
import type { Language } from '../text/messages.ts';

export interface AuditDay {
	readonly day: Day;
	readonly entries: readonly AuditEntry[];
}

/** The same entries in the same order, day by day on the clock of the workspace. */
export function byDay(entries: readonly AuditEntry[], zone: Zone): AuditDay[] {
	const days = Map.groupBy(entries, ({ at }) => dayAt(at, zone));
	return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}

export function dayAt(at: number, zone: Zone): Day {
	return dayOf(zone.wall(at / 60_000).dayNumber);
}

/** `Vandaag`, `Gisteren`, `Dinsdag 24 november`; with its year where that is another one. */
export function dayHeading(day: Day, today: Day, language: Language): string {
	const spoken = spokenDay(day, today, language);
	const isNear = spoken !== spokenDay(day, '1970-01-01' as Day, language);
	const otherYear = day.slice(0, 4) !== today.slice(0, 4);
	const said = isNear ? spoken : longDate(day, language, otherYear);
	return said.charAt(0).toLocaleUpperCase(language) + said.slice(1);
}
