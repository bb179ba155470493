import * as Y from 'yjs';
import { Ledger } from '#document/layouts/ledger.ts';
import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import { WorkspaceId, type PersonId } from '#domain/ids.ts';
import type { Device } from './devices.ts';
import { ann, autumn, bob, idNamed } from './named-ids.ts';
import type { ClerkEvent } from '../../server/clerk/clerk-ports.ts';
import { DesksHere, type DeskQuestion } from '../../server/clerk/desks.ts';
import { WorkspaceClerk } from '../../server/clerk/workspace-clerk.ts';
import type { Stretch } from '../../server/journal/journal.ts';
import { MemoryJournal } from '../../server/journal/memory.ts';
import { TooSlow } from '../../server/relay/integrator.ts';
import { stored } from '../../server/testing/stored.ts';

/** The workspace of `ClerkBench`, and the ledger of its one season. */
export const workspace = idNamed(WorkspaceId, 'house');
export const ledgerName = { kind: 'ledger', season: autumn } as const;

/** A clerk with a journal of its own, and everything that can go wrong around it. */
export class ClerkBench {
	readonly journal = new MemoryJournal();
	readonly events: ClerkEvent[] = [];
	readonly asked: DeskQuestion[] = [];
	/** Documents that Yjs takes for ever to read. */
	readonly slow = new Set<string>();
	isFull = false;
	/** Who was erased, and what happens before she is taken out of documents. */
	erased: readonly PersonId[] = [];
	onerased: () => Promise<void> = () => Promise.resolve();
	/** Happens once, just before the next write. */
	before: () => Promise<void> = () => Promise.resolve();
	clerk = this.#start();
	readonly #given = new Map<string, Uint8Array>();

	/** The same journal, and everything else forgotten. */
	restart(): void {
		this.clerk = this.#start();
	}

	/** What a device has made goes to disk, and the clerk hears of it. */
	async put(device: Device, ...kinds: DocumentName['kind'][]): Promise<void> {
		for (const [document, update] of this.#newOf(device, kinds)) await this.write(document, update);
		await this.settle();
	}

	/** What a device has made goes to disk by way of another relay, and the clerk hears nothing of it. */
	async elsewhere(device: Device): Promise<void> {
		for (const [document, update] of this.#newOf(device)) await this.append(document, update);
		await this.settle();
	}

	async write(document: DocumentName, update: Uint8Array): Promise<void> {
		const stretch = await this.append(document, update);
		this.clerk.committed({ workspace, document, updates: [update], stretch });
	}

	async append(document: DocumentName, update: Uint8Array): Promise<Stretch> {
		const key = `${workspace}/${documentText(document)}`;
		const stretches = await this.journal.append([{ document: key, update }]);
		if (stretches === 'overtaken') throw new Error('nobody expected a thing');
		return stretches.get(key)!;
	}

	*#newOf(
		device: Device,
		kinds: readonly DocumentName['kind'][] = []
	): Generator<[DocumentName, Uint8Array]> {
		for (const [text, doc] of device.docs) {
			const document = parseDocumentName(text)!;
			if (kinds.length > 0 && !kinds.includes(document.kind)) continue;
			if (['ledger', 'venues'].includes(document.kind)) continue;
			yield [document, Y.encodeStateAsUpdate(doc, this.#given.get(text))];
			this.#given.set(text, Y.encodeStateVector(doc));
		}
	}

	async settle(): Promise<void> {
		for (let round = 0; round < 3; round++) await this.clerk.settle();
	}

	/** The documents that the desk was given. */
	get read(): string[] {
		const news = this.asked.flatMap((question) => (question.kind === 'read' ? question.news : []));
		return news.map(({ name }) => documentText(name));
	}

	/** In the order of the numbers, of which none is spent on nothing. */
	async whoClaimed(season = autumn): Promise<PersonId[]> {
		const ledger = new Ledger(await stored(this.journal, workspace, { kind: 'ledger', season }));
		const numbers = ledger.entries.map(({ number }) => number);
		if (numbers.some((number, at) => number !== at + 1))
			throw new Error(`numbers ${numbers.join()}`);
		return ledger.entries.flatMap((one) => (one.kind === 'event' ? [one.lane] : []));
	}

	#start(): WorkspaceClerk {
		const desks = new DesksHere();
		const member = (person: PersonId) =>
			({ person, role: 'coordinator', organisations: [] }) as const;
		return new WorkspaceClerk(workspace, {
			...{ journal: this.journal, isShared: true },
			erasedOf: () => this.erased,
			onerased: () => this.onerased(),
			desks: {
				ask: (question, onread) => {
					this.asked.push(question);
					return desks.ask(question, (name) => {
						onread?.(name);
						if (this.slow.has(documentText(name))) throw new TooSlow('this takes too long');
					});
				},
				close: () => desks.close()
			},
			write: async (_, changes, expected) => {
				const { before } = this;
				this.before = () => Promise.resolve();
				await before();
				if (this.isFull) throw Object.assign(new Error('full'), { name: 'NotKept' });
				const batch = changes.map(({ document, update }) => ({
					document: `${workspace}/${documentText(document)}`,
					update
				}));
				const places = [...expected].map(([text, at]) => [`${workspace}/${text}`, at] as const);
				return this.journal.append(batch, new Map(places));
			},
			members: () => Promise.resolve([ann, bob].map(member)),
			member: (_, person) => Promise.resolve(member(person)),
			report: (event) => this.events.push(event)
		});
	}
}
