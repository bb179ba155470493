// The API over a real listening server. Faults planted, each seen red and taken back: Origin not looked
// at, a foreign session that takes a workspace over, a body without a bound, a workspace put back over one
// that was made just before.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SeasonId, type WorkspaceId } from '#domain/ids.ts';
import type { MeAnswer, MembersAnswer } from '#wire/api.ts';
import { changeOf } from '../testing/fake-device.ts';
import {
	ann,
	bob,
	codeOf,
	device,
	FoundedWorkspace,
	workspace
} from '../testing/founded-workspace.ts';
import { defaultLimits, variableOf } from '../limits.ts';
import { idOf, RunningRelay, workspaceId } from '../testing/running-relay.ts';
import { stored } from '../testing/stored.ts';
import { errorCodes } from './answer.ts';

let kern: FoundedWorkspace;

beforeEach(async () => {
	kern = await FoundedWorkspace.start();
});
afterEach(() => kern.relay.stop());

describe('registering a workspace', () => {
	test('makes the session its coordinator, and says so to /api/me', async () => {
		const me = await kern.tablet.ask<MeAnswer>('GET', '/api/me');
		expect(me.memberships).toMatchObject([
			{ workspace, person: ann, role: 'coordinator', organisations: [] }
		]);
	});

	test('again is 200 for the same session and person, 409 for any other', async () => {
		const body = { workspace, person: ann, device };
		expect(await codeOf(kern.tablet, 'POST', '/api/workspaces', body)).toEqual([200, 'ok']);
		const taken = [409, 'workspace-exists'];
		expect(await codeOf(kern.relay.browser(), 'POST', '/api/workspaces', body)).toEqual(taken);
		expect(await codeOf(kern.tablet, 'POST', '/api/workspaces', { ...body, person: bob })).toEqual(
			taken
		);
	});

	test('gives no cookie to a page, and none that another site sends along', async () => {
		const fresh = kern.relay.browser();
		const { headers } = await fresh.call('POST', '/api/workspaces', {
			...{ workspace: workspaceId('other'), person: ann, device }
		});
		expect(headers.get('set-cookie')).toMatch(
			/^__Host-draaiboek=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/
		);
	});

	test('a stranger belongs nowhere, which is no error', async () => {
		expect(await kern.relay.browser().ask('GET', '/api/me')).toEqual({ memberships: [] });
	});

	test('a token that somebody else chose is replaced', async () => {
		const fresh = kern.relay.browser();
		fresh.cookie = '__Host-draaiboek=chosen';
		await fresh.found(workspaceId('other'), bob);
		expect(fresh.cookie).not.toContain('chosen');
	});
});

describe('a workspace of which there are documents, and the accounts know nothing', () => {
	const lost = workspaceId('lost');
	const update = changeOf('old');
	const refused = [409, 'accounts-lost'];

	beforeEach(() => kern.relay.relay.journal.append([{ document: `${lost}/directory`, update }]));

	test.each([
		['/api/workspaces', {}],
		['/api/workspaces/restore', { documents: [] }]
	])('is given to nobody who names it at %s', async (path, more) => {
		const body = { workspace: lost, person: ann, device, ...more };
		const stranger = kern.relay.browser();
		expect(await codeOf(stranger, 'POST', path, body)).toEqual(refused);
		expect(stranger.cookie).toBe('');
		expect(await codeOf(kern.tablet, 'POST', path, body)).toEqual(refused);
		expect(await kern.relay.relay.accounts.has(lost)).toBe(false);
	});

	test('registering again goes on, with documents that came after the first time', async () => {
		const document = `${workspace}/directory`;
		await kern.relay.relay.journal.append([{ document, update }]);
		const body = { workspace, person: ann, device };
		expect(await codeOf(kern.tablet, 'POST', '/api/workspaces', body)).toEqual([200, 'ok']);
	});

	test('a workspace whose name begins as that of another is another', async () => {
		const { journal } = kern.relay.relay;
		const fresh = workspaceId('fresh');
		await journal.append([{ document: `${fresh}0/directory`, update }]);
		expect(await kern.relay.browser().found(fresh, bob)).toMatchObject({ workspace: fresh });
	});
});

describe('putting a saved workspace back', () => {
	const id = workspaceId('saved');
	const saved = (word: string) => ({
		...{ workspace: id, person: ann, device },
		documents: [{ name: 'directory', update: Buffer.from(changeOf(word)).toString('base64') }]
	});
	const path = '/api/workspaces/restore';

	test('makes a whole workspace, and never touches one that exists', async () => {
		await kern.relay.browser().ask('POST', path, saved('mine'));
		const late = await codeOf(kern.relay.browser(), 'POST', path, saved('other'));
		expect(late).toEqual([409, 'workspace-exists']);
		expect(await directoryOf(id)).toEqual({ mine: 1 });
	});

	test('nor one that somebody made in the meantime', async () => {
		await kern.relay.browser().ask('POST', path, saved('mine'));
		// As it was when the second one asked.
		vi.spyOn(kern.relay.relay.accounts, 'has').mockResolvedValueOnce(false);
		const late = await codeOf(kern.relay.browser(), 'POST', path, saved('other'));
		expect(late).toEqual([409, 'workspace-exists']);
		expect(await directoryOf(id)).toEqual({ mine: 1 });
	});

	test('takes no more than the host allows', async () => {
		const small = await RunningRelay.start({ limits: { restoreBytes: 100 } });
		expect(await codeOf(small.browser(), 'POST', path, saved('mine'))).toEqual([413, 'too-large']);
		await small.stop();
	});

	async function directoryOf(workspace: WorkspaceId): Promise<Record<string, unknown>> {
		const doc = await stored(kern.relay.relay.journal, workspace, { kind: 'directory' });
		return doc.getMap('m').toJSON();
	}
});

