// What an earlier visit left in a document that no screen of this visit opens: counted, shared, and let go of.
//
// Faults planted, each seen red and taken back: nobody looks; all is opened; given back before it is shared, or
// before the disk has answered; what was refused let go of; what she may not read any more opened, or not counted;
// no second look at a device that did not answer, nor when another tab changed something; what a screen opened
// meanwhile closed; a database made anew by looking for it; all asked again for one that did not answer, or at every
// half minute; all looked at for what another tab changed, or what it is sharing taken; closed at once after it is
// shared; opened for a refusal that was read.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Member, Role } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { OrganisationId, PersonId, SeasonId, type WorkspaceId } from '#domain/ids.ts';
import { FaultyDisk } from '#tests/contracts/device-store-faulty-disk.ts';
import { freshWorkspace } from '#tests/contracts/device-store.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { lineLinks } from './link/line-link.ts';
import type { LiveDocument } from './live-document.ts';
import type { DeviceStore } from './store/device-store.ts';
import { IndexedDbStore } from './store/indexeddb-store.ts';
import { MemoryStore } from './store/memory-store.ts';
import { browserTabs, onlyTab, type TabsFactory } from './tabs.ts';
import { FakeRelay } from './testing/fake-relay.ts';
import { FakeBrowser } from './testing/fake-tabs.ts';
import { TestClock } from './testing/test-clock.ts';
import { UnsharedCount } from './unshared-count.ts';
import { WorkspaceConnection } from './workspace-connection.ts';

const people: DocumentName = { kind: 'people' };
const season: DocumentName = { kind: 'season', season: idNamed(SeasonId, 'spring') };
const person = idNamed(PersonId, 'ann');
const anHour = 60 * 60 * 1_000;

let store: DeviceStore;
let relay: FakeRelay;
let clock: TestClock;
let workspace: WorkspaceId;
const open: WorkspaceConnection[] = [];

beforeEach(() => {
	store = new MemoryStore();
	relay = new FakeRelay();
	clock = new TestClock();
	workspace = freshWorkspace();
});

afterEach(async () => {
	for (const connection of open.splice(0)) await connection.close();
});

/** Ann's device in a new visit, on a screen that opens the directory and nothing else. */
function visit(role: Role = 'coordinator', tabs: TabsFactory = onlyTab): WorkspaceConnection {
	const ann: Member = { person, role, organisations: [] };
	const line = { url: 'ws://relay/sync', Socket: relay.Socket, clock };
	const connection = new WorkspaceConnection({
		...{ workspace, member: ann, store, tabs, clock },
		links: lineLinks({ ...line, isVisible: () => true })
	});
	open.push(connection);
	connection.open({ kind: 'directory' });
	return connection;
}

/** A change in some document, without a line. */
async function change(connection: WorkspaceConnection, name: DocumentName): Promise<void> {
	const document = connection.open(name);
	await document.ready;
	document.doc.getMap('notes').set('changed', true);
}

/** A visit before, in which something was changed without a line. */
async function earlier(name: DocumentName): Promise<void> {
	const connection = visit();
	await change(connection, name);
	await connection.whenKept();
	await connection.close();
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function pass(ms: number): Promise<void> {
	await settle();
	await clock.pass(ms);
	await settle();
}

async function share(connection: WorkspaceConnection, ms = 60_000): Promise<void> {
	relay.isThere = true;
	connection.connect();
	connection.networkBack();
	await pass(ms);
}

const opened = ({ documents }: WorkspaceConnection) =>
	documents.map(({ name }) => documentText(name)).toSorted();
const atRelay = (name: DocumentName) =>
	Object.keys(relay.document(documentText(name)).getMap('notes').toJSON());
const codes = ({ refusals }: WorkspaceConnection) => refusals.read().map(({ code }) => code);

describe('what was changed without a line in a document that no screen opens', () => {
	test.each<DocumentName>([
		people,
		season,
		{ kind: 'org', organisation: idNamed(OrganisationId, 'house') },
		{ kind: 'lane', person }
	])('is counted, shared, and let go of: $kind', async (name) => {
		await earlier(name);
		const connection = visit();
		await pass(2_000);
		expect(connection.status.read()).toMatchObject({ kind: 'offline', count: 1, kept: true });
		expect(connection.unshared.read()).toBe(1);
		await share(connection);
		expect(atRelay(name)).toEqual(['changed']);
		expect(connection.status.read()).toEqual({ kind: 'shared' });
		expect(connection.unshared.read()).toBe(0);
		expect(opened(connection)).toEqual(['directory']);
	});

	test('nothing is opened where nothing waits', async () => {
		await earlier(people);
		const before = visit();
		await share(before);
		await before.close();
		const opening = vi.spyOn(store, 'open');
		const connection = visit();
		await share(connection, anHour);
		expect(opening.mock.calls.map(([key]) => key.document)).toEqual([{ kind: 'directory' }]);
	});

	test('stays open where a screen has opened it meanwhile', async () => {
		await earlier(people);
		const connection = visit();
		await pass(2_000);
		connection.open(people);
		await share(connection);
		expect(connection.status.read()).toEqual({ kind: 'shared' });
		expect(opened(connection)).toEqual(['directory', 'people']);
	});

	test('stays counted where the relay does not know the document, and is asked for once', async () => {
		await earlier(people);
		relay.denied.set('people', 4404);
		const connection = visit();
		await share(connection, anHour);
		expect(connection.unshared.read()).toBe(1);
		expect(connection.status.read()).toMatchObject({ kind: 'gone', documents: [people], count: 1 });
		const asked = relay.lines.flatMap((line) => line.opened.flat());
		expect(asked.filter((name) => name === 'people')).toHaveLength(1);
	});

	test('is found by a later look where the device did not answer', async () => {
		await earlier(people);
		const looks = vi.spyOn(store, 'noted').mockResolvedValueOnce({ noted: [], unanswered: 'all' });
		const connection = visit();
		await pass(2_000);
		expect(connection.unshared.read()).toBe(0);
		await pass(anHour);
		expect(connection.unshared.read()).toBe(1);
		expect(looks).toHaveBeenCalledTimes(2);
	});
});

test('only what did not answer is asked for again, each time after twice as long, up to ten minutes', async () => {
	await earlier(people);
	const looks: { at: number; asked: boolean[] }[] = [];
	vi.spyOn(store, 'noted').mockImplementation((_, isAsked) => {
		looks.push({ at: clock.now(), asked: [people, season].map(isAsked) });
		return Promise.resolve({ noted: [], unanswered: [people] });
	});
	visit();
	await pass(anHour);
	const pauses = looks.slice(1).map(({ at }, index) => (at - looks[index]!.at) / 1_000);
	expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600, 600, 600]);
	const [first, ...others] = looks.map(({ asked }) => asked);
	expect(first).toEqual([true, true]);
	expect(others).toEqual(others.map(() => [true, false]));
});

