import type { Contact } from '#domain/directory/contact.ts';
import type {
	Closure,
	Neighbourhood,
	OpeningWindow,
	Organisation,
	Person,
	Qualification,
	Season,
	Venue
} from '#domain/directory/directory.ts';
import type { AdmitRefusal, Booking, Claim, Withdrawal } from '#domain/claims/event.ts';
import type {
	EventId,
	NeedId,
	OccurrenceId,
	OrganisationId,
	PersonId,
	SeasonId,
	WorkspaceId
} from '#domain/ids.ts';
import type { OccurrenceChange } from '#domain/series/series.ts';
import type { StoredNeed, StoredPart, StoredSeries } from '../layouts/season.ts';
import type { Stowed } from '../records/layout.ts';
import type { Json } from './plain.ts';

/*
 * The file that "Bewaar alles" writes; README.md beside this file explains it to whoever has to read one.
 */

export const fileFormat = 'draaiboek';
/** 2 added `places`, `placesFrom` and `staffRules` to what is different on one date. */
export const fileVersion = 2;

/** A whole workspace, as far as whoever exported it may read it. */
export interface WorkspaceFile {
	readonly format: typeof fileFormat;
	readonly version: typeof fileVersion;
	/** ISO 8601, in UTC. */
	readonly exportedAt: string;
	readonly workspace: FileWorkspace;
	readonly organisations: readonly FileRecord<Organisation>[];
	readonly neighbourhoods: readonly FileRecord<Neighbourhood>[];
	readonly qualifications: readonly FileRecord<Qualification>[];
	readonly seasons: readonly FileRecord<Season>[];
	readonly people: readonly FileRecord<Person>[];
	readonly venues: readonly FileRecord<Venue>[];
	readonly contacts: readonly FileRecord<Contact>[];
	readonly openings: readonly FileOpenings[];
	readonly plans: readonly FilePlan[];
	readonly lanes: readonly FileLane[];
	readonly ledgers: readonly FileLedger[];
	/** What lies in documents that this version does not know, by document and by name; kept for a newer one. */
	readonly others: Readonly<Record<string, Readonly<Record<string, FileOther>>>>;
	/** Names of what could not be put in a file. Empty, unless a newer version worked in the documents. */
	readonly leftOut: readonly string[];
}

export interface FileWorkspace {
	readonly id: WorkspaceId;
	readonly name?: string;
	readonly zone?: string;
	readonly example?: true;
	/** Whatever else the workspace says of itself. */
	readonly more: Json;
}

/** A record with its fields as they are now; or, when this version can't read all of it, as it is stored. */
export type FileRecord<T> = PlainRecord<T> | StoredRecord;

export type PlainRecord<T> = Stowed<T> & { readonly id: string; readonly removed?: true };

export interface StoredRecord {
	readonly id: string;
	readonly stored: { readonly base?: Json; readonly edits?: Json };
}

export interface FileOpenings {
	readonly organisation: OrganisationId;
	readonly windows: readonly FileRecord<OpeningWindow>[];
	readonly closures: readonly FileRecord<Closure>[];
}

export interface FilePlan {
	readonly season: SeasonId;
	readonly series: readonly FileRecord<StoredSeries>[];
	readonly parts: readonly FileRecord<StoredPart>[];
	readonly needs: readonly FileRecord<StoredNeed>[];
	readonly changes: readonly FileChange[];
}

/** Everything that was changed for one date only. */
export type FileChange = OccurrenceChange & { readonly occurrence: OccurrenceId };

export interface FileLane {
	readonly person: PersonId;
	readonly events: readonly FileEvent[];
}

export type FileEvent = Claim | Withdrawal | Booking | StoredEvent;

export interface StoredEvent {
	readonly id: string;
	readonly stored: Json;
}

export interface FileLedger {
	/** Of which season; `venues` for the bookings of all seasons. */
	readonly ledger: SeasonId | 'venues';
	readonly rows: readonly FileRow[];
}

/** The word of a withdrawal stays in its lane. */
export type FileNumbered = (Claim | Omit<Withdrawal, 'word'> | Booking) & {
	readonly number: number;
	readonly lane: PersonId;
};

export type FileRow =
	| FileNumbered
	| {
			readonly number: number;
			readonly kind: 'places';
			readonly occurrence: OccurrenceId;
			readonly need: NeedId;
			readonly max: number;
	  }
	| {
			readonly kind: 'refusal';
			readonly lane: PersonId;
			readonly event: EventId;
			readonly reason: AdmitRefusal;
	  }
	| { readonly number?: number; readonly stored: Json };

export interface FileOther {
	readonly map?: Json;
	readonly list?: readonly Json[];
}

/** The text of the file, for people to read as well. */
export function fileText(file: WorkspaceFile): string {
	return `${JSON.stringify(file, null, '\t')}\n`;
}