describe('the example', () => {
	const season = idOf(SeasonId, 'autumn');
	const example = {
		...{ workspace: workspaceId('example'), coordinator: ann },
		people: [{ person: bob, role: 'volunteer' as const, organisations: [] }],
		documents: [{ name: { kind: 'season', season } as const, update: changeOf('x') }]
	};

	test('is a whole workspace of which the visitor is coordinator', async () => {
		await kern.restart({ services: { makeExample: () => Promise.resolve(example) } });
		const visitor = kern.relay.browser();
		const made = await visitor.ask('POST', '/api/example', { device });
		expect(made).toEqual({ workspace: example.workspace, person: ann });
		const list = await visitor.ask<MembersAnswer>(
			'GET',
			`/api/workspaces/${example.workspace}/members`
		);
		expect(list.members).toHaveLength(2);
		const kept = await kern.relay.relay.journal.load(`${example.workspace}/season/${season}`);
		expect(kept.tail).toEqual([example.documents[0]!.update]);
	});

	test('is refused in words where there is none', async () => {
		expect(await codeOf(kern.tablet, 'POST', '/api/example', { device })).toEqual([
			501,
			'no-example'
		]);
	});
});

describe('bad requests', () => {
	test('are refused with a code and change nothing', async () => {
		const malformed = [400, 'malformed-request'];
		for (const body of [null, [], {}, { workspace: 'x', person: ann, device }, 'x']) {
			expect(await codeOf(kern.tablet, 'POST', '/api/workspaces', body)).toEqual(malformed);
		}
		expect(await codeOf(kern.tablet, 'POST', '/api/nothing', {})).toEqual([404, 'unknown-address']);
		const large = { workspace, person: ann, device: { label: 'x'.repeat(70_000) } };
		expect(await codeOf(kern.tablet, 'POST', '/api/workspaces', large)).toEqual([413, 'too-large']);
	});

	test('of another site are refused, of our own and of ORIGINS are not', async () => {
		await kern.restart({ origins: ['https://draaiboek.example'] });
		const from = (origin: string) => codeOf(kern.tablet, 'POST', '/api/leave', {}, { origin });
		expect(await from('https://evil.example')).toEqual([403, 'wrong-origin']);
		expect(await from('null')).toEqual([403, 'wrong-origin']);
		expect(await from(`http://127.0.0.1:${kern.relay.port}`)).toEqual([400, 'malformed-request']);
		expect(await from('https://draaiboek.example')).toEqual([400, 'malformed-request']);
	});

	test('that come too fast are told to wait, and reading goes on', async () => {
		await kern.restart({ limits: { callsAtOnce: 3, callsPerMinute: 1 } });
		for (let n = 0; n < 2; n++) await kern.tablet.call('POST', '/api/leave', {});
		expect(await codeOf(kern.tablet, 'POST', '/api/leave', {})).toEqual([429, 'too-many-requests']);
		expect((await kern.tablet.call('GET', '/api/me')).status).toBe(200);
	});
});

describe('every answer', () => {
	test('carries the headers that keep other sites out', async () => {
		const { headers } = await kern.tablet.call('GET', '/health');
		expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('cache-control')).toBe('no-store');
	});

	test('/health tells what is open', async () => {
		expect(await kern.tablet.ask('GET', '/health')).toEqual({
			...{ status: 'ok', version: 'test', documents: 0, sockets: 0 }
		});
	});
});

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('README.md says of every limit what happens beyond it, and names the test', () => {
	const rows = Object.keys(defaultLimits).map((limit) => {
		const row = new RegExp(`^\\| \`${variableOf(limit)}\` +\\|.*$`, 'm').exec(readme)?.[0] ?? '';
		return {
			limit,
			row,
			tests: [...row.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file]) => file ?? '')
		};
	});
	expect(rows.filter(({ row }) => row === '').map(({ limit }) => limit)).toEqual([]);
	const files = rows.flatMap(({ tests }) => tests);
	const isThere = (file: string) =>
		['..', '../..'].some((root) => existsSync(new URL(`${root}/${file}`, import.meta.url)));
	expect(files.filter((file) => !isThere(file))).toEqual([]);
});

test('README.md gives every error its cause and its cure', () => {
	expect(
		errorCodes.filter((code) => !new RegExp(`^\\| \`${code}\` +\\|`, 'm').test(readme))
	).toEqual([]);
});