describe('what was changed by somebody whose role has ended since', () => {
	test('counts as lost with the device where she may not read it, and is shared once she may again', async () => {
		await earlier(people);
		const demoted = visit('volunteer');
		await share(demoted);
		expect(demoted.unshared.read()).toBe(1);
		expect(demoted.status.read()).toEqual({ kind: 'shared' });
		expect(opened(demoted)).toEqual(['directory']);
		await demoted.close();
		const again = visit();
		await share(again);
		expect(again.unshared.read()).toBe(0);
		expect(atRelay(people)).toEqual(['changed']);
	});

	test('is judged by the relay where she may read it, and told until she has read that', async () => {
		await earlier(season);
		relay.confirms = false;
		const demoted = visit('volunteer');
		await share(demoted, 2_000);
		relay.line.say(
			documentText(season),
			{ kind: 'refusal', change: 1, code: 'not-allowed' },
			{ kind: 'receipt', settled: 1 }
		);
		await pass(anHour);
		expect(codes(demoted)).toEqual(['not-allowed']);
		expect(opened(demoted)).toEqual(['directory', documentText(season)]);
		await demoted.close();
		const again = visit('volunteer');
		await pass(2_000);
		expect(codes(again)).toEqual(['not-allowed']);
		for (const one of again.refusals.read()) again.putAway(one);
		expect(again.refusals.read()).toMatchObject([{ isPutAway: true }]);
		await again.close();
		const later = visit('volunteer');
		await share(later, anHour);
		expect(opened(later)).toEqual(['directory']);
	});
});

test('a refusal that nobody has read is told though no screen opens its document', async () => {
	const before = visit();
	await change(before, people);
	relay.confirms = false;
	await share(before, 2_000);
	relay.line.say(
		'people',
		{ kind: 'refusal', change: 1, code: 'not-allowed' },
		{ kind: 'receipt', settled: 1 }
	);
	await settle();
	expect(codes(before)).toEqual(['not-allowed']);
	await before.close();
	relay.confirms = true;
	relay.isThere = false;
	const connection = visit();
	await pass(2_000);
	const [told] = connection.refusals.read();
	expect(told).toMatchObject({ document: people, code: 'not-allowed', isPutAway: false });
	connection.putAway(told!);
	expect(connection.refusals.read()).toMatchObject([{ isPutAway: true }]);
});

test.each(['the tab that stores', 'a tab that follows'])(
	'what was made in %s is seen to by the other tab, also once that closes',
	async (which) => {
		const browser = new FakeBrowser();
		const channel = (name: string) => browser.channel(name);
		const tabs = browserTabs({ locks: browser.locks, channel, clock });
		const [writer, follower] = [visit('coordinator', tabs), visit('coordinator', tabs)];
		const [maker, other] =
			which === 'the tab that stores' ? [writer, follower] : [follower, writer];
		await pass(10_000);
		await change(maker, people);
		await pass(10_000);
		await maker.close();
		expect(other.unshared.read()).toBe(1);
		await share(other);
		expect(atRelay(people)).toEqual(['changed']);
		expect(other.unshared.read()).toBe(0);
	}
);

