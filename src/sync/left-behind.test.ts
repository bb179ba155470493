// What a member made, and did not share, while she might still write a document that she may only read now.
//
// Faults planted, each seen red and taken back: nothing offered; all offered; said to be shared before the relay
// has judged; what the relay had after all counted again; carried as hers to share.
import { expect, test, vi } from 'vitest';
import type { Member, Role } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import { PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import type { RefusalCode } from '#wire/frame.ts';
import type { LinkEars, LinkTarget } from './link/link.ts';
import type { LinkState } from './link/link-state.ts';
import { Cell } from './observable.ts';
import { MemoryStore } from './store/memory-store.ts';
import { onlyTab } from './tabs.ts';
import { TestClock } from './testing/test-clock.ts';
import { WorkspaceConnection } from './workspace-connection.ts';

const season: DocumentName = { kind: 'season', season: idNamed(SeasonId, 'spring') };

/** Ann's device in some role, on what it kept before, with a relay that does what the test says. */
async function open(role: Role, store: MemoryStore) {
	const heard: [LinkTarget, LinkEars][] = [];
	const ann: Member = { person: idNamed(PersonId, 'ann'), role, organisations: [] };
	const connection = new WorkspaceConnection({
		...{ workspace: idNamed(WorkspaceId, 'leie'), member: ann, store },
		...{ tabs: onlyTab, clock: new TestClock() },
		links: (target, ears) => {
			heard.push([target, ears]);
			const state = new Cell<LinkState>({ status: 'open', attempt: 0, synced: true });
			const silent = () => undefined;
			const ways = { retry: silent, offerAgain: silent, lose: silent, close: silent };
			return { state, isOrigin: () => false, ...ways };
		}
	});
	connection.connect();
	const document = connection.open(season);
	await document.ready;
	await vi.waitFor(() => expect(heard).toHaveLength(1));
	const [target, ears] = heard[0]!;
	/** The relay is answered what it lacks, and takes it or not. */
	const answer = (code: RefusalCode | null) => {
		ears.onopened();
		ears.onsent('answer');
		if (code) ears.onrefusal(code);
		ears.onreceipt(1);
	};
	return { connection, document, target, answer };
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

test('is offered to the relay, and what it refuses is said not to be accepted, also after a reload', async () => {
	const store = await planWithoutLine();
	const demoted = await open('volunteer', store);
	expect(demoted.target).toMatchObject({ mayWrite: false });
	expect(demoted.target.offers()).toBe(true);
	expect(demoted.document.state.read().settled).toBe(false);
	demoted.answer('not-allowed');
	expect(demoted.document.state.read().settled).toBe(true);
	expect(codes(demoted.connection)).toEqual(['not-allowed']);
	await demoted.connection.close();
	const again = await open('volunteer', store);
	expect(codes(again.connection)).toEqual(['not-allowed']);
	expect(again.target.offers()).toBe(true);
});

test('what the relay had after all is said nothing of, and not offered or counted again', async () => {
	const store = await planWithoutLine();
	const demoted = await open('volunteer', store);
	demoted.answer(null);
	expect(codes(demoted.connection)).toEqual([]);
	expect(demoted.target.offers()).toBe(false);
	await demoted.connection.close();
	const again = await open('coordinator', store);
	expect(again.document.state.read().unshared).toBe(0);
});

test('whoever may write it again shares it', async () => {
	const store = await planWithoutLine();
	const demoted = await open('volunteer', store);
	demoted.answer('not-allowed');
	await demoted.connection.close();
	const { connection, document, answer } = await open('coordinator', store);
	expect(document.state.read().unshared).toBe(1);
	answer(null);
	expect(document.state.read().unshared).toBe(0);
	expect(codes(connection)).toEqual([]);
});

test('a device that made nothing offers nothing, though it may know more than a relay that was put back', async () => {
	const { target, document } = await open('volunteer', new MemoryStore());
	expect(target.offers()).toBe(false);
	expect(document.state.read().settled).toBe(true);
});
