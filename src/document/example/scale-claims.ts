import type { PersonId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { Need, Occurrence } from '#domain/series/series.ts';
import { dayNumber, dayOf } from '#domain/time/day.ts';
import { claim, withdraw } from '../commands/claims.ts';
import type { ScaleGround, ScaleSeries, ScaleVolunteer } from './scale-ground.ts';

/** How many people know an activity well enough to stand there. */
const regulars = 9;

/** Fills the year as people do: what is over was filled, the coming weeks nearly, later ones less. */
export function claimSeats(ground: ScaleGround, all: readonly ScaleSeries[]): void {
	const busy = new Set<string>();
	all.forEach((series, at) => {
		for (const date of datesOf(ground, series)) {
			const [need] = date.needs;
			if (need && !date.cancelled) fill(ground, date, need, at, busy);
		}
	});
}

function datesOf({ draft, season, first, last }: ScaleGround, series: ScaleSeries): Occurrence[] {
	const { documents } = draft.by(series.coordinator);
	const records = documents.season(season).series.get(series.id);
	return records ? occurrences(records, dayNumber(first), dayNumber(last)) : [];
}

function fill(
	ground: ScaleGround,
	date: Occurrence,
	need: Need,
	at: number,
	busy: Set<string>
): void {
	const { chance } = ground;
	for (let place = 0; place < need.max; place++) {
		if (!chance.happens(likelihood(ground, date))) continue;
		const volunteer = freeRegular(ground, date, need, at, busy);
		if (volunteer) claimOne(ground, date, need, volunteer.id, busy);
	}
}

/** In percent. */
function likelihood({ today }: ScaleGround, { dayNumber: day }: Occurrence): number {
	const ahead = day - dayNumber(today);
	if (ahead < 0) return 97;
	return ahead < 42 ? 88 : 45;
}

function freeRegular(
	{ chance, volunteers }: ScaleGround,
	date: Occurrence,
	need: Need,
	at: number,
	busy: ReadonlySet<string>
): ScaleVolunteer | null {
	const start = chance.whole(0, regulars - 1);
	for (let tried = 0; tried < regulars; tried++) {
		// Neighbouring series share some of their people, as they do in one municipality.
		const index = (at * 5 + ((start + tried) % regulars)) % volunteers.length;
		const volunteer = volunteers[index];
		if (!volunteer || (need.qualification !== null && !volunteer.isQualified)) continue;
		if (!busy.has(stretchKey(volunteer.id, date))) return volunteer;
	}
	return null;
}

/** All activities begin at one of a few hours, so that a day and an hour name a stretch. */
function stretchKey(person: PersonId, date: Occurrence): string {
	return `${person}/${date.dayNumber}/${date.from}`;
}

function claimOne(
	{ draft, chance, season, first, today }: ScaleGround,
	date: Occurrence,
	need: Need,
	person: PersonId,
	busy: Set<string>
): void {
	const last = Math.min(date.dayNumber, dayNumber(today)) - 1;
	const earliest = Math.min(last, Math.max(dayNumber(first) - 30, last - 60));
	const day = chance.whole(earliest, last);
	draft.setClock(dayOf(day), chance.whole(7 * 60, 20 * 60));
	const { step } = draft.by(person);
	const made = claim(step, season, date.id, need.id, person);
	busy.add(stretchKey(person, date));
	if (!chance.happens(3)) return;
	draft.setClock(dayOf(last), 21 * 60);
	withdraw(step, season, [made], '');
}
