import type { Brand } from './brand.ts';
import { Day } from './time/day.ts';

export type WorkspaceId = Brand<string, 'WorkspaceId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type OrganisationId = Brand<string, 'OrganisationId'>;
export type NeighbourhoodId = Brand<string, 'NeighbourhoodId'>;
export type VenueId = Brand<string, 'VenueId'>;
export type QualificationId = Brand<string, 'QualificationId'>;
export type SeasonId = Brand<string, 'SeasonId'>;
export type SeriesId = Brand<string, 'SeriesId'>;
export type PartId = Brand<string, 'PartId'>;
export type NeedId = Brand<string, 'NeedId'>;
export type WindowId = Brand<string, 'WindowId'>;
export type ClosureId = Brand<string, 'ClosureId'>;
export type EventId = Brand<string, 'EventId'>;
export type DeviceId = Brand<string, 'DeviceId'>;
export type InvitationId = Brand<string, 'InvitationId'>;

/** One date of a series, named by the local date on which the rule puts it: `seriesId@2026-11-24`. */
export type OccurrenceId = Brand<string, 'OccurrenceId'>;

/** Reads the ids of one kind from outside: a document, a URL, a file, the network. */
export interface IdKind<Id extends string> {
	/** The id that `text` holds, or null when it holds none. */
	parse(text: unknown): Id | null;
}

const idPattern = /^[a-z0-9]{16}$/;

function opaque<Id extends string>(): IdKind<Id> {
	return {
		parse: (text) => (typeof text === 'string' && idPattern.test(text) ? (text as Id) : null)
	};
}

export const WorkspaceId: IdKind<WorkspaceId> = opaque();
export const PersonId: IdKind<PersonId> = opaque();
export const OrganisationId: IdKind<OrganisationId> = opaque();
export const NeighbourhoodId: IdKind<NeighbourhoodId> = opaque();
export const VenueId: IdKind<VenueId> = opaque();
export const QualificationId: IdKind<QualificationId> = opaque();
export const SeasonId: IdKind<SeasonId> = opaque();
export const SeriesId: IdKind<SeriesId> = opaque();
export const PartId: IdKind<PartId> = opaque();
export const NeedId: IdKind<NeedId> = opaque();
export const WindowId: IdKind<WindowId> = opaque();
export const ClosureId: IdKind<ClosureId> = opaque();
export const EventId: IdKind<EventId> = opaque();
export const DeviceId: IdKind<DeviceId> = opaque();
export const InvitationId: IdKind<InvitationId> = opaque();

export const OccurrenceId: IdKind<OccurrenceId> = {
	parse(text) {
		if (typeof text !== 'string' || text.length !== 27 || text[16] !== '@') return null;
		const readable = SeriesId.parse(text.slice(0, 16)) && Day.parse(text.slice(17));
		return readable ? (text as OccurrenceId) : null;
	}
};

/** The name of the date on which the rule of a series puts it; never the date it was moved to. */
export function occurrenceId(series: SeriesId, day: Day): OccurrenceId {
	return `${series}@${day}` as OccurrenceId;
}

export function seriesOf(occurrence: OccurrenceId): SeriesId {
	return occurrence.slice(0, 16) as SeriesId;
}

/** The date on which the rule puts this occurrence. */
export function ruleDayOf(occurrence: OccurrenceId): Day {
	return occurrence.slice(17) as Day;
}

/** Where fresh ids come from: chance is an argument, so that fixtures and simulations can be replayed. */
export type NewId = () => string;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A source of fresh ids: 16 characters of a-z0-9 from `randomByte` (0-255, uniform). */
export function idsFrom(randomByte: () => number): NewId {
	return () => {
		let id = '';
		while (id.length < 16) {
			const byte = randomByte();
			// 252 is the largest multiple of 36 in a byte: beyond it some letters would come up more often.
			if (byte < 252) id += letters[byte % 36] ?? '';
		}
		return id;
	};
}