describe('where another tab works', () => {
	/** Two tabs with a line: she works in the first, and the second has only the directory open. */
	async function twoTabs() {
		const browser = new FakeBrowser();
		const channel = (name: string) => browser.channel(name, () => isDeaf);
		const tabs = browserTabs({ locks: browser.locks, channel, clock });
		const [hers, other] = [visit('coordinator', tabs), visit('coordinator', tabs)];
		for (const connection of [hers, other]) connection.connect();
		await pass(10_000);
		return { hers, other };
	}

	/** Whether no tab hears another: what is said is still on its way. */
	let isDeaf = false;

	afterEach(() => (isDeaf = false));

	test('what it shares is left to it, and nothing else is looked at', async () => {
		const { hers, other } = await twoTabs();
		const notes = hers.open(people).doc.getMap('notes');
		await hers.whenKept();
		const looks = vi.spyOn(store, 'noted');
		for (let edit = 0; edit < 60; edit++) {
			notes.set('edit', edit);
			await pass(700);
			expect(opened(other)).toEqual(['directory']);
		}
		expect(looks).toHaveBeenCalled();
		for (const [, isAsked] of looks.mock.calls) expect(isAsked(season)).toBe(false);
	});

	test('what it changes in the moment in which this one closes what it shared stays noted', async () => {
		await earlier(people);
		relay.isThere = false;
		const { hers, other } = await twoTabs();
		const notes = hers.open(people).doc.getMap('notes');
		const lent = other.documents.find(({ name }) => name.kind === 'people') as LiveDocument;
		const close = lent.close.bind(lent);
		const closing = vi.spyOn(lent, 'close').mockImplementation(() => {
			[isDeaf, relay.confirms] = [true, false];
			notes.set('late', true);
			return close();
		});
		relay.isThere = true;
		for (const connection of [hers, other]) connection.networkBack();
		for (let step = 0; step < 50 && closing.mock.calls.length === 0; step++) await pass(100);
		expect(opened(other)).toEqual(['directory']);
		const { noted } = await store.noted(workspace, ({ kind }) => kind === 'people');
		expect(noted[0]?.marks.get('unshared')).toBe(1);
	});

	test('what it changes while this one is about to close is waited for', async () => {
		await earlier(people);
		relay.isThere = false;
		const { hers, other } = await twoTabs();
		const notes = hers.open(people).doc.getMap('notes');
		relay.isThere = true;
		for (const connection of [hers, other]) connection.networkBack();
		await pass(200);
		for (let edit = 0; edit < 10; edit++) {
			expect(opened(other)).toEqual(['directory', 'people']);
			notes.set('edit', edit);
			await pass(700);
		}
		await pass(3_000);
		expect(opened(other)).toEqual(['directory']);
	});
});

test('what is noted as not shared is as old as the oldest of it, also where what came before was shared meanwhile', async () => {
	const marks = new Map<string, unknown>();
	const write = (name: string, value: unknown) => void marks.set(name, value);
	const count = new UnsharedCount({ read: (name) => marks.get(name), write }, clock);
	count.takeUp(true, false);
	for (const event of [{ kind: 'opened' }, { kind: 'sent', frame: 'answer' }] as const)
		count.take(event);
	count.take({ kind: 'made' });
	count.take({ kind: 'sent', frame: 'change' });
	count.take({ kind: 'receipt', settled: 2 });
	await clock.pass(400);
	count.take({ kind: 'made' });
	await clock.pass(600);
	expect(marks.get('unshared')).toBe(1);
	expect(marks.get('since')).toBe(clock.now() - 600);
});

describe('on a disk', () => {
	let disk: FaultyDisk;

	beforeEach(() => {
		disk = new FaultyDisk();
		store = new IndexedDbStore(10_000);
	});

	afterEach(async () => {
		disk.answerLate();
		for (const connection of open.splice(0)) await connection.close();
		disk.mend();
	});

	test('that falls silent after the look it is shared once it answers, and not let go of before', async () => {
		await earlier(people);
		store = new IndexedDbStore(20);
		const noted = store.noted.bind(store);
		store.noted = async (...asked) => {
			const found = await noted(...asked);
			disk.faults.hangs = true;
			return found;
		};
		const connection = visit();
		await connection.open({ kind: 'directory' }).ready;
		await clock.pass(1_000);
		await vi.waitFor(() => expect(opened(connection)).toEqual(['directory', 'people']), 5_000);
		const { document, giveBack } = connection.borrow(people);
		expect(await document.ready).toEqual({ kind: 'memory-only', why: 'slow' });
		await giveBack();
		await share(connection, 10_000);
		expect(opened(connection)).toEqual(['directory', 'people']);
		disk.answerLate();
		await vi.waitFor(async () => {
			await pass(10_000);
			expect(atRelay(people)).toEqual(['changed']);
			expect(opened(connection)).toEqual(['directory']);
		}, 5_000);
	});

	test('nothing comes back that is wiped while it looks', async () => {
		await earlier(people);
		const connection = visit();
		await connection.open({ kind: 'directory' }).ready;
		disk.faults.hangs = true;
		await clock.pass(1_000);
		await settle();
		expect(await connection.wipe()).toBeNull();
		disk.answerLate();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(await store.documents(workspace)).toEqual([]);
	});
});
