// Somebody who is back with an old backup, and whom no screen shows any more. Faults planted in erase.ts and
// members.ts, each seen red and taken back: her row not written, nobody looked up, who only stands in documents not
// known, the last coordinator let go, a removed record shown as one on the screens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bobsPhone, foundIn, keepTown, someTown } from '#tests/support/kept-town.ts';
import { bobs } from '#tests/support/town-with-bob.ts';
import { hashOf } from '../accounts/secrets.ts';
import { startClerk } from '../clerk/services.ts';
import { runCommand, type Run } from '../testing/host-command.ts';
import { personId, RunningRelay, workspaceId } from '../testing/running-relay.ts';

const town = someTown();
const { workspace } = town.worked.draft;
let folder: string;
let running: RunningRelay | null;
let events: string[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'erase-'));
	events = [];
});
afterEach(async () => {
	await stop();
	rmSync(folder, { recursive: true });
});

async function start(data: string): Promise<RunningRelay> {
	running = await RunningRelay.start({
		folder: join(folder, data),
		startServices: startClerk,
		log: (_, { event }) => void events.push(event)
	});
	return running;
}

async function stop(): Promise<void> {
	await running?.stop();
	running = null;
}

function erase(data: string, ...words: string[]): Promise<Run> {
	return runCommand(folder, 'erase', data, ...words);
}

/** What the list says of somebody. */
async function lineOf(data: string, person: string): Promise<string> {
	const { said } = await erase(data, '--list');
	return said.split('\n').find((line) => line.includes(`  ${person}  `)) ?? '';
}

/** As Ann's browser brings it: his record goes from the directory and the book, and nothing else happens. */
async function takeOffScreens({ relay }: RunningRelay): Promise<void> {
	for (const name of ['directory', 'people']) {
		const document = `${workspace}/${name}`;
		const { snapshot, tail } = await relay.journal.load(document);
		const doc = new Y.Doc();
		for (const update of snapshot ? [snapshot, ...tail] : tail) Y.applyUpdate(doc, update);
		const before = Y.encodeStateVector(doc);
		const map = doc.getMap(name === 'directory' ? 'people' : 'contacts');
		expect(map.has(town.bob)).toBe(true);
		map.delete(town.bob);
		await relay.journal.append([{ document, update: Y.encodeStateAsUpdate(doc, before) }]);
	}
}

/** Kept, saved, erased; then the old backup is put back in `elsewhere`, and a device brings the deletion. */
async function putBackTooOld(): Promise<Run> {
	const { relay } = await start('data');
	await keepTown(town, relay, Date.now());
	await runCommand(folder, 'backup', 'data', 'old.backup');
	await relay.eraser.erase(workspace, town.bob, { by: town.me, at: Date.now() });
	await stop();
	const restored = await runCommand(folder, 'restore', 'elsewhere', 'old.backup');
	await takeOffScreens(await start('elsewhere'));
	await stop();
	events = [];
	return restored;
}

function standingOfBob({ relay }: RunningRelay) {
	return relay.accounts.membership(hashOf('bob'), workspace, Date.now());
}

describe('somebody who is back with an old backup', () => {
	test('is erased by the host before the relay starts, and no byte of hers is left', async () => {
		const restored = await putBackTooOld();
		expect(restored.said).toMatch(/npm run erase -- WORKSPACE PERSON/);
		expect(foundIn(join(folder, 'elsewhere'))).toEqual(
			expect.arrayContaining([bobs.contact.phone, bobsPhone])
		);
		expect(await lineOf('elsewhere', town.bob)).toMatch(
			/volunteer, came in at .*, 1 device, NOT AMONG THE PEOPLE/
		);
		expect(await lineOf('elsewhere', town.me)).not.toMatch(/NOT AMONG/);
		const erased = await erase('elsewhere', workspace, town.bob);
		expect(erased).toMatchObject({ code: 0 });
		expect(erased.said).toMatch(/is out of .* with all her devices/);
		expect(await standingOfBob(await start('elsewhere'))).toBe('erased');
		await expect.poll(() => events, { timeout: 20_000 }).toContain('erased');
		await stop();
		expect(foundIn(join(folder, 'elsewhere'))).toEqual([]);
		expect(await lineOf('elsewhere', town.bob)).toMatch(/erased at/);
		const again = await erase('elsewhere', workspace, town.bob);
		expect(again.code).toBe(0);
		expect(again.said).toMatch(/was erased from .* already.*\n.*nothing is left to do/);
	});

	test('is erased beside the relay that is at work there, too', async () => {
		await putBackTooOld();
		const relay = await start('elsewhere');
		expect(await standingOfBob(relay)).toMatchObject({ workspace });
		expect(await erase('elsewhere', workspace, town.bob)).toMatchObject({ code: 0 });
		expect(await standingOfBob(relay)).toBe('erased');
		await expect.poll(() => events, { timeout: 20_000 }).toContain('erased');
		await stop();
		expect(foundIn(join(folder, 'elsewhere'))).toEqual([]);
	});
});

describe('nobody is erased', () => {
	test('whom nobody knows, and the last who coordinates only when that is said', async () => {
		const { relay } = await start('data');
		await keepTown(town, relay, Date.now());
		const refused = [
			[
				await erase('data', workspaceId('other'), town.bob),
				/No workspace other.*workspace-unknown/
			],
			[await erase('data', workspace, personId('nobody')), /Nobody in .*--list.*person-unknown/],
			[await erase('data', workspace, town.me), /--even-last.*last-coordinator/],
			[await erase('none', workspace, town.bob), /nothing-there/]
		] as const;
		for (const [{ code, said }, why] of refused) {
			expect(said).toMatch(why);
			expect(code).toBe(1);
		}
		const mistyped = [['--lst'], [workspace], [workspace, 'bob'], [workspace, town.bob, 'x']];
		for (const words of mistyped)
			expect(await erase('data', ...words)).toMatchObject({
				code: 2,
				said: expect.stringMatching(/npm run erase -- WORKSPACE PERSON/) as string
			});
		expect(await relay.accounts.erasures()).toEqual([]);
		expect(await erase('data', workspace, town.me, '--even-last')).toMatchObject({ code: 0 });
		expect(await relay.accounts.erasures()).toHaveLength(1);
	});

	test('but somebody who never came in, and is only written of, is', async () => {
		const { relay } = await start('data');
		await keepTown(town, relay, Date.now());
		const { people } = town.worked.draft.by(town.me).documents.directory;
		const others = people.all().filter(({ id }) => id !== town.me && id !== town.bob);
		const { id: person } = others[0]!;
		expect(await lineOf('data', person)).toMatch(/no member, never came in, 0 devices$/);
		expect(await erase('data', workspace, person)).toMatchObject({ code: 0 });
		await expect.poll(() => events, { timeout: 20_000 }).toContain('erased');
	});
});
