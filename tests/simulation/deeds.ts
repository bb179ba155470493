import {
	cancelOccurrence,
	changeFollowing,
	changeNeeds,
	changeOccurrence,
	planActivity,
	restoreOccurrence
} from '#document/commands/activities.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { addNeighbourhood, addPerson, addVenue } from '#document/commands/directory.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { placeKey } from '#domain/claims/resolve.ts';
import type { PersonId, VenueId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import type { Planning } from '#views/planning.ts';
import { activity, addSeasonAs, needsWith, season, venueNamed } from './props.ts';

/** Whoever does things: a person with a device and what it shows her. */
export interface Actor {
	readonly member: Member;
	readonly documents: WorkspaceDocuments;
	readonly planning: Planning;
	do(command: (step: Step, documents: WorkspaceDocuments) => void): void;
}

/** One thing that a person does; `pick` chooses among what there is at that moment. */
export type Deed =
	| {
			readonly kind:
				| 'claim'
				| 'withdraw'
				| 'assign'
				| 'cancel'
				| 'restore'
				| 'retime'
				| 'follow'
				| 'rehouse'
				| 'plan';
			readonly pick: number;
	  }
	| { readonly kind: 'places'; readonly pick: number; readonly max: number };

/** Does it, where she may and where there is anything to do it to. */
export function act(actor: Actor, what: Deed, volunteers: readonly PersonId[]): void {
	const dates = datesFor(actor, what).sort((a, b) => (a.id < b.id ? -1 : 1));
	const date = dates[what.pick % Math.max(1, dates.length)];
	if (!date) return;
	if (what.kind === 'claim') return claimFor(actor, date, actor.member.person);
	if (what.kind === 'withdraw') return giveBack(actor, what.pick);
	if (actor.member.role !== 'coordinator') return;
	if (what.kind === 'assign')
		return claimFor(actor, date, volunteers[what.pick % volunteers.length]!);
	coordinate(actor, what, date);
}

/** What she may have in mind: a date that is off to put it on again, one that people come to to call it off. */
function datesFor({ planning }: Actor, { kind }: Deed): Occurrence[] {
	const all = [...planning.calendar.all()];
	const isClaimed = ({ id, needs }: Occurrence) =>
		needs.some((need) => planning.roster.staffing(placeKey(id, need.id)).confirmed.length > 0);
	const meant =
		kind === 'restore'
			? all.filter(({ cancelled }) => cancelled)
			: kind === 'cancel'
				? all.filter(isClaimed)
				: [];
	return meant.length > 0 ? meant : all;
}

function coordinate(actor: Actor, what: Deed, date: Occurrence): void {
	actor.do((step, documents) => {
		switch (what.kind) {
			case 'cancel':
				return cancelOccurrence(step, documents, season, date.id);
			case 'restore':
				return restoreOccurrence(step, documents, season, date.id);
			case 'retime':
				return changeOccurrence(step, documents, season, date.id, {
					from: 780 + (what.pick % 5) * 30,
					until: 960
				});
			case 'rehouse':
				return changeOccurrence(step, documents, season, date.id, {
					venue: venueFor(actor, what.pick)
				});
			case 'follow':
				return changeFollowing(step, documents, season, date.id, {
					from: 810 + (what.pick % 3) * 30
				});
			case 'places':
				return changeNeeds(step, documents, season, date.series, needsWith(date, what.max));
			case 'plan':
				planActivity(step, documents, season, activity(venueFor(actor, what.pick), what.pick));
		}
	});
}

/** Puts every date on again that was called off; answers how many. */
export function putAllOn(actor: Actor): number {
	const dates = [...actor.planning.calendar.all()].filter(({ cancelled }) => cancelled);
	for (const { id } of dates)
		actor.do((step, documents) => restoreOccurrence(step, documents, season, id));
	return dates.length;
}

function claimFor(actor: Actor, date: Occurrence, person: PersonId): void {
	const need = date.needs[0]?.id;
	if (need) actor.do((step) => void claim(step, season, date.id, need, person));
}

function giveBack(actor: Actor, pick: number): void {
	const { person } = actor.member;
	const shifts = actor.planning.shiftsOf(person, '2027-01-01' as Day, '2027-12-31' as Day);
	const shift = shifts[pick % Math.max(1, shifts.length)];
	if (shift) actor.do((step) => withdraw(step, season, shift.claims, 'iets anders'));
}

/** A season, people, two venues and something planned in each. */
export function found(actor: Pick<Actor, 'do'>, people: Iterable<PersonId>): void {
	actor.do((step, documents) => {
		addNeighbourhood(step, documents, { name: 'Leiehoek', hue: 0 });
		addSeasonAs(step, documents);
		for (const person of people) {
			addPerson(
				step,
				documents,
				{ name: person.slice(0, 3), qualifications: [], organisation: null, staff: false },
				person
			);
		}
		const venues = ['De Refter', 'Zaal Leiezicht'].map((name) =>
			addVenue(step, documents, venueNamed(name))
		);
		for (const [at, venue] of venues.entries())
			planActivity(step, documents, season, activity(venue, at));
	});
}

function venueFor({ documents }: Actor, pick: number): VenueId | null {
	const venues = documents.directory.venues.all().sort((a, b) => (a.id < b.id ? -1 : 1));
	return venues[pick % Math.max(1, venues.length)]?.id ?? null;
}
