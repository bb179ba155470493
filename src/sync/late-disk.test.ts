// A disk that answers when the document is shown without it already: what was noted there counts all the same.
//
// Faults planted here, each seen red and taken back: no take-up of what comes late; marks written before it; none
// once the page closes; the relay not asked anew; called shared without a line, or never; a later `since`; what
// the disk set aside not told.
import { fc, test as property } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Member, Role } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { PersonId, SeasonId, type WorkspaceId } from '#domain/ids.ts';
import { FaultyDisk } from '#tests/contracts/device-store-faulty-disk.ts';
import { freshWorkspace } from '#tests/contracts/device-store.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { lineLinks } from './link/line-link.ts';
import { IndexedDbStore } from './store/indexeddb-store.ts';
import { onlyTab } from './tabs.ts';
import { FakeRelay } from './testing/fake-relay.ts';
import { TestClock } from './testing/test-clock.ts';
import { UnsharedCount } from './unshared-count.ts';
import { WorkspaceConnection, type OpenDocument } from './workspace-connection.ts';

const season: DocumentName = { kind: 'season', season: idNamed(SeasonId, 'spring') };
const seasonText = documentText(season);
const yesterday = 20 * 60 * 60 * 1_000;

let disk: FaultyDisk;
let town: Town;

/** One device of Ann's, with a relay that a test takes away and gives back. */
class Town {
	readonly relay = new FakeRelay();
	readonly clock = new TestClock();
	readonly #workspace: WorkspaceId = freshWorkspace();
	#open: WorkspaceConnection | null = null;

