import type { Person, Venue } from '#domain/directory/directory.ts';
import type { OccurrenceId, PersonId } from '#domain/ids.ts';
import type { Occurrence, SeriesRecords } from '#domain/series/series.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import { Calendar } from './calendar.ts';
import { ClaimIndex, type EventSource } from './claim-index.ts';
import { type Orphan, type Problem, orphans, problemsBetween, problemsOf } from './problems.ts';
import { type Cover, Roster } from './roster.ts';
import { type MyShift, type OpenShift, openShifts, shiftsOf } from './shifts.ts';
import { Signal, type Source } from './source.ts';
import { type Booked, type BookingSource, type OpeningSource, VenueBoard } from './venue-board.ts';

/** What the planning of a workspace is read from. */
export interface PlanningSources {
	readonly series: Source<SeriesRecords>;
	readonly people: Source<Person>;
	readonly venues: Source<Venue>;
	readonly events: EventSource;
	readonly bookings: BookingSource;
	readonly openings: OpeningSource;
}

/** One date with everything that a screen says about it. */
export interface Planned {
	readonly occurrence: Occurrence;
	readonly cover: Cover;
	readonly booked: Booked;
	readonly problems: readonly Problem[];
}

/** The planning of a workspace, as screens ask it: a week, a date, a person's shifts, what is wrong. */
export class Planning {
	readonly calendar: Calendar;
	readonly roster: Roster;
	readonly venues: VenueBoard;
	readonly #signal = new Signal();
	#version = 0;

	constructor(sources: PlanningSources) {
		this.calendar = new Calendar(sources.series);
		this.roster = new Roster(this.calendar, new ClaimIndex(sources.events), sources.people);
		this.venues = new VenueBoard(sources.bookings, sources.openings, sources.venues);
		const tell = () => {
			this.#version++;
			this.#signal.tell();
		};
		this.roster.observe(tell);
		this.venues.observe(tell);
	}

	/** Goes up with every change: what was asked at one version is the same until the next. */
	get version(): number {
		return this.#version;
	}

	/** The dates on days `first` to `last`, both included, by day and hour. */
	between(first: Day, last: Day): Planned[] {
		return this.calendar
			.between(dayNumber(first), dayNumber(last))
			.map((date) => this.#planned(date));
	}

	date(id: OccurrenceId): Planned | null {
		const occurrence = this.calendar.get(id);
		return occurrence && this.#planned(occurrence);
	}

	problems(first: Day, last: Day): Problem[] {
		return problemsBetween(
			dayNumber(first),
			dayNumber(last),
			this.calendar,
			this.roster,
			this.venues
		);
	}

	orphans(since: Day): Orphan[] {
		return orphans(since, this.calendar, this.roster, this.venues);
	}

	shiftsOf(person: PersonId, first: Day, last: Day): MyShift[] {
		return shiftsOf(person, dayNumber(first), dayNumber(last), this);
	}

	openShifts(person: Pick<Person, 'id' | 'qualifications'>, first: Day, last: Day): OpenShift[] {
		return openShifts(person, dayNumber(first), dayNumber(last), this);
	}

	observe(listener: () => void): () => void {
		return this.#signal.observe(listener);
	}

	#planned(occurrence: Occurrence): Planned {
		return {
			occurrence,
			cover: this.roster.cover(occurrence),
			booked: this.venues.booked(occurrence),
			problems: problemsOf(occurrence, this.roster, this.venues)
		};
	}
}
