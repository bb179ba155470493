// Who may see how the relay is, and what she sees. Faults planted in host-door.ts, host.ts and meters.ts, each
// seen red and taken back: any token opens the door, guesses are not bounded, a journal that fails is said to
// keep, a look that fails fails the page, the page's policy left out,
// errors since the start that leave all well; of backups, the moment at which a file was written, one that is still being
// written, a damaged one, a folder that is not there taken for an empty one, no word of it at the start;
// JSON for a person who must wait, a host of a folder sent to a database.
import { once } from 'node:events';
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { LocalAir } from '../bus/local.ts';
import { silentBus } from '../bus/silent.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { backup } from '../keep/backup.ts';
import { folderPlace } from '../keep/places.ts';
import { noLog } from '../log.ts';
import { LogBook } from '../log-book.ts';
import { integratorHere } from '../relay/integrator.ts';
import { change, changeOf, hello } from '../testing/fake-device.ts';
import { personId, RunningRelay, workspaceId, type TestOptions } from '../testing/running-relay.ts';
import { nothingSeen } from './store-look.ts';

const token = 'a-token-for-tests-only';
const workspace = workspaceId('kern');
let relay: RunningRelay;
let book: LogBook;
let folder: string;

class FailingJournal extends MemoryJournal {
	isFull = false;

