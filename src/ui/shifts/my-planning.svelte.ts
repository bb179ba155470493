import type { Person } from '#domain/directory/directory.ts';
import type { PersonId, QualificationId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import { minutesOfDay, today, zoneNamed } from '#domain/time/zone.ts';
import type { MyShift, OpenShift } from '#views/shifts.ts';
import { now } from '../clock.ts';
import { text } from '../text/text.svelte.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type LostShift, type Placed, keyOf, lostShifts, notBegun } from './shift-lists.ts';
import { shortNames } from './shift-words.ts';

const nobodyQualified: readonly QualificationId[] = [];

/** What a person's own screens show, kept right while others change it. */
export class MyPlanning {
	readonly #workspace: () => OpenWorkspace;
	readonly #zone = $derived.by(() => {
		this.#open.directory.follow();
		return zoneNamed(this.#open.documents.workspace().zone);
	});

	readonly today: Day = $derived.by(() => today(now(), this.#zone));
	/** Her own shifts from today on, by time. */
	readonly mine: readonly MyShift[] = $derived.by(() => {
		const { live, member } = this.#open;
		return live.current.shiftsOf(member.person, this.today, this.#last);
	});
	/** Places that she may take from now on, full ones included, soonest first. */
	readonly open: readonly OpenShift[] = $derived.by(() => {
		const shifts = this.#open.live.current.openShifts(this.#self, this.today, this.#last);
		return notBegun(shifts, this.today, minutesOfDay(now(), this.#zone));
	});
	readonly lost: readonly LostShift[] = $derived.by(() => {
		const { live, member } = this.#open;
		return lostShifts(member.person, this.today, live.current.roster);
	});
	readonly person: Person | null = $derived.by(() => {
		this.#open.directory.follow();
		return this.#open.documents.directory.people.get(this.#open.member.person);
	});
	readonly #self = $derived({
		id: this.#open.member.person,
		qualifications: this.person?.qualifications ?? nobodyQualified
	});
	/** The last day of any season; shifts lie no further. */
	readonly #last = $derived.by(() => {
		this.#open.directory.follow();
		const { seasons } = this.#open;
		return seasons.reduce((last, season) => (season.last > last ? season.last : last), this.today);
	});

	constructor(workspace: () => OpenWorkspace) {
		this.#workspace = workspace;
	}

	get workspaceName(): string {
		this.#open.directory.follow();
		return this.#open.documents.workspace().name;
	}

	/** What is free now of a place that she just gave back; null when it is offered to nobody. */
	offered(shift: Placed): OpenShift | null {
		return this.open.find((other) => keyOf(other) === keyOf(shift)) ?? null;
	}

	own(shift: Placed): MyShift | null {
		return this.mine.find((other) => keyOf(other) === keyOf(shift)) ?? null;
	}

	names(people: readonly PersonId[]): string[] {
		this.#open.directory.follow();
		const known = this.#open.documents.directory.people;
		const names = people.map((id) => known.get(id)?.name ?? null);
		return shortNames(names, text.current.common.unknown);
	}

	hueOf({ neighbourhood }: Occurrence): number | null {
		this.#open.directory.follow();
		const known = this.#open.documents.directory.neighbourhoods;
		return neighbourhood ? (known.get(neighbourhood)?.hue ?? null) : null;
	}

	venueOf({ venue }: Occurrence): string {
		this.#open.directory.follow();
		return (venue && this.#open.documents.directory.venues.get(venue)?.name) ?? '';
	}

	get #open(): OpenWorkspace {
		return this.#workspace();
	}
}
