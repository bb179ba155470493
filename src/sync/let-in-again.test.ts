// A device that was out, and is let in again with another link while it has the workspace open.
//
// Faults planted in workspace-connection.ts and live-document.ts, each seen red and taken back: one document left on the
// refused line; a line that is opened though nothing was shared before.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { lineLinks } from './link/line-link.ts';
import { MemoryStore } from './store/memory-store.ts';
import { onlyTab } from './tabs.ts';
import { FakeRelay } from './testing/fake-relay.ts';
import { TestClock } from './testing/test-clock.ts';
import { WorkspaceConnection } from './workspace-connection.ts';

const ann: Member = { person: idNamed(PersonId, 'ann'), role: 'coordinator', organisations: [] };
const season: DocumentName = { kind: 'season', season: idNamed(SeasonId, 'spring') };
const directory: DocumentName = { kind: 'directory' };
let relay: FakeRelay;
let clock: TestClock;
let connection: WorkspaceConnection;

beforeEach(async () => {
	[relay, clock] = [new FakeRelay(), new TestClock()];
	const address = { url: 'ws://relay/sync', Socket: relay.Socket, clock, isVisible: () => true };
	connection = new WorkspaceConnection({
		...{ workspace: idNamed(WorkspaceId, 'leie'), member: ann, store: new MemoryStore() },
		...{ tabs: onlyTab, clock, links: lineLinks(address) }
	});
	await Promise.all([season, directory].map((name) => connection.open(name).ready));
});

afterEach(() => connection.close());

async function settle(): Promise<void> {
	for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve));
}

test.each([4410, 4411])(
	'it shares what it made while it was out with %i, all over one fresh line',
	async (code) => {
		connection.connect();
		await settle();
		relay.line.hangUp(code);
		connection.open(season).doc.getMap('notes').set('soup', true);
		expect(connection.status.read()).toMatchObject({ count: 1 });
		connection.networkBack();
		await clock.pass(120_000);
		expect(relay.lines).toHaveLength(1);

		connection.renew();
		await settle();
		expect(relay.lines).toHaveLength(2);
		expect(relay.line.opened.flat().toSorted()).toEqual(
			[season, directory].map(documentText).toSorted()
		);
		expect(connection.status.read()).toEqual({ kind: 'shared' });
		expect(relay.document(documentText(season)).getMap('notes').toJSON()).toEqual({ soup: true });
	}
);

test('a line that has not heard yet that it is out is another one from then on', async () => {
	connection.connect();
	await settle();
	const [before] = relay.lines;
	connection.renew();
	await settle();
	before?.hangUp(4410);
	expect(before?.isClosed).toBe(true);
	expect(connection.status.read()).toEqual({ kind: 'shared' });
});

test('what is not shared yet goes on waiting for that', async () => {
	connection.renew();
	await settle();
	expect(relay.lines).toEqual([]);
});

test('it shares again by itself once the relay knows the workspace again, in one status until then', async () => {
	connection.connect();
	await settle();
	relay.turnsAway = 4404;
	relay.line.hangUp(4404);
	connection.open(season).doc.getMap('notes').set('soup', true);
	await settle();
	const told: string[] = [];
	const stop = connection.status.observe(() => told.push(connection.status.read().kind));
	await clock.pass(120_000);
	stop();
	expect(told).toEqual([]);
	expect(connection.status.read()).toEqual({ kind: 'no-workspace', count: 1, kept: true });

	relay.turnsAway = null;
	await clock.pass(30_000);
	await settle();
	expect(connection.status.read()).toEqual({ kind: 'shared' });
	expect(relay.document(documentText(season)).getMap('notes').toJSON()).toEqual({ soup: true });
});
