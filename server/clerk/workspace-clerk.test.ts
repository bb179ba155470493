// The clerk of one workspace beside its journal, when something goes wrong. Faults planted in
// workspace-clerk.ts, desk-reading.ts and desk.ts, each seen red and taken back: no expectation of where a ledger stands, a
// desk that goes on after it was overtaken, what a full disk refused is forgotten, a parked lane is
// read again, seasons that nobody knows are read, a silent journal is told as a bug, a desk that keeps a name which
// the disk refused, one that was only asked for names and is taken to have read all.
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { claim } from '#document/commands/claims.ts';
import { openDirectory } from '#document/layouts/directory.ts';
import { Ledger } from '#document/layouts/ledger.ts';
import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import { SeasonId, WorkspaceId, type PersonId } from '#domain/ids.ts';
import { workshopWithCoffee } from '#tests/support/planned-coffee.ts';
import type { Device } from '#tests/support/devices.ts';
import { ann, autumn, bob, idNamed } from '#tests/support/named-ids.ts';
import type { Stretch } from '../journal/journal.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { TooSlow } from '../relay/integrator.ts';
import { stored } from '../testing/stored.ts';
import { DesksHere, type DeskQuestion } from './desks.ts';
import type { ClerkEvent } from './clerk-ports.ts';
import { WorkspaceClerk } from './workspace-clerk.ts';
import { nobodyErased } from '../testing/nobody-erased.ts';

const workspace = idNamed(WorkspaceId, 'house');
const ledgerName = { kind: 'ledger', season: autumn } as const;

/** A clerk with a journal of its own, and everything that can go wrong around it. */
class Bench {
	readonly journal = new MemoryJournal();
	readonly events: ClerkEvent[] = [];
	readonly asked: DeskQuestion[] = [];
	/** Documents that Yjs takes for ever to read. */
	readonly slow = new Set<string>();
	isFull = false;
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
	async whoClaimed(): Promise<PersonId[]> {
		const ledger = new Ledger(await stored(this.journal, workspace, ledgerName));
		const numbers = ledger.entries.map(({ number }) => number);
		expect(numbers).toEqual(numbers.map((_, at) => at + 1));
		return ledger.entries.flatMap((one) => (one.kind === 'event' ? [one.lane] : []));
	}

