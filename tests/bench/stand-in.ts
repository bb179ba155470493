import type { PersonId, SeasonId, VenueId } from '#domain/ids.ts';
import { type Day, type Weekday, addDays, dayNumber } from '#domain/time/day.ts';
import { occurrences } from '#domain/series/expand.ts';
import { planActivity } from '#document/commands/activities.ts';
import { claim } from '#document/commands/claims.ts';
import { addOrganisation, addPerson, addVenue, found } from '#document/commands/directory.ts';
import { Chance } from '#document/example/chance.ts';
import { Draft, type Example } from '#document/example/draft.ts';

const sizes = {
	S: { volunteers: 60, venues: 20, series: 40, places: [1, 2] },
	M: { volunteers: 400, venues: 120, series: 200, places: [2, 2, 2, 3] },
	L: { volunteers: 1600, venues: 500, series: 800, places: [2] }
} as const;

/** Stands in for the builder in src/document/example until that one has landed. */
export function buildScale(options: {
	readonly scale: keyof typeof sizes;
	readonly seed: number;
	readonly today: Day;
}): Example {
	const size = sizes[options.scale];
	const chance = new Chance(options.seed);
	const draft = new Draft(chance);
	const first = addDays(options.today, -9 * 7);
	const last = addDays(first, 52 * 7 - 1);
	draft.setClock(addDays(first, -30), 540);
	const me = draft.newId() as PersonId;
	const { step, documents } = draft.by(me);
	const season = found(step, documents, {
		...{ name: options.scale, neighbourhood: 'Centrum', coordinator: 'Ann', example: false },
		season: { name: '2027', first, last }
	});
	const venues = layVenues(draft, me, size.venues);
	const person = { qualifications: [], organisation: null, staff: false };
	const volunteers = Array.from({ length: size.volunteers }, (_, at) =>
		addPerson(step, documents, { ...person, name: `Vrijwilliger ${at}` })
	);
	for (let at = 0; at < size.series; at++) {
		const places = size.places[at % size.places.length] ?? 1;
		planOne(draft, chance, { me, season, first, last, at, places, venues });
	}
	fill(draft, chance, { me, season, first, last, volunteers });
	const member = { organisations: [] };
	return {
		workspace: draft.workspace,
		coordinator: me,
		people: [
			{ ...member, person: me, role: 'coordinator' },
			...volunteers.map((one) => ({ ...member, person: one, role: 'volunteer' as const }))
		],
		documents: draft.updates()
	};
}

function layVenues(draft: Draft, me: PersonId, count: number): VenueId[] {
	const { step, documents } = draft.by(me);
	const [neighbourhood] = documents.directory.neighbourhoods.all();
	return Array.from({ length: count }, (_, at) =>
		addVenue(step, documents, {
			...{ name: `Zaal ${at}`, address: '', entrance: '', capacity: 30, accessible: true },
			organisation:
				at % 5 === 0 ? addOrganisation(step, documents, { name: `Gemeente ${at}` }) : null,
			neighbourhood: neighbourhood?.id ?? null,
			...{ school: at % 4 === 0 ? 'flemish' : null, closedOnHolidays: true }
		})
	);
}

interface One {
	readonly me: PersonId;
	readonly season: SeasonId;
	readonly first: Day;
	readonly last: Day;
	readonly at: number;
	readonly places: number;
	readonly venues: readonly VenueId[];
}

function planOne(draft: Draft, chance: Chance, one: One): void {
	const { step, documents } = draft.by(one.me);
	const from = 540 + (one.at % 4) * 120;
	const weekdays: Weekday[] = [chance.whole(1, 5) as Weekday];
	const { first: start, last: until } = one;
	const where = { neighbourhood: null, organisation: null };
	const margins = { setUpMinutes: 15, clearingMinutes: 15, note: '', staffRules: [] };
	planActivity(step, documents, one.season, {
		plan: {
			...{ ...where, ...margins, title: `Activiteit ${one.at}`, from, until: from + 90 },
			venue: one.venues[one.at % one.venues.length] ?? null,
			rule: { kind: 'weekly', start, until, every: 1, weekdays }
		},
		needs: [{ id: null, label: '', qualification: null, min: 1, max: one.places }]
	});
}

function fill(
	draft: Draft,
	chance: Chance,
	all: Omit<One, 'at' | 'places' | 'venues'> & { readonly volunteers: readonly PersonId[] }
): void {
	const { documents } = draft.by(all.me);
	for (const records of documents.season(all.season).series.all()) {
		const need = records.needs[0];
		for (const date of occurrences(records, dayNumber(all.first), dayNumber(all.last))) {
			for (let place = 0; need && place < need.max; place++) {
				const person = chance.oneOf(all.volunteers);
				if (!person || chance.happens(10)) continue;
				claim(draft.by(person).step, all.season, date.id, need.id, person);
			}
		}
	}
}
