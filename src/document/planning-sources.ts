import type { Booking, LaneEvent, LedgerEntry } from '#domain/claims/event.ts';
import { type Placed, inOrder } from '#domain/claims/order.ts';
import type { Closure, OpeningWindow } from '#domain/directory/directory.ts';
import type { OrganisationId, SeasonId, VenueId } from '#domain/ids.ts';
import type { SeriesRecords } from '#domain/series/series.ts';
import type { Ledger, LedgerListener } from './layouts/ledger.ts';
import type { OpenSeason, WorkspaceDocuments } from './workspace.ts';

/** The series of several seasons as one collection. */
export class SeriesOfSeasons {
	readonly #seasons: readonly OpenSeason[];

	constructor(seasons: readonly OpenSeason[]) {
		this.#seasons = seasons;
	}

	all(): SeriesRecords[] {
		return this.#seasons.flatMap(({ series }) => series.all());
	}

	get(id: string): SeriesRecords | null {
		for (const { series } of this.#seasons) {
			const records = series.get(id);
			if (records) return records;
		}
		return null;
	}

	observe(listener: (changed: ReadonlySet<string>) => void): () => void {
		return together(this.#seasons.map(({ series }) => series.observe(listener)));
	}
}

/** The claims of several seasons: what is numbered in their ledgers and what waits in the own lane. */
export class EventsOfSeasons {
	readonly #seasons: readonly OpenSeason[];
	readonly #documents: WorkspaceDocuments;

	constructor(documents: WorkspaceDocuments, seasons: readonly OpenSeason[]) {
		this.#documents = documents;
		this.#seasons = seasons;
	}

	*ledgers(): Iterable<readonly LedgerEntry[]> {
		for (const { ledger } of this.#seasons) yield ledger.entries;
	}

	/** Own events of these seasons that the clerk has not refused. */
	own(): readonly LaneEvent[] {
		return this.#documents.lane.all().filter(({ season, id }) => {
			const ledger = this.#ledgerOf(season);
			return ledger !== null && !ledger.isRefused(id);
		});
	}

	isNumbered({ season, id }: LaneEvent): boolean {
		const ledger = this.#ledgerOf(season);
		return ledger !== null && ledger.numberOf(id) !== null;
	}

	observe(listener: LedgerListener): () => void {
		return together([
			this.#documents.lane.observe(() => listener([], false)),
			...this.#seasons.map(({ ledger }) => ledger.observe(listener))
		]);
	}

	/** What another season's ledger says of an id is about something else. */
	#ledgerOf(season: SeasonId): Ledger | null {
		return this.#seasons.find(({ id }) => id === season)?.ledger ?? null;
	}
}

/** Every booking of the workspace that this device knows, in order. */
export class AllBookings {
	readonly #documents: WorkspaceDocuments;

	constructor(documents: WorkspaceDocuments) {
		this.#documents = documents;
	}

	bookings(): Placed<Booking>[] {
		const { venues, lane } = this.#documents;
		const own = lane.all().filter(({ id, kind }) => kind === 'booking' && !venues.isRefused(id));
		return inOrder(venues.entries, own).filter(isBooking);
	}

	observe(listener: () => void): () => void {
		return together([
			this.#documents.venues.observe(listener),
			this.#documents.lane.observe(listener)
		]);
	}
}

function isBooking(placed: Placed): placed is Placed<Booking> {
	return placed.event.kind === 'booking';
}

/** When venues are open, as their organisations say. */
export class Openings {
	readonly #documents: WorkspaceDocuments;

	constructor(documents: WorkspaceDocuments) {
		this.#documents = documents;
	}

	windows(venue: VenueId): readonly OpeningWindow[] {
		const organisation = this.#documents.directory.venues.get(venue)?.organisation;
		if (!organisation) return [];
		return this.#documents
			.organisation(organisation)
			.windows.all()
			.filter((window) => window.venue === venue);
	}

	/** In order: of two closures on one day, every device gives the same as the reason. */
	closures(organisation: OrganisationId): readonly Closure[] {
		return this.#documents.organisation(organisation).closures.all().sort(byFirstDay);
	}

	/** Follows the organisations that are there, or that a venue names, now and later. */
	observe(listener: () => void): () => void {
		const { organisations, venues } = this.#documents.directory;
		const followed = new Map<OrganisationId, () => void>();
		const follow = () => {
			const before = followed.size;
			for (const id of this.#organisations()) {
				if (followed.has(id)) continue;
				const { windows, closures } = this.#documents.organisation(id);
				followed.set(id, together([windows.observe(listener), closures.observe(listener)]));
			}
			return followed.size > before;
		};
		follow();
		// What an organisation says of its venues can have come before the organisation itself.
		const lookAgain = () => {
			if (follow()) listener();
		};
		const stop = together([organisations.observe(lookAgain), venues.observe(lookAgain)]);
		return () => {
			stop();
			for (const unfollow of followed.values()) unfollow();
		};
	}

	/** A venue can name an organisation that is not in the directory yet: its closures count already. */
	#organisations(): Set<OrganisationId> {
		const { organisations, venues } = this.#documents.directory;
		const named = venues.everything().flatMap(({ organisation }) => organisation ?? []);
		return new Set([...organisations.everything().map(({ id }) => id), ...named]);
	}
}

function byFirstDay(a: Closure, b: Closure): number {
	if (a.first !== b.first) return a.first < b.first ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

function together(stops: readonly (() => void)[]): () => void {
	return () => {
		for (const stop of stops) stop();
	};
}
