// A second tab whose disk answers late, or lacks what the first tab was sent: shared work is not counted there
// as waiting, and what waits is counted once.
//
// Faults planted here, each seen red and taken back: an answer counted as a change; what waits in the other tab
// counted as nothing; what the disk noted added to what the other tab told, or that taken off it however far it has
// come since.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { PersonId, SeasonId, type WorkspaceId } from '#domain/ids.ts';
import { FaultyDisk } from '#tests/contracts/device-store-faulty-disk.ts';
import { freshWorkspace } from '#tests/contracts/device-store.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { lineLinks } from './link/line-link.ts';
import { IndexedDbStore } from './store/indexeddb-store.ts';
import { browserTabs } from './tabs.ts';
import { FakeRelay } from './testing/fake-relay.ts';
import { FakeBrowser } from './testing/fake-tabs.ts';
import { TestClock } from './testing/test-clock.ts';
import { UnsharedCount } from './unshared-count.ts';
import { WorkspaceConnection, type OpenDocument } from './workspace-connection.ts';

const season: DocumentName = { kind: 'season', season: idNamed(SeasonId, 'spring') };
const seasonText = documentText(season);
const ann: Member = { person: idNamed(PersonId, 'ann'), role: 'coordinator', organisations: [] };

let disk: FaultyDisk;
let browser: FakeBrowser;
let relay: FakeRelay;
let clock: TestClock;
let workspace: WorkspaceId;
const open: WorkspaceConnection[] = [];

beforeEach(() => {
	disk = new FaultyDisk();
	browser = new FakeBrowser();
	relay = new FakeRelay();
	clock = new TestClock();
	workspace = freshWorkspace();
});

afterEach(async () => {
	disk.answerLate();
	for (const connection of open.splice(0)) await connection.close();
	disk.mend();
});

function tab(patienceMs = 10_000): WorkspaceConnection {
	const line = { url: 'ws://relay/sync', Socket: relay.Socket, clock };
	const channel = (name: string) => browser.channel(name);
	const connection = new WorkspaceConnection({
		...{ workspace, member: ann, store: new IndexedDbStore(patienceMs), clock },
		tabs: browserTabs({ locks: browser.locks, channel, clock }),
		links: lineLinks({ ...line, isVisible: () => true })
	});
	open.push(connection);
	return connection;
}

/** A tab that shows the season without what lies on the disk, and asks the other tabs. */
async function tabInSilence(): Promise<OpenDocument> {
	disk.faults.hangs = true;
	const document = tab(20).open(season);
	expect(await document.ready).toEqual({ kind: 'memory-only', why: 'slow' });
	return document;
}

/** The disk answers, and is taken up. */
async function answered({ state }: OpenDocument): Promise<void> {
	disk.answerLate();
	await vi.waitFor(() => expect(state.read().loaded).toEqual({ kind: 'loaded' }), 5_000);
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const write = (document: OpenDocument, name: string) =>
	document.doc.getMap('notes').set(name, true);
const shows = (document: OpenDocument, ...names: string[]) =>
	vi.waitFor(
		() => expect(Object.keys(document.doc.getMap('notes').toJSON()).toSorted()).toEqual(names),
		5_000
	);
const unshared = ({ state }: OpenDocument) => state.read().unshared;

/** A line for as long as it takes to share all, and no more after that. */
async function shareAll(connection: WorkspaceConnection, document: OpenDocument): Promise<void> {
	connection.connect();
	await vi.waitFor(async () => {
		await clock.pass(100);
		expect(document.state.read().settled).toBe(true);
	}, 5_000);
	relay.isThere = false;
	connection.networkGone();
	await clock.pass(1_000);
	await connection.whenKept();
}

/** The first tab, with three changes that wait. */
async function threeWait(): Promise<{ connection: WorkspaceConnection; document: OpenDocument }> {
	const connection = tab();
	const document = connection.open(season);
	await document.ready;
	for (const name of ['bus', 'cards', 'soup']) write(document, name);
	await clock.pass(1_000);
	await connection.whenKept();
	return { connection, document };
}

test('what the first tab has shared does not wait in a second one, before its disk answers or after', async () => {
	const first = await threeWait();
	await shareAll(first.connection, first.document);
	expect(unshared(first.document)).toBe(0);
	const second = await tabInSilence();
	const counts = new Set<number>();
	second.state.observe(() => counts.add(unshared(second)));
	await shows(second, 'bus', 'cards', 'soup');
	await answered(second);
	expect([...counts]).toEqual([0]);
});

test('what waits in the first tab waits in the second, each change once', async () => {
	const first = await threeWait();
	const second = await tabInSilence();
	await shows(second, 'bus', 'cards', 'soup');
	expect(unshared(second)).toBe(3);
	write(first.document, 'walk');
	await shows(second, 'bus', 'cards', 'soup', 'walk');
	await clock.pass(1_000);
	await first.connection.whenKept();
	expect(unshared(second)).toBe(4);
	await answered(second);
	expect([unshared(first.document), unshared(second)]).toEqual([4, 4]);
});

test('what was noted long ago counts in the second tab, though the first was not filled either', async () => {
	const earlier = await threeWait();
	await earlier.connection.close();
	const first = await tabInSilence();
	write(first, 'walk');
	const second = await tabInSilence();
	await shows(second, 'walk');
	expect(unshared(second)).toBe(1);
	await answered(second);
	await answered(first);
	expect(unshared(second)).toBeGreaterThanOrEqual(3);
	expect(unshared(first)).toBe(4);
});

test('what only the line of a follower brought does not wait in the tab that stores', async () => {
	relay.document(seasonText).getMap('notes').set('soup', true);
	const writer = tab();
	await writer.open({ kind: 'directory' }).ready;
	const follower = tab();
	const theirs = follower.open(season);
	await theirs.ready;
	await shareAll(follower, theirs);
	await shows(theirs, 'soup');
	const mine = writer.open(season);
	await shows(mine, 'soup');
	await settle();
	expect(unshared(mine)).toBe(0);
});

test('what the disk noted waits, though as much that another tab told of is with the relay by now', () => {
	const noted: Record<string, unknown> = { unshared: 3, since: clock.now() };
	const write = (name: string, value: unknown) => void (noted[name] = value);
	const count = new UnsharedCount({ read: (name) => noted[name], write }, clock);
	for (let change = 0; change < 3; change++) count.hear();
	count.take({ kind: 'opened' });
	count.take({ kind: 'sent', frame: 'answer' });
	count.take({ kind: 'receipt', settled: 1 });
	expect(count.count).toBe(0);
	count.takeUp(true, false);
	expect(count.count).toBe(3);
	expect(noted.unshared).toBe(3);
});
