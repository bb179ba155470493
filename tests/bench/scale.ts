import * as Y from 'yjs';
import type { Member } from '#domain/access/access.ts';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import type { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { Clerk } from '#document/clerk.ts';
import {
	AllBookings,
	EventsOfSeasons,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { type OpenDocument, WorkspaceDocuments } from '#document/workspace.ts';
import { Planning } from '#views/planning.ts';
import { buildScale } from './stand-in.ts';

/** The scales of DESIGN.md section 9: a municipality, a city's network, a federation of municipalities. */
export type Scale = 'S' | 'M' | 'L';

export const scales: readonly Scale[] = ['S', 'M', 'L'];

/** The day on which everything here is looked at. */
export const today = '2027-03-10' as Day;

const seed = 2027;

export interface KeptDocument {
	readonly name: DocumentName;
	readonly update: Uint8Array;
}

/** A year of planning as a relay keeps it: claims and bookings numbered by the clerk. */
export interface KeptScale {
	readonly scale: Scale;
	readonly workspace: WorkspaceId;
	readonly coordinator: PersonId;
	readonly season: SeasonId;
	readonly people: readonly Member[];
	readonly documents: readonly KeptDocument[];
}

const kept = new Map<Scale, KeptScale>();

/** The year of one scale, built once in a run. */
export function scaleOf(scale: Scale): KeptScale {
	const known = kept.get(scale);
	if (known) return known;
	const built = settled(scale);
	kept.set(scale, built);
	return built;
}

function settled(scale: Scale): KeptScale {
	const { workspace, coordinator, people, documents } = buildScale({ scale, seed, today });
	const shelf = new Shelf(documents);
	const open = new WorkspaceDocuments(workspace, coordinator, shelf.open);
	const members = new Map(people.map((member) => [member.person, member]));
	const clerk = new Clerk(open, (person) => members.get(person) ?? null);
	clerk.take(people.map(({ person }) => open.laneOf(person)));
	const [season] = open.directory.seasons.all();
	if (!season) throw new RangeError('A scale has a season.');
	clerk.notePlaces(season.id);
	return { scale, workspace, coordinator, season: season.id, people, documents: shelf.updates() };
}

/** Yjs documents loaded from updates when they are first asked for. */
class Shelf {
	readonly #updates: ReadonlyMap<string, KeptDocument>;
	readonly #docs = new Map<string, { readonly name: DocumentName; readonly doc: Y.Doc }>();

	constructor(documents: readonly KeptDocument[]) {
		this.#updates = new Map(documents.map((one) => [documentText(one.name), one]));
	}

	readonly open: OpenDocument = (name) => {
		const text = documentText(name);
		const known = this.#docs.get(text);
		if (known) return known.doc;
		const doc = new Y.Doc();
		const stored = this.#updates.get(text);
		if (stored) Y.applyUpdate(doc, stored.update);
		this.#docs.set(text, { name, doc });
		return doc;
	};

	updates(): KeptDocument[] {
		const opened = [...this.#docs.values()].map(({ name, doc }) => ({
			name,
			update: Y.encodeStateAsUpdate(doc)
		}));
		const closed = [...this.#updates].filter(([text]) => !this.#docs.has(text));
		return [...opened, ...closed.map(([, document]) => document)];
	}
}

/** The documents of a scale as the coordinator's device has them open, apart from all others. */
export function documentsOf({ workspace, coordinator, documents }: KeptScale): WorkspaceDocuments {
	return new WorkspaceDocuments(workspace, coordinator, new Shelf(documents).open);
}

/** The planning of the one season, as screens ask it. */
export function planningOf(documents: WorkspaceDocuments, season: SeasonId): Planning {
	const seasons = [documents.season(season)];
	return new Planning({
		series: new SeriesOfSeasons(seasons),
		people: documents.directory.people,
		venues: documents.directory.venues,
		events: new EventsOfSeasons(documents, seasons),
		bookings: new AllBookings(documents),
		openings: new Openings(documents)
	});
}
