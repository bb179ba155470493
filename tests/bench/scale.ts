import * as Y from 'yjs';
import { documentText } from '#domain/access/document-name.ts';
import type { SeasonId } from '#domain/ids.ts';
import { today as todayIn, zoneNamed } from '#domain/time/zone.ts';
import type { Example } from '#document/example/draft.ts';
import { buildScale } from '#document/example/scale.ts';
import {
	AllBookings,
	EventsOfSeasons,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { type OpenDocument, WorkspaceDocuments } from '#document/workspace.ts';
import { Planning } from '#views/planning.ts';

/** The scales of DESIGN.md section 9: a municipality, a city's network, a federation of municipalities. */
export type Scale = 'S' | 'M' | 'L';

export const scales: readonly Scale[] = ['S', 'M', 'L'];

/** The day on which everything is looked at: half of the year lies behind. A browser knows no other day. */
export const today = todayIn(Date.now(), zoneNamed('Europe/Brussels'));

const seed = 2027;

/** A year of planning as a relay keeps it: claims and bookings numbered by the clerk. */
export interface KeptScale extends Example {
	readonly scale: Scale;
	readonly season: SeasonId;
}

const kept = new Map<Scale, KeptScale>();

/** The year of one scale, built once in a run. */
export function scaleOf(scale: Scale): KeptScale {
	const known = kept.get(scale);
	if (known) return known;
	const fresh = built(scale);
	kept.set(scale, fresh);
	return fresh;
}

function built(scale: Scale): KeptScale {
	const example = buildScale({ scale, seed, today });
	const [season] = documentsOf(example).directory.seasons.all();
	if (!season) throw new RangeError('A scale has a season.');
	return { ...example, scale, season: season.id };
}

/** Yjs documents loaded from updates when they are first asked for. */
class Shelf {
	readonly #updates: ReadonlyMap<string, Uint8Array>;
	readonly #docs = new Map<string, Y.Doc>();

	constructor(documents: Example['documents']) {
		this.#updates = new Map(documents.map(({ name, update }) => [documentText(name), update]));
	}

	readonly open: OpenDocument = (name) => {
		const text = documentText(name);
		const known = this.#docs.get(text);
		if (known) return known;
		const doc = new Y.Doc();
		const stored = this.#updates.get(text);
		if (stored) Y.applyUpdate(doc, stored);
		this.#docs.set(text, doc);
		return doc;
	};
}

/** The documents of a scale as the coordinator's device has them open, apart from all others. */
export function documentsOf({ workspace, coordinator, documents }: Example): WorkspaceDocuments {
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
