import type { NeighbourhoodId, OrganisationId, QualificationId, VenueId } from '#domain/ids.ts';
import type { Occurrence, StaffRule } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import { byTime } from './calendar.ts';

/** What a date can name of the directory. */
export type Named = VenueId | NeighbourhoodId | OrganisationId | QualificationId;

/** The dates from day `since` on, in order of time, that would miss what is called `id`; cancelled ones miss nothing. */
export function datesNaming(id: Named, since: Day, dates: Iterable<Occurrence>): Occurrence[] {
	const found: Occurrence[] = [];
	for (const date of dates)
		if (!date.cancelled && date.day >= since && isNamed(id, date)) found.push(date);
	return found.sort(byTime);
}

function isNamed(id: Named, date: Occurrence): boolean {
	return (
		date.venue === id ||
		date.neighbourhood === id ||
		date.organisation === id ||
		date.needs.some(({ qualification }) => qualification === id) ||
		date.staffRules.some((rule) => asksFor(id, rule))
	);
}

function asksFor(id: Named, rule: StaffRule): boolean {
	return rule.kind === 'organisations'
		? rule.organisations.some((organisation) => organisation === id)
		: rule.qualification === id;
}