	override append(...batch: Parameters<MemoryJournal['append']>) {
		if (this.isFull) return Promise.reject(new Error('the disk is full'));
		return super.append(...batch);
	}
}

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'host-'));
	book = new LogBook(noLog, () => new Date());
	relay = await RunningRelay.start({ host: { token, book, backupFolder: null } });
});
afterEach(async () => {
	await relay.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function restart(options: TestOptions): Promise<void> {
	await relay.stop();
	relay = await RunningRelay.start({ host: { token, book, backupFolder: null }, ...options });
}

function visit(path: string, headers: Record<string, string> = bearer(token)): Promise<Response> {
	return fetch(`http://127.0.0.1:${relay.port}${path}`, { headers });
}

function bearer(word: string): Record<string, string> {
	return { authorization: `Bearer ${word}` };
}

function basic(word: string): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(`host:${word}`).toString('base64')}` };
}

async function textOf(path: string, headers?: Record<string, string>): Promise<string> {
	const response = await visit(path, headers);
	expect(response.status).toBe(200);
	return response.text();
}

/** What the metrics say of one thing. */
async function metric(line: string): Promise<number> {
	const text = await textOf('/metrics');
	const found = text.split('\n').find((one) => one.startsWith(`draaiboek_${line} `));
	return Number(found?.split(' ').at(-1));
}

/** A device that wrote in a document and heard what became of it. */
async function device(): Promise<WebSocket> {
	const browser = relay.browser();
	await browser.found(workspace, personId('ann'));
	const socket = new WebSocket(`${relay.syncUrl}/${workspace}/directory`, {
		headers: { cookie: browser.cookie }
	});
	await new Promise((resolve) => socket.once('open', resolve));
	const heard = new Promise((resolve) => {
		socket.once('message', resolve);
		socket.once('close', resolve);
	});
	for (const frame of [hello, change(changeOf('x'))]) socket.send(frame);
	await heard;
	return socket;
}

describe('the door for the host', () => {
	test.each(['/metrics', '/status'])(
		'%s opens for the token, and for nothing else',
		async (path) => {
			expect((await visit(path)).status).toBe(200);
			expect((await visit(path, basic(token))).status).toBe(200);
			expect((await visit(path, {})).status).toBe(401);
			expect((await visit(path, bearer('a-token-for-tests-onlz'))).status).toBe(401);
			expect((await visit(`${path}?token=${token}`, {})).status).toBe(401);
		}
	);

	test('a browser is told to ask for it', async () => {
		const { headers } = await visit('/status', {});
		expect(headers.get('www-authenticate')).toMatch(/^Basic /);
	});

	test('guessing is bounded, for whoever guesses', async () => {
		await restart({ trustProxy: true });
		const from = (address: string, word: string) =>
			visit('/metrics', { ...bearer(word), 'x-forwarded-for': address });
		for (let n = 0; n < 10; n++) expect((await from('192.0.2.1', `guess-${n}`)).status).toBe(401);
		expect((await from('192.0.2.1', token)).status).toBe(429);
		expect((await from('192.0.2.2', token)).status).toBe(200);
	});

	test('who guessed too often reads in her own language for how long, also with the right one', async () => {
		for (let n = 0; n < 10; n++) await visit('/status', basic(`guess-${n}`));
		const response = await visit('/status', { ...basic(token), 'accept-language': 'nl-BE' });
		expect(response.status).toBe(429);
		expect(response.headers.get('content-type')).toMatch(/^text\/html/);
		const minutes = Math.ceil(Number(response.headers.get('retry-after')) / 60);
		expect(minutes).toBe(6);
		expect(await response.text()).toContain(`Probeer over ${minutes} minuten opnieuw`);
		const french = await visit('/status?lang=fr', basic(token));
		expect(await french.text()).toContain('Réessayez dans 6 minutes');
	});

	test('where the host named no token there is nothing', async () => {
		await restart({ host: { token: null, book, backupFolder: null } });
		expect((await visit('/metrics')).status).toBe(404);
		expect((await visit('/status', bearer(''))).status).toBe(404);
	});

	test('health stays as it is, for everybody', async () => {
		const response = await visit('/health', {});
		expect(await response.json()).toEqual({
			...{ status: 'ok', version: 'test' },
			...{ documents: 0, sockets: 0 }
		});
	});
});

describe('metrics', () => {
	test('every line has the form that Prometheus reads, and each name is there once', async () => {
		(await device()).close();
		const lines = (await textOf('/metrics')).trimEnd().split('\n');
		const form =
			/^(# (HELP|TYPE) draaiboek_[a-z_]+ .+|draaiboek_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+.e\d]+)$/;
		expect(lines.filter((line) => !form.test(line))).toEqual([]);
		const names = lines
			.filter((line) => line.startsWith('# TYPE'))
			.map((line) => line.split(' ')[2]);
		expect(new Set(names).size).toBe(names.length);
	});

	test('count what devices do', async () => {
		const socket = await device();
		expect(await metric('changes_kept_total')).toBe(1);
		expect(await metric('sockets')).toBe(1);
		expect(await metric('documents_open')).toBe(1);
		expect(await metric('documents_known')).toBe(1);
		expect(await metric('messages_in_total')).toBe(2);
		expect(await metric('bytes_in_total')).toBeGreaterThan(100);
		expect(await metric('commit_seconds_count')).toBe(1);
		expect(await metric('bus{state="alone"}')).toBe(1);
		socket.close();
		await expect.poll(() => metric('sockets')).toBe(0);
		expect(await metric('sockets_closed_total{code="1005"}')).toBe(1);
		expect(await metric('bytes_in_total')).toBeGreaterThan(100);
	});

	test('count nothing of what still comes from whoever was hung up on: nobody takes it', async () => {
		const socket = await device();
		const before = await metric('messages_in_total');
		const gone = once(socket, 'close');
		for (let n = 0; n < 1_000; n++) socket.send(Uint8Array.of(9, 9, 9));
		await gone;
		expect(await metric('messages_in_total')).toBe(before + 1);
	});

	test('count what was refused, by its code', async () => {
		const socket = await device();
		socket.send(change(new Uint8Array([9, 9, 9])));
		await relay.browser().call('GET', `/api/workspaces/${workspace}/members`);
		await expect.poll(() => metric('changes_refused_total{code="malformed"}')).toBe(1);
		expect(await metric('calls_refused_total{code="no-session"}')).toBe(1);
		const closed = new Promise((resolve) => socket.once('close', resolve));
		socket.send(new Uint8Array([200]));
		await closed;
		expect(await metric('visits_ended_total{code="4400"}')).toBe(1);
	});

	test('a code that a device made up is no line of its own', async () => {
		const socket = await device();
		socket.close(4321, 'made up');
		await expect.poll(() => metric('sockets_closed_total{code="other"}')).toBe(1);
	});
});

describe('the status page', () => {
	const inDutch = { ...bearer(token), 'accept-language': 'nl-BE,nl;q=0.9' };

	test('says in words that all is well', async () => {
		const page = await textOf('/status', inDutch);
		expect(page).toContain('<html lang="nl">');
		expect(page).toContain('Alles is in orde.');
		expect(page).toContain('Geen fouten of waarschuwingen.');
		expect(page).toContain('<dt>Versie</dt><dd>test</dd>');
	});

	test('speaks the language of its reader, Dutch when it does not know hers', async () => {
		const french = { ...bearer(token), 'accept-language': 'fr-BE' };
		expect(await textOf('/status', french)).toContain('Tout va bien.');
		expect(await textOf('/status?lang=en', french)).toContain('All is well.');
		const polish = { ...bearer(token), 'accept-language': 'pl' };
		expect(await textOf('/status', polish)).toContain('Alles is in orde.');
	});

	test('loads nothing: no script, and no style but its own', async () => {
		const response = await visit('/status');
		const policy = response.headers.get('content-security-policy') ?? '';
		expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
		expect(await response.text()).not.toMatch(/<script|<img|<link|https?:/);
	});

	test("bears the app's mark and letter, both in the page itself", async () => {
		const page = await textOf('/status', inDutch);
		expect(page).toMatch(/<svg [^>]*>.*<\/svg><span>Draaiboek<\/span>/);
		expect(page).toMatch(/url\(data:font\/woff2;base64,[\w+/=]{10000}/);
	});

	test('more documents open than kept are no fault: an empty one has nothing to keep', async () => {
		expect(await textOf('/status', inDutch)).toContain('0 bewaard. Nu geopend: 0, lege meegeteld.');
	});

	test('says since when nothing is kept, and that it is well again', async () => {
		const journal = new FailingJournal();
		await restart({ shared: { journal } });
		journal.isFull = true;
		await device();
		const page = await textOf('/status', inDutch);
		expect(page).toMatch(/Sinds \d.* kan er niets bewaard worden.*Kijk of de databank draait/);
		expect(page).toMatch(/not-kept: 1 keer/);
		journal.isFull = false;
		await relay.relay.hub.write(workspace, [
			{ document: { kind: 'directory' }, update: changeOf('y') }
		]);
		const after = await textOf('/status', inDutch);
		expect(after).toContain('Alles wat toestellen sturen, wordt bewaard.');
		expect(after).toContain('Nu werkt alles. Sinds de start ging er wel iets mis');
		expect(after).not.toContain('Alles is in orde.');
	});

	test('of a folder that is full, sends nobody to a database', async () => {
		await restart({ folder });
		book.log('error', { event: 'not-kept' });
		book.log('error', { event: 'accounts-silent' });
		const page = await textOf('/status', inDutch);
		expect(page.match(/Maak plaats op de schijf/g)).toHaveLength(2);
		expect(page).not.toContain('Kijk of de databank');
	});

	test('says when a database is silent, and stands all the same', async () => {
		const look = () => Promise.reject(new Error('no route'));
		await restart({ shared: { journal: new MemoryJournal(), bus: silentBus, look } });
		const page = await textOf('/status', inDutch);
		expect(page).toContain('De plaats waar alles bewaard wordt, antwoordt niet.');
		expect(page).toContain('<dt>Redis</dt><dd>Niet in gebruik');
		expect(page).toContain('Dit gaat over één van de servers');
		expect(await metric('journal_up')).toBe(0);
	});

	test('says that Redis is away, and that a disk is nearly full', async () => {
		const bus = { ...new LocalAir((callback) => callback()).bus(), isCarried: false };
		const look = () =>
			Promise.resolve({ ...nothingSeen, isThere: true, sizeBytes: 2.5e9, freeBytes: 120e6 });
		await restart({ shared: { journal: new MemoryJournal(), bus, look } });
		const page = await textOf('/status', inDutch);
		expect(page).toContain('Redis antwoordt niet.');
		expect(page).toContain('nog 120 MB vrij');
		expect(page).toContain('2,5 GB in gebruik, 120 MB vrij');
		expect(await metric('bus{state="lost"}')).toBe(1);
	});

	describe('of backups, where the host says where they lie', () => {
		const at = new Date('2025-06-01T10:00:00Z');

		async function save(name: string, madeAt: Date): Promise<void> {
			const data = join(folder, 'data');
			await (await folderPlace(data).open()).close();
			const moment = await folderPlace(data).moment();
			const path = join(folder, 'backups', name);
			const made = { path, part: `${path}.part`, madeAt, madeBy: 'test' };
			await backup(moment, { ...made, force: false, integrator: integratorHere });
			await moment.close();
		}

		beforeEach(async () => {
			mkdirSync(join(folder, 'backups'));
			await restart({ host: { token, book, backupFolder: join(folder, 'backups') } });
		});

		test('counts backups alone, and goes by the moment that each shows', async () => {
			writeFileSync(join(folder, 'backups', 'notes.txt'), 'Beste allemaal');
			writeFileSync(join(folder, 'backups', 'empty.backup'), '');
			new DatabaseSync(join(folder, 'backups', 'other.sqlite')).exec('CREATE TABLE x (y)');
			expect(await textOf('/status', inDutch)).toContain('geen enkele reservekopie');
			await save('old.backup', at);
			await save('newer', new Date());
			renameSync(join(folder, 'backups/newer'), join(folder, 'backups/newer.part'));
			expect(await textOf('/status', inDutch)).toContain(
				'De laatste reservekopie is van 1 jun 2025'
			);
			await save('new.backup', new Date());
			// Copied here today: it shows what it showed.
			utimesSync(join(folder, 'backups/new.backup'), at, at);
			expect(await textOf('/status', inDutch)).toContain('Alles is in orde.');
			expect(await metric('last_backup_timestamp_seconds')).toBeGreaterThan(+at / 1_000);
		});

		test('passes over one that is damaged', async () => {
			await save('old.backup', at);
			const bytes = readFileSync(join(folder, 'backups/old.backup'));
			writeFileSync(join(folder, 'backups/cut.backup'), bytes.subarray(0, 2_000));
			expect(await textOf('/status', inDutch)).toContain(
				'De laatste reservekopie is van 1 jun 2025'
			);
		});

		test('tells a folder that is not there from an empty one, at the start, too', async () => {
			expect(book.sums).toEqual([]);
			await restart({ host: { token, book, backupFolder: join(folder, 'mistyped') } });
			const page = await textOf('/status', inDutch);
			expect(page).toContain('De map met reservekopieën (BACKUP_FOLDER) bestaat niet');
			expect(page).not.toContain('geen enkele reservekopie');
			expect(page).toMatch(/backup-folder-unread: 1 keer/);
		});
	});
});
