// What a member made, and did not share, while she might still write a document that she may only read now.
//
// Faults planted, each seen red and taken back: a device that made nothing told the same; nothing told; what
// the relay has after all counted again; carried as hers to share.
import { expect, test, vi } from 'vitest';
import type { Member, Role } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import type { LinkEars } from './link/link.ts';
import type { LinkState } from './link/link-state.ts';
import { Cell } from './observable.ts';
import { MemoryStore } from './store/memory-store.ts';
import { onlyTab } from './tabs.ts';
import { TestClock } from './testing/test-clock.ts';
import { WorkspaceConnection } from './workspace-connection.ts';

const season: DocumentName = { kind: 'season', season: idNamed(SeasonId, 'spring') };

/** Ann's device in some role, on what it kept before; `ears` is told what the relay does. */
async function open(role: Role, store: MemoryStore) {
	const heard: LinkEars[] = [];
	const ann: Member = { person: idNamed(PersonId, 'ann'), role, organisations: [] };
	const connection = new WorkspaceConnection({
		...{ workspace: idNamed(WorkspaceId, 'leie'), member: ann, store },
		...{ tabs: onlyTab, clock: new TestClock() },
		links: (_target, ears) => {
			heard.push(ears);
			const state = new Cell<LinkState>({ status: 'open', attempt: 0, synced: true });
			const silent = () => undefined;
			return { state, isOrigin: () => false, retry: silent, lose: silent, close: silent };
		}
	});
	connection.connect();
	const document = connection.open(season);
	await document.ready;
	await vi.waitFor(() => expect(heard).toHaveLength(1));
	return { connection, document, ears: heard[0]! };
}

/** Plans something without a line, and closes. */
async function planWithoutLine(): Promise<MemoryStore> {
	const store = new MemoryStore();
	const { connection, document } = await open('coordinator', store);
	document.doc.getMap('notes').set('soup', true);
	await connection.close();
	return store;
}

const codes = ({ refusals }: WorkspaceConnection) => refusals.read().map(({ code }) => code);

test('what the relay lacks of it is said not to be accepted, also after a reload', async () => {
	const store = await planWithoutLine();
	const demoted = await open('volunteer', store);
	expect(codes(demoted.connection)).toEqual([]);
	demoted.ears.onwithheld(true);
	expect(codes(demoted.connection)).toEqual(['not-allowed']);
	await demoted.connection.close();
	expect(codes((await open('volunteer', store)).connection)).toEqual(['not-allowed']);
});

test('what the relay has after all is said nothing of, and not counted again', async () => {
	const store = await planWithoutLine();
	const demoted = await open('volunteer', store);
	demoted.ears.onwithheld(false);
	expect(codes(demoted.connection)).toEqual([]);
	await demoted.connection.close();
	const again = await open('coordinator', store);
	expect(again.document.state.read().unshared).toBe(0);
});

test('whoever may write it again shares it', async () => {
	const store = await planWithoutLine();
	const demoted = await open('volunteer', store);
	demoted.ears.onwithheld(true);
	await demoted.connection.close();
	const { connection, document, ears } = await open('coordinator', store);
	expect(document.state.read().unshared).toBe(1);
	ears.onopened();
	ears.onsent('answer');
	ears.onreceipt(1);
	expect(document.state.read().unshared).toBe(0);
	expect(codes(connection)).toEqual([]);
});

test('a device that made nothing, and knows more than a relay that was put back, is told nothing', async () => {
	const { connection, ears } = await open('volunteer', new MemoryStore());
	ears.onwithheld(true);
	expect(codes(connection)).toEqual([]);
});
