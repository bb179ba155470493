import { History } from '#document/commands/history.ts';
import { type Hand, Step } from '#document/commands/step.ts';
import {
	AllBookings,
	EventsOfSeasons,
	Openings,
	SeriesOfSeasons
} from '#document/planning-sources.ts';
import { type OpenSeason, WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import type { Season } from '#domain/directory/directory.ts';
import { type EventId, type SeasonId, type WorkspaceId, idsFrom } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { today, zoneNamed } from '#domain/time/zone.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { Planning } from '#views/planning.ts';
import { Signal } from '#views/source.ts';
import { Live } from '../live.ts';
import type { DeedName } from './done-words.ts';
import { forgetErased } from './forget-erased.ts';

/** Fresh ids from the browser's own chance. */
export const freshId = idsFrom(() => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0);

/**
 * A workspace that is open on this device: its documents as typed parts, its planning, what was done
 * here, and where it stands with the relay. Screens get it from the context.
 */
export class OpenWorkspace {
	readonly id: WorkspaceId;
	readonly member: Member;
	readonly connection: WorkspaceConnection;
	readonly documents: WorkspaceDocuments;
	readonly history: History;
	readonly #signal = new Signal();
	#seasons: readonly OpenSeason[] = [];
	/** Removed, with days to come: who stood on one of those is told that it is no more. */
	#removed: readonly OpenSeason[] = [];
	#planning: Planning | null = null;

	/** Anything about the directory changed: names, venues, people, seasons. */
	readonly directory: Live<WorkspaceDocuments['directory']>;
	/** The planning; the same object until a season comes or goes. Read `version` to follow its changes. */
	readonly live: Live<Planning>;

	private constructor(id: WorkspaceId, member: Member, connection: WorkspaceConnection) {
		this.id = id;
		this.member = member;
		this.connection = connection;
		this.documents = new WorkspaceDocuments(id, member.person, (name) => connection.open(name).doc);
		this.history = new History(() => this.step());
		const { directory } = this.documents;
		this.directory = new Live({
			read: () => directory,
			observe: (listener) => {
				directory.doc.on('update', listener);
				return () => directory.doc.off('update', listener);
			}
		});
		this.live = new Live({
			read: () => this.planning,
			observe: (listener) => this.#signal.observe(listener)
		});
	}

	/** Opens everything that this member's screens read; answers once the device has brought it (≤ 2 s each). */
	static async open(
		id: WorkspaceId,
		member: Member,
		connection: WorkspaceConnection
	): Promise<OpenWorkspace> {
		const own = [
			{ kind: 'directory' },
			{ kind: 'venues' },
			{ kind: 'lane', person: member.person }
		] as const;
		await Promise.all(own.map((name) => connection.open(name).ready));
		const workspace = new OpenWorkspace(id, member, connection);
		await workspace.#openSeasons();
		const { seasons, organisations } = workspace.documents.directory;
		seasons.observe(() => void workspace.#openSeasons());
		organisations.observe(() => void workspace.#openOrganisations());
		const { people } = workspace.documents.directory;
		forgetErased({ connection, people, me: member.person });
		return workspace;
	}

	get planning(): Planning {
		this.#planning ??= this.#plan();
		return this.#planning;
	}

	get mayPlan(): boolean {
		return this.member.role === 'coordinator';
	}

	/** Seasons that were not removed, earliest first. */
	get seasons(): Season[] {
		return this.documents.directory.seasons.all().sort((a, b) => (a.first < b.first ? -1 : 1));
	}

	/** The season in which a day lies; else the next one, else the last; null when there is none. */
	seasonFor(day: Day): Season | null {
		const seasons = this.seasons;
		return seasons.find(({ last }) => last >= day) ?? seasons.at(-1) ?? null;
	}

	/** Which season a series belongs to; null when it is not known here. */
	seasonOf(series: string): SeasonId | null {
		return this.#seasons.find((season) => season.series.get(series))?.id ?? null;
	}

	today(): Day {
		return today(Date.now(), zoneNamed(this.documents.workspace().zone));
	}

	hand(): Hand {
		return { me: this.member.person, now: () => Date.now(), newId: freshId };
	}

	step(): Step {
		return new Step(this.hand(), this.documents.lane, (event) => this.#eventNamed(event));
	}

	/** Does something as one step that can be undone; `name` says what, for "undo …". */
	do<T>(name: DeedName, command: (step: Step, documents: WorkspaceDocuments) => T): T {
		return this.history.run(name, (step) => command(step, this.documents));
	}

	/** Documents that hold what every screen needs have been asked for; what comes later paints later. */
	async #openSeasons(): Promise<void> {
		const { seasons } = this.documents.directory;
		const today = this.today();
		const here = seasons.all();
		const gone = seasons.everything().filter(({ removed, last }) => removed && last >= today);
		await Promise.all(
			[...here, ...gone].flatMap(({ id }) =>
				(['season', 'ledger'] as const).map(
					(kind) => this.connection.open({ kind, season: id }).ready
				)
			)
		);
		await this.#openOrganisations();
		const isKnown = isSame(here, this.#seasons) && isSame(gone, this.#removed);
		if (isKnown && this.#planning) return;
		const open = ({ id }: Season): OpenSeason => this.documents.season(id);
		[this.#seasons, this.#removed] = [here.map(open), gone.map(open)];
		this.#planning = null;
		this.#signal.tell();
	}

	async #openOrganisations(): Promise<void> {
		const organisations = this.documents.directory.organisations.everything();
		await Promise.all(
			organisations.map(({ id }) => this.connection.open({ kind: 'org', organisation: id }).ready)
		);
	}

	#plan(): Planning {
		const { directory } = this.documents;
		const planning = new Planning({
			series: new SeriesOfSeasons(this.#seasons),
			people: directory.people,
			venues: directory.venues,
			events: new EventsOfSeasons(this.documents, [...this.#seasons, ...this.#removed]),
			bookings: new AllBookings(this.documents),
			openings: new Openings(this.documents)
		});
		planning.observe(() => this.#signal.tell());
		return planning;
	}

	#eventNamed(event: EventId): LaneEvent | null {
		const own = this.documents.lane.get(event);
		if (own) return own;
		const seasons = [...this.#seasons, ...this.#removed];
		for (const ledger of [this.documents.venues, ...seasons.map((season) => season.ledger)]) {
			const found = ledger.event(event);
			if (found) return found;
		}
		return null;
	}
}

function isSame(seasons: readonly Season[], open: readonly OpenSeason[]): boolean {
	return seasons.map(({ id }) => id).join() === open.map(({ id }) => id).join();
}
