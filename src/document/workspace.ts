import * as Y from 'yjs';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import type { Workspace } from '#domain/directory/directory.ts';
import type { OrganisationId, PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import { isZone } from '#domain/time/zone.ts';
import { type Directory, openDirectory } from './layouts/directory.ts';
import { Lane } from './layouts/lane.ts';
import { Ledger } from './layouts/ledger.ts';
import type { Meta } from './layouts/meta.ts';
import { type OrganisationPart, openOrganisationPart } from './layouts/organisation.ts';
import { type PeopleBook, openPeopleBook } from './layouts/people.ts';
import { type SeasonPlan, SeriesSource, openSeasonPlan } from './layouts/season.ts';

/** A season's plan with its series assembled and its ledger. */
export interface OpenSeason {
	readonly id: SeasonId;
	readonly plan: SeasonPlan;
	readonly series: SeriesSource;
	readonly ledger: Ledger;
}

/** Where documents come from: the device's store and link, the relay, a test. Asked once for each name. */
export type OpenDocument = (name: DocumentName) => Y.Doc;

/** The documents of one workspace as typed parts, each opened when it is first asked for. */
export class WorkspaceDocuments {
	readonly id: WorkspaceId;
	/** Whose lane this device writes. */
	readonly me: PersonId;
	readonly #open: OpenDocument;
	readonly #parts = new Map<string, unknown>();

	constructor(id: WorkspaceId, me: PersonId, open: OpenDocument) {
		this.id = id;
		this.me = me;
		this.#open = open;
	}

	get directory(): Directory {
		return this.#part({ kind: 'directory' }, openDirectory);
	}

	get people(): PeopleBook {
		return this.#part({ kind: 'people' }, openPeopleBook);
	}

	/** Bookings of all seasons, in one row of numbers. */
	get venues(): Ledger {
		return this.#part({ kind: 'venues' }, (doc) => new Ledger(doc));
	}

	get lane(): Lane {
		return this.laneOf(this.me);
	}

	laneOf(person: PersonId): Lane {
		return this.#part({ kind: 'lane', person }, (doc) => new Lane(doc, person));
	}

	organisation(organisation: OrganisationId): OrganisationPart {
		return this.#part({ kind: 'org', organisation }, openOrganisationPart);
	}

	season(id: SeasonId): OpenSeason {
		const plan = this.#part({ kind: 'season', season: id }, (doc) => openSeasonPlan(doc, id));
		const ledger = this.#part({ kind: 'ledger', season: id }, (doc) => new Ledger(doc));
		return this.#remembered(`open/${id}`, () => ({
			id,
			plan,
			series: new SeriesSource(plan),
			ledger
		}));
	}

	/** What the workspace says of itself. */
	workspace(): Workspace {
		const { meta } = this.directory;
		return {
			id: this.id,
			name: meta.text('name') ?? '',
			zone: zoneOf(meta),
			example: meta.flag('example')
		};
	}

	#part<T>(name: DocumentName, make: (doc: Y.Doc) => T): T {
		return this.#remembered(documentText(name), () => make(this.#open(name)));
	}

	#remembered<T>(key: string, make: () => T): T {
		if (!this.#parts.has(key)) this.#parts.set(key, make());
		return this.#parts.get(key) as T;
	}
}

/** A name that no clock knows would stop every screen: then the clocks are those of Brussels. */
function zoneOf(meta: Meta): string {
	const named = meta.text('zone');
	return named !== null && isZone(named) ? named : 'Europe/Brussels';
}
