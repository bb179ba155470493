import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as Y from 'yjs';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { hashOf, newSessionToken } from '#server/accounts/secrets.ts';
import { SqlAccounts } from '#server/accounts/sql-accounts.ts';
import { SqliteSql } from '#server/accounts/sqlite.ts';
import { sessionCookie } from '#server/http/request.ts';
import { SqliteJournal } from '#server/journal/sqlite.ts';
import { defaultLimits } from '#server/limits.ts';
import { median } from '#tests/support/measures/median.ts';
import { type Memory, ServerProcess } from '#tests/support/measures/server-process.ts';
import { LeanLine, type LineAddress } from '../load/line/lean-line.ts';
import { freshId } from '../load/relay/generator/town.ts';
import type { Effort, Row } from './row.ts';

/** As many as a device opens on its line at once. */
const documentsInWorkspace = 200;
const megabyte = 1_000_000;
/** Longer than it takes until what somebody opened is folded. */
const restMs = 4_000;

/** A workspace that a relay keeps, what is in it, and the session of who may open it. */
interface Place {
	readonly workspace: string;
	readonly documents: readonly string[];
	readonly token: string;
}

/** Who opens the documents of one. */
interface Guest extends LineAddress, Pick<Place, 'documents'> {}

/** What a relay holds of documents that nobody has open: once it has started, and once they were opened and left. */
interface Held {
	readonly started: Memory;
	readonly left: Memory;
}

/** What documents cost a relay that nobody has open, beside a relay that knows few and did as much. */
export async function benchKnown({ quick }: Effort): Promise<Row[]> {
	const workspaces = quick ? 5 : 50;
	const rounds: { readonly few: Held; readonly many: Held }[] = [];
	for (let round = 0; round < (quick ? 1 : 3); round++)
		rounds.push({
			few: await held(places(1), workspaces),
			many: await held(places(workspaces), workspaces)
		});
	const more = (when: keyof Held, what: keyof Memory): number =>
		median(rounds.map(({ few, many }) => (many[when][what] - few[when][what]) / megabyte));
	const documents = (workspaces * documentsInWorkspace).toLocaleString('en');
	const row = (when: keyof Held, what: keyof Memory, words: string): Row => ({
		name: `${documents} documents that nobody has open, ${words}`,
		...{ value: more(when, what), unit: 'MB', peer: `more than with ${documentsInWorkspace}` }
	});
	return [
		row('started', 'usedBytes', 'after a start: heap and buffers'),
		row('started', 'rssBytes', 'after a start: memory of the process'),
		row('left', 'usedBytes', 'each opened once and left: heap and buffers'),
		row('left', 'rssBytes', 'each opened once and left: memory of the process')
	];
}

function places(workspaces: number): Place[] {
	return Array.from({ length: workspaces }, () => ({
		workspace: freshId(),
		documents: Array.from({ length: documentsInWorkspace }, () => `org/${freshId()}`),
		token: newSessionToken(randomBytes)
	}));
}

/** Somebody comes so many times to a workspace, to each in its turn, and opens all that is there. */
async function held(all: readonly Place[], visits: number): Promise<Held> {
	const relay = await ServerProcess.relay((folder) => fill(folder, all), { tellsMemory: true });
	try {
		const guests: Guest[] = all.map(({ workspace, documents, token }) => ({
			...{ port: relay.port, workspace, documents },
			cookie: sessionCookie(token, true).split(';')[0] ?? ''
		}));
		const started = await relay.memory();
		for (let many = 0; many < visits; many++) await visit(guests[many % guests.length]);
		await new Promise((resolve) => setTimeout(resolve, restMs));
		return { started, left: await relay.memory() };
	} finally {
		await relay.end();
	}
}

/** Two changes in each document. */
async function fill(folder: string, all: readonly Place[]): Promise<void> {
	const journal = new SqliteJournal(join(folder, 'journal.sqlite'), ({ document }) => {
		throw new Error(`${document} can not be read`);
	});
	for (const { workspace, documents } of all)
		await journal.append(
			documents.flatMap((name) =>
				changes().map((update) => ({ document: `${workspace}/${name}`, update }))
			)
		);
	await journal.close();
	await found(folder, all);
}

function changes(): Uint8Array[] {
	const doc = new Y.Doc();
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	for (const key of ['a', 'b']) doc.getMap('m').set(key, 'x'.repeat(500));
	return made;
}

/** Who may open them: nobody else founds what a relay has documents of. */
async function found(folder: string, all: readonly Place[]): Promise<void> {
	const accounts = new SqlAccounts(new SqliteSql(join(folder, 'accounts.sqlite')), defaultLimits);
	for (const { workspace, token } of all) {
		const who = { person: freshId() as PersonId, device: freshId() as DeviceId, label: 'bench' };
		const where = { workspace: workspace as WorkspaceId, session: hashOf(token), at: Date.now() };
		await accounts.found({ ...who, ...where }, 'founded');
	}
	await accounts.close();
}

/** A device opens all of these, has everything, and goes. */
async function visit(guest: Guest | undefined): Promise<void> {
	if (!guest) return;
	const { documents } = guest;
	const { promise, resolve } = Promise.withResolvers<null>();
	const missing = new Set(documents);
	const line = await LeanLine.open(guest, {
		onframe(document, { kind }) {
			if (kind === 'answer') missing.delete(document);
			if (missing.size === 0) resolve(null);
		}
	});
	if (!line) throw new Error('the relay lets nobody in');
	const nothing = new Uint8Array([0]);
	line.ask(documents.map((document, at) => ({ document, client: at + 1, have: nothing })));
	await Promise.race([promise, line.closed]);
	if (missing.size > 0) throw new Error(`${missing.size} documents never came`);
	await line.leave();
}