	#start(): WorkspaceClerk {
		const desks = new DesksHere();
		const member = (person: PersonId) =>
			({ person, role: 'coordinator', organisations: [] }) as const;
		return new WorkspaceClerk(workspace, {
			...nobodyErased,
			...{ journal: this.journal, isShared: true },
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

let bench: Bench;
let town: ReturnType<typeof workshopWithCoffee>;

beforeEach(async () => {
	bench = new Bench();
	town = workshopWithCoffee();
	await bench.put(town.workshop.tablet);
});

function claims(device: Device): void {
	const { date, need } = town;
	device.history.run('claim', (step) => claim(step, autumn, date, need, device.documents.me));
}

describe('the clerk of a workspace', () => {
	test('numbers what comes into lanes, in one row', async () => {
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		claims(town.workshop.phone);
		await bench.put(town.workshop.phone, 'lane');
		expect(await bench.whoClaimed()).toEqual([ann, bob]);
		expect(bench.events).toEqual([]);
	});

	test('goes on beside a lane after which Yjs throws while it tidies up', async () => {
		const bad = [1, 2, 188, 179, 179, 157, 4, 0, 1, 1, 1, 109, 0, 9, 1, 1, 109];
		const rest = [9, 117, 110, 100, 101, 102, 105, 110, 101, 100, 118, 0, 0];
		await bench.write({ kind: 'lane', person: bob }, new Uint8Array([...bad, ...rest]));
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		expect(await bench.whoClaimed()).toEqual([ann]);
		expect(bench.events.map(({ kind }) => kind)).toEqual(['lane-parked']);
	});

	test('tells a journal that is silent from a bug, and settles afterwards what came meanwhile', async () => {
		const load = bench.journal.load.bind(bench.journal);
		bench.restart();
		bench.journal.load = () => Promise.reject(new Error('no route'));
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet);
		expect(new Set(bench.events.map(({ kind }) => kind))).toEqual(new Set(['not-opened']));
		bench.journal.load = load;
		bench.clerk.tick();
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('takes up on starting what a clerk that was killed had left, and nothing twice', async () => {
		claims(town.workshop.tablet);
		bench.isFull = true;
		await bench.put(town.workshop.tablet);
		expect(await bench.whoClaimed()).toEqual([]);
		bench.isFull = false;
		bench.restart();
		bench.clerk.came(ann);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
		bench.restart();
		bench.clerk.came(ann);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('tries again later what a full disk refused', async () => {
		claims(town.workshop.tablet);
		bench.isFull = true;
		await bench.put(town.workshop.tablet);
		bench.isFull = false;
		bench.clerk.tick();
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
		expect(bench.events).toEqual([]);
	});

	test("begins anew when another relay's clerk was faster: each claim has one number", async () => {
		claims(town.workshop.tablet);
		claims(town.workshop.phone);
		const faster = new Bench();
		await faster.put(town.workshop.tablet);
		const ours = new Y.Doc();
		bench.before = async () => {
			const theirs = Y.encodeStateAsUpdate(await stored(faster.journal, workspace, ledgerName));
			Y.applyUpdate(ours, theirs);
			const document = `${workspace}/${documentText(ledgerName)}`;
			await bench.journal.append([{ document, update: theirs }]);
		};
		await bench.put(town.workshop.tablet);
		await bench.put(town.workshop.phone, 'lane');
		expect(await bench.whoClaimed()).toEqual([ann, bob]);
		expect(new Ledger(ours).entries.length).toBeGreaterThan(0);
	});

	test('finds what grew elsewhere of which no hint came, also when it is blind for the directory', async () => {
		const early = new Bench();
		early.clerk.came(bob);
		await early.settle();
		await early.elsewhere(town.workshop.tablet);
		claims(town.workshop.tablet);
		await early.elsewhere(town.workshop.tablet);
		expect(await early.whoClaimed()).toEqual([]);
		for (let second = 0; second < 14; second++) {
			early.clerk.tick();
			await early.settle();
		}
		expect(await early.whoClaimed()).toEqual([ann]);
	});

	test('reads what grew elsewhere also where its own came to the same document meanwhile', async () => {
		claims(town.workshop.phone);
		const lane = { kind: 'lane', person: bob } as const;
		const update = Y.encodeStateAsUpdate(town.workshop.phone.documents.lane.doc);
		const stretch = await bench.append(lane, Y.encodeStateAsUpdate(new Y.Doc()));
		await bench.append(lane, update);
		bench.clerk.grown(documentText(lane));
		bench.clerk.committed({ workspace, document: lane, updates: [], stretch });
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([bob]);
	});

	test('leaves out a lane that takes too long, says so, and serves the others', async () => {
		claims(town.workshop.tablet);
		claims(town.workshop.phone);
		const lane = { kind: 'lane', person: ann } as const;
		bench.slow.add(documentText(lane));
		await bench.put(town.workshop.tablet);
		await bench.put(town.workshop.phone, 'lane');
		expect(await bench.whoClaimed()).toEqual([bob]);
		expect(bench.events.map(({ kind, document }) => [kind, document])).toEqual([
			['lane-parked', `${workspace}/${documentText(lane)}`]
		]);
		bench.slow.clear();
		bench.asked.length = 0;
		claims(town.workshop.tablet);
		await bench.put(town.workshop.tablet, 'lane');
		expect(bench.read).not.toContain(documentText(lane));
	});

	test('introduces somebody once, however often it is asked', async () => {
		const eva = idNamed({ parse: (text) => text as PersonId | null }, 'eva');
		await bench.clerk.introduce(eva, 'Eva');
		const before = await bench.journal.positions([`${workspace}/directory`]);
		await bench.clerk.introduce(eva, 'Eva again');
		expect(await bench.journal.positions([`${workspace}/directory`])).toEqual(before);
		const doc = await stored(bench.journal, workspace, { kind: 'directory' });
		expect(openDirectory(doc).people.get(eva)?.name).toBe('Eva');
		expect((await bench.clerk.names(eva)).person).toBe('Eva');
	});

	test('introduces her when she asks again where a full disk refused her name, and everybody after her', async () => {
		const [eva, dan] = ['eva', 'dan'].map((word) =>
			idNamed({ parse: (text) => text as PersonId | null }, word)
		) as [PersonId, PersonId];
		bench.isFull = true;
		await expect(bench.clerk.introduce(eva, 'Eva')).rejects.toThrow('full');
		bench.isFull = false;
		await bench.clerk.introduce(eva, 'Eva');
		await bench.clerk.introduce(dan, 'Dan');
		const doc = await stored(bench.journal, workspace, { kind: 'directory' });
		const { people } = openDirectory(doc);
		expect([people.get(eva)?.name, people.get(dan)?.name]).toEqual(['Eva', 'Dan']);
	});

	test('settles what a clerk that was killed had left also where it was first asked for names alone', async () => {
		claims(town.workshop.tablet);
		bench.isFull = true;
		await bench.put(town.workshop.tablet);
		bench.isFull = false;
		bench.restart();
		await bench.clerk.names(null);
		bench.clerk.came(bob);
		await bench.settle();
		expect(await bench.whoClaimed()).toEqual([ann]);
	});

	test('does not look into seasons that the directory does not know', async () => {
		const before = bench.asked.length;
		const season = idNamed(SeasonId, 'nowhere');
		await bench.write({ kind: 'season', season }, Y.encodeStateAsUpdate(new Y.Doc()));
		await bench.settle();
		expect(bench.asked).toHaveLength(before);
	});
});
