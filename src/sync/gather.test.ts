// Faults planted in gather.ts, workspace-connection.ts and lent-documents.ts, each seen red and taken back: what a screen
// opened meanwhile is closed, what was open is closed, what was only borrowed stays open, the first who gives back
// closes it for the second.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import { gather } from './gather.ts';
import { MemoryStore } from './store/memory-store.ts';
import { onlyTab } from './tabs.ts';
import { silent } from './testing/silent-link.ts';
import { TestClock } from './testing/test-clock.ts';
import { WorkspaceConnection } from './workspace-connection.ts';

const workspace = WorkspaceId.parse('leie000000000000')!;
const member: Member = {
	person: PersonId.parse('ann0000000000000')!,
	role: 'coordinator',
	organisations: []
};
const people: DocumentName = { kind: 'people' };
const season: DocumentName = { kind: 'season', season: SeasonId.parse('spring2027000000')! };
const quick = { waitMs: 30, atOnce: 12 };
let store: MemoryStore;
let connection: WorkspaceConnection;

function connect(): WorkspaceConnection {
	const tools = { tabs: onlyTab, links: silent, clock: new TestClock() };
	const connection = new WorkspaceConnection({ workspace, member, store, ...tools });
	connection.connect();
	return connection;
}

beforeEach(() => {
	store = new MemoryStore();
	connection = connect();
});
afterEach(() => connection.close());

test('what nobody has open is brought together and closed again; what was open stays', async () => {
	const open = connection.open(season);
	open.doc.getMap('notes').set('soup', true);
	const { read, behind } = await gather(connection, [season, people], quick);
	expect(read(season).getMap('notes').has('soup')).toBe(true);
	expect(behind).toEqual([season, people]);
	expect(connection.documents).toEqual([open]);
});

test('what a screen opens meanwhile is not closed under it, and what is written there is kept', async () => {
	const gathering = gather(connection, [people], quick);
	const opened = connection.open(people);
	await gathering;
	expect(connection.documents).toEqual([opened]);
	opened.doc.getMap('notes').set('phone', true);
	await connection.whenKept();
	await connection.close();
	connection = connect();
	const again = connection.open(people);
	await again.ready;
	expect(again.doc.getMap('notes').has('phone')).toBe(true);
});

test('of two who save everything at once the later still has it open when the first is ready', async () => {
	const first = gather(connection, [people], { ...quick, waitMs: 10 });
	const later = gather(connection, [people], { ...quick, waitMs: 60 });
	await first;
	expect(connection.documents).toHaveLength(1);
	await later;
	expect(connection.documents).toEqual([]);
});