	/** Opens the season in a new visit. */
	visit(
		role: Role = 'coordinator',
		patienceMs = 10_000
	): { connection: WorkspaceConnection; document: OpenDocument } {
		const ann: Member = { person: idNamed(PersonId, 'ann'), role, organisations: [] };
		const line = { url: 'ws://relay/sync', Socket: this.relay.Socket, clock: this.clock };
		const connection = new WorkspaceConnection({
			...{ workspace: this.#workspace, member: ann, store: new IndexedDbStore(patienceMs) },
			...{ tabs: onlyTab, clock: this.clock, links: lineLinks({ ...line, isVisible: () => true }) }
		});
		this.#open = connection;
		return { connection, document: connection.open(season) };
	}

	/** Plans three things without a line, in a visit before. */
	async planEarlier(): Promise<void> {
		const { connection, document } = this.visit();
		await document.ready;
		for (const name of ['soup', 'cards', 'bus']) write(document, name);
		await connection.whenKept();
		await connection.close();
		await this.clock.pass(yesterday);
	}

	/** Opens it while the disk is silent: it is shown without what lies there. */
	async visitInSilence(role?: Role) {
		disk.faults.hangs = true;
		const visit = this.visit(role, 20);
		expect(await visit.document.ready).toEqual({ kind: 'memory-only', why: 'slow' });
		return visit;
	}

	/** A line, until everything on its way has arrived and trouble was tried again. */
	async shareFor(visit: { connection: WorkspaceConnection }, ms = 10_000): Promise<void> {
		this.relay.isThere = true;
		visit.connection.connect();
		visit.connection.networkBack();
		await settle();
		await this.clock.pass(ms);
		await settle();
	}

	get atRelay(): string[] {
		return Object.keys(this.relay.document(seasonText).getMap('notes').toJSON()).toSorted();
	}

	async end(): Promise<void> {
		await this.#open?.close();
	}
}

beforeEach(() => {
	disk = new FaultyDisk();
	town = new Town();
});

afterEach(async () => {
	disk.answerLate();
	await town.end();
	disk.mend();
});

/** Until everything that is on its way has arrived. */
const settle = () => new Promise((resolve) => setTimeout(resolve));
const write = (document: OpenDocument, name: string) =>
	document.doc.getMap('notes').set(name, true);
const notes = ({ doc }: OpenDocument) => Object.keys(doc.getMap('notes').toJSON()).toSorted();
const codes = ({ refusals }: WorkspaceConnection) => refusals.read().map(({ code }) => code);

/** A busy machine may take longer than the patience of a visit in silence. */
const stored = ({ state }: OpenDocument) =>
	vi.waitFor(() => expect(state.read().saving.status).toBe('saved'), 5_000);

/** The disk answers, and has stored what waited. */
async function answered(document: OpenDocument, name = 'soup'): Promise<void> {
	disk.answerLate();
	await vi.waitFor(() => expect(notes(document)).toContain(name), 5_000);
	await stored(document);
}

describe('what only this device has, on a disk that answers late', () => {
	test('counts with what was done meanwhile, since the first of it, also in the visit after', async () => {
		await town.planEarlier();
		const { connection, document } = await town.visitInSilence();
		write(document, 'walk');
		await answered(document);
		expect(connection.status.read()).toMatchObject({ kind: 'offline', count: 4, kept: true });
		expect(document.state.read().since).toBe(town.clock.now() - yesterday);
		await town.clock.pass(yesterday);
		expect(connection.status.read()).toMatchObject({ overdue: true });
		await connection.close();
		const again = town.visit();
		await again.document.ready;
		expect(again.document.state.read()).toMatchObject({ unshared: 4 });
		expect(again.connection.status.read()).toMatchObject({ count: 4, overdue: true });
	});

	test('counts where storage is refused, and allowed while she works', async () => {
		await town.planEarlier();
		disk.faults.refuses = true;
		const { document } = town.visit();
		expect(await document.ready).toEqual({ kind: 'memory-only', why: 'refused' });
		write(document, 'walk');
		disk.faults.refuses = false;
		await answered(document);
		expect(document.state.read().unshared).toBe(4);
	});

	test('is shared over a line that was there before it', async () => {
		await town.planEarlier();
		const { connection, document } = await town.visitInSilence();
		write(document, 'walk');
		await town.shareFor({ connection });
		expect(document.state.read()).toMatchObject({ unshared: 0, settled: true });
		town.relay.confirms = false;
		await answered(document);
		expect(document.state.read()).toMatchObject({ unshared: 3, settled: false });
		town.relay.confirms = true;
		await town.shareFor({ connection });
		await stored(document);
		expect(connection.status.read()).toEqual({ kind: 'shared' });
		expect(town.atRelay).toEqual(['bus', 'cards', 'soup', 'walk']);
		await connection.close();
		const again = town.visit();
		await again.document.ready;
		expect(again.document.state.read().unshared).toBe(0);
	});

	test('counts where the line that took all that was here is gone by then', async () => {
		await town.planEarlier();
		const { connection, document } = await town.visitInSilence();
		write(document, 'walk');
		await town.shareFor({ connection });
		expect(document.state.read().settled).toBe(true);
		town.relay.isThere = false;
		connection.networkGone();
		await answered(document);
		expect(connection.status.read()).toMatchObject({ count: 3 });
		expect(document.state.read().unshared).toBe(3);
	});

	test('is as old as the first of both, whichever clock was set meanwhile', () => {
		const clock = new TestClock();
		const noted: Record<string, unknown> = { unshared: 1, since: clock.now() + yesterday };
		const write = (name: string, value: unknown) => void (noted[name] = value);
		const count = new UnsharedCount({ read: (name) => noted[name], write }, clock);
		count.take({ kind: 'made' });
		count.takeUp(true, false);
		expect(noted).toEqual({ unshared: 2, since: clock.now() });
	});

	test('is not said to be unshared where the line brought all of it', async () => {
		await town.planEarlier();
		const before = town.visit();
		await before.document.ready;
		Y.applyUpdate(town.relay.document(seasonText), Y.encodeStateAsUpdate(before.document.doc));
		await before.connection.close();
		const { connection, document } = await town.visitInSilence();
		await town.shareFor({ connection });
		expect(notes(document)).toEqual(['bus', 'cards', 'soup']);
		const counts = new Set<number>();
		document.state.observe(() => counts.add(document.state.read().unshared));
		await answered(document);
		expect(connection.status.read()).toEqual({ kind: 'shared' });
		expect([...counts]).toEqual([0]);
	});

	test('is written down with what was done meanwhile, though the page closes first', async () => {
		await town.planEarlier();
		const { connection, document } = await town.visitInSilence();
		write(document, 'walk');
		const closing = connection.close();
		disk.answerLate();
		await closing;
		const again = town.visit();
		await again.document.ready;
		expect(notes(again.document)).toEqual(['bus', 'cards', 'soup', 'walk']);
		expect(again.document.state.read().unshared).toBe(4);
	});

	test('is offered to a relay that asked before, where she may only read it by now', async () => {
		await town.planEarlier();
		const { connection, document } = await town.visitInSilence('volunteer');
		await town.shareFor({ connection });
		expect(document.state.read().settled).toBe(true);
		await answered(document);
		expect(document.state.read().settled).toBe(false);
		await town.shareFor({ connection });
		await stored(document);
		expect(connection.status.read()).toEqual({ kind: 'shared' });
		expect(town.atRelay).toEqual(['bus', 'cards', 'soup']);
	});

	test('a part that makes no sense is told as in time', async () => {
		await town.planEarlier();
		const { connection, document } = await town.visitInSilence();
		disk.faults.damagedKeys = [1];
		await answered(document, 'cards');
		expect(connection.damage.read().missing).toEqual([season]);
	});
});

describe('what was not accepted, on a disk that answers late', () => {
	/** A visit in which the relay takes nothing of what is planned. */
	async function refusedEarlier(): Promise<void> {
		town.relay.confirms = false;
		const { connection, document } = town.visit();
		await document.ready;
		write(document, 'soup');
		await town.shareFor({ connection }, 100);
		refuse();
		await vi.waitFor(() => expect(codes(connection)).toEqual(['not-allowed']));
		await connection.whenKept();
		await connection.close();
		town.relay.confirms = true;
	}

	const refuse = () =>
		town.relay.line.say(
			seasonText,
			{ kind: 'refusal', change: 1, code: 'not-allowed' },
			{ kind: 'receipt', settled: 1 }
		);

	test('is said, until the relay takes it after all', async () => {
		await refusedEarlier();
		const { connection, document } = await town.visitInSilence();
		await answered(document);
		expect(codes(connection)).toEqual(['not-allowed']);
		await town.shareFor({ connection });
		expect(codes(connection)).toEqual([]);
		expect(town.atRelay).toEqual(['soup']);
	});

	test('is not said where the line brought it', async () => {
		await refusedEarlier();
		const before = town.visit();
		await before.document.ready;
		Y.applyUpdate(town.relay.document(seasonText), Y.encodeStateAsUpdate(before.document.doc));
		await before.connection.close();
		const { connection, document } = await town.visitInSilence();
		await town.shareFor({ connection });
		await answered(document);
		expect(codes(connection)).toEqual([]);
		await connection.close();
		const again = town.visit();
		await again.document.ready;
		expect(codes(again.connection)).toEqual([]);
	});
});

const anyStep = fc.constantFrom('edit', 'line', 'cut', 'pass');

property.prop([fc.array(anyStep, { maxLength: 6 }), fc.nat(6)], { numRuns: 20 })(
	'whenever the disk answers, the end is as if it had at once',
	async (steps, moment) => {
		const late = await lived(steps, Math.min(moment, steps.length));
		expect(late).toEqual(await lived(steps, 'at once'));
	}
);

/** How a visit ends in which the disk answers before step `moment`: without a line there ever was, and with one. */
async function lived(steps: readonly string[], moment: number | 'at once') {
	const place = new Town();
	await place.planEarlier();
	const visit = moment === 'at once' ? place.visit() : await place.visitInSilence();
	const { connection, document } = visit;
	await document.ready;
	for (const [index, step] of [...steps, 'end'].entries()) {
		if (index === moment) await answered(document);
		await stepIn(place, visit, step, `n${index}`);
	}
	await stored(document);
	const alone = steps.includes('line') ? null : connection.status.read();
	await place.shareFor(visit);
	await stored(document);
	const shared = connection.status.read();
	const end = { alone, shared, notes: notes(document), relay: place.atRelay };
	await connection.close();
	const again = place.visit();
	await again.document.ready;
	const { unshared } = again.document.state.read();
	await again.connection.close();
	return { ...end, unshared };
}

async function stepIn(
	place: Town,
	visit: { connection: WorkspaceConnection; document: OpenDocument },
	step: string,
	name: string
): Promise<void> {
	if (step === 'edit') write(visit.document, name);
	if (step === 'line') await place.shareFor(visit);
	if (step === 'pass') await place.clock.pass(700);
	if (step !== 'cut') return;
	place.relay.isThere = false;
	visit.connection.networkGone();
}
