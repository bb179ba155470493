import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId } from '#domain/ids.ts';
import { arrival, bob, contractLimits, kern } from '../contracts/accounts-place.ts';
import { SqlAccounts } from '../../server/accounts/sql-accounts.ts';
import { SqliteSql } from '../../server/accounts/sqlite.ts';
import { ErasedList } from '../../server/erasing/erased-list.ts';
import { Eraser, type EraserEvent } from '../../server/erasing/eraser.ts';
import { MemoryJournal } from '../../server/journal/memory.ts';
import { integratorHere } from '../../server/relay/integrator.ts';
import { changeOf } from '../../server/testing/fake-device.ts';

/** What relays share, as far as erasing goes, and the clock by which they work. */
export class ErasingPlace {
	readonly accounts = new SqlAccounts(new SqliteSql(':memory:'), contractLimits);
	readonly journal = new MemoryJournal();
	nowMs = 0;
	/** How often the files were written anew, and whether the disk refuses that. */
	compacted = 0;
	isFull = false;
	/** Whose words can't be looked for. */
	stuck: PersonId | null = null;

	/** Bob has a lane, and the directory says something. */
	static async begin(): Promise<ErasingPlace> {
		const place = new ErasingPlace();
		await place.accounts.found(arrival(), 'founded');
		await place.journal.append([
			{ document: `${kern}/lane/${bob}`, update: changeOf('claim') },
			{ document: `${kern}/directory`, update: changeOf('name') }
		]);
		return place;
	}

	/** Another relay; one that is not shared is the only one. */
	peer(isShared = true): Peer {
		return new Peer(this, isShared);
	}

	/** Whether the first who was to be erased is. */
	async isDone(): Promise<boolean> {
		const [erasure] = await this.accounts.erasures();
		return erasure?.doneAt !== null;
	}
}

/** One relay of several, as far as erasing goes. */
export class Peer {
	readonly dropped: string[] = [];
	readonly readAnew: string[] = [];
	readonly events: EraserEvent[] = [];
	readonly rewritten: string[] = [];
	readonly eraser: Eraser;
	readonly #place: ErasingPlace;
	/** What happens while its clerk takes people out of the documents. */
	whileTakingOut = () => Promise.resolve();
	whileCompacting = () => Promise.resolve();
	/** Happens whenever a document is read. */
	whileReading = () => Promise.resolve();
	/** What the documents say of whom one asks about. */
	words = (): Promise<string[]> => Promise.resolve([]);

	constructor(place: ErasingPlace, isShared: boolean) {
		const { accounts, journal } = place;
		this.#place = place;
		this.eraser = new Eraser({
			accounts: {
				erase: (...asked) => accounts.erase(...asked),
				erasureDone: (...asked) => accounts.erasureDone(...asked),
				broughtBack: (...asked) => accounts.broughtBack(...asked),
				compact: () => Promise.resolve()
			},
			journal: {
				load: async (document) => {
					this.rewritten.push(document);
					await this.whileReading();
					return journal.load(document);
				},
				documents: (prefix) => journal.documents(prefix),
				fold: (folds) => journal.fold(folds),
				dropSetAside: () => journal.dropSetAside(),
				compact: async () => {
					place.compacted++;
					await this.whileCompacting();
					if (place.isFull) throw new Error('disk full');
				}
			},
			integrator: integratorHere,
			hub: {
				forget: (workspace, documents) =>
					journal.erase(documents.map((one) => `${workspace}/${textOf(one)}`)),
				readAnew: (workspace) => Promise.resolve(void this.readAnew.push(workspace)),
				dropPerson: (_, person) => void this.dropped.push(person)
			},
			services: {
				erase: () => this.whileTakingOut(),
				wordsAbout: (_, person) =>
					person === place.stuck ? Promise.reject(new Error('too slow')) : this.words()
			},
			isShared,
			list: new ErasedList(accounts),
			nowMs: () => place.nowMs,
			report: (event) => void this.events.push(event)
		});
	}

	/** A round so much later, with what it set going. */
	async after(laterMs: number): Promise<void> {
		this.#place.nowMs += laterMs;
		await this.eraser.round();
		await this.eraser.settle();
	}
}

function textOf(name: DocumentName): string {
	return name.kind === 'lane' ? `lane/${name.person}` : name.kind;
}
