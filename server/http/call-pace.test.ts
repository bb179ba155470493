// How often the API may be asked. Faults planted in call-pace.ts, api.ts, answer.ts, app.ts and host-door.ts, each seen
// red and taken back: what only asks is not counted; it is counted by address alone, or by session alone; a session
// that is refused uses its address up; nobody is told how long to wait, or told too short a time; guesses at
// the host's door are bounded by what its limits don't say.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LogBook } from '../log-book.ts';
import { defaultLimits, type Limits } from '../limits.ts';
import { noLog } from '../log.ts';
import { codeOf, FoundedWorkspace, workspace } from '../testing/founded-workspace.ts';
import { CallPace } from './call-pace.ts';

const [hall, elsewhere] = ['198.51.100.7', '203.0.113.9'];
const [ann, bob] = ['the cookie of Ann', 'the cookie of Bob'];

function paceOf(limits: Partial<Limits>): CallPace {
	return new CallPace({ ...defaultLimits, ...limits });
}

describe('whoever asks without end', () => {
	const limits = { readsAtOnce: 2, readsPerMinute: 6, readsAtOncePerAddress: 5 };
	const fromHall = { address: hall, token: ann };

	test('is refused, told how long to wait, and heard when she has waited so long', () => {
		const pace = paceOf(limits);
		expect([0, 0, 0].map(() => pace.read(fromHall, 0))).toEqual([0, 0, 10]);
		expect(pace.read(fromHall, 9_999)).toBeGreaterThan(0);
		expect(pace.read(fromHall, 10_000)).toBe(0);
	});

	test('takes nothing from others behind her address', () => {
		const pace = paceOf(limits);
		for (let n = 0; n < 100; n++) pace.read(fromHall, 0);
		expect(pace.read({ address: hall, token: bob }, 0)).toBe(0);
	});

	test('takes what is her address’s when she has no cookie, or ever another one, and no other’s', () => {
		for (const tokenOf of [() => null, (n: number) => `cookie ${n}`]) {
			const pace = paceOf({ ...limits, readsPerMinutePerAddress: 30 });
			const asked = Array.from({ length: 6 }, (_, n) =>
				pace.read({ address: hall, token: tokenOf(n) }, 0)
			);
			expect(asked).toEqual([0, 0, 0, 0, 0, 2]);
			expect(pace.read({ address: elsewhere, token: null }, 0)).toBe(0);
		}
	});

	test('may still change something', () => {
		const pace = paceOf(limits);
		for (let n = 0; n < 100; n++) pace.read(fromHall, 0);
		expect(pace.change(fromHall, 0)).toBe(0);
	});
});

function expectAMinuteAtMost(headers: Headers): void {
	expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
	expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
}

describe('a relay that is asked without end', () => {
	const token = 'a-token-for-tests-only';
	let kern: FoundedWorkspace;

	beforeEach(async () => {
		kern = await FoundedWorkspace.start({
			limits: { readsAtOnce: 3, readsPerMinute: 1, wrongTokensAtOnce: 2, wrongTokensPerHour: 60 },
			host: { token, book: new LogBook(noLog, () => new Date()), backupFolder: null }
		});
	});
	afterEach(() => kern.relay.stop());

	const paths = ['/api/me', `/api/workspaces/${workspace}/members`];

	test.each(paths)('refuses %s in words, and asks its accounts nothing', async (path) => {
		for (let n = 0; n < 3; n++) await kern.tablet.ask('GET', path);
		const { accounts } = kern.relay.relay;
		const asked = [vi.spyOn(accounts, 'membership'), vi.spyOn(accounts, 'memberships')];
		expect(await codeOf(kern.tablet, 'GET', path)).toEqual([429, 'too-many-requests']);
		const { headers } = await kern.tablet.call('GET', path);
		expectAMinuteAtMost(headers);
		for (const question of asked) expect(question).not.toHaveBeenCalled();
	});

	test('answers everybody else, and is still changed by whoever was refused', async () => {
		const bob = await kern.volunteer();
		for (let n = 0; n < 10; n++) await kern.tablet.call('GET', '/api/me');
		expect((await bob.call('GET', '/api/me')).status).toBe(200);
		expect((await kern.invited(kern.tablet, { role: 'volunteer' })).secret).not.toBe('');
	});

	test('tells whoever changes too much how long to wait, too', async () => {
		await kern.restart({ limits: { callsAtOnce: 1, callsPerMinute: 1 } });
		const { status, headers } = await kern.tablet.call('POST', '/api/leave', {});
		expect(status).toBe(429);
		expectAMinuteAtMost(headers);
	});

	test('bears as many guesses at the host’s door as the host says', async () => {
		const guess = (word: string) =>
			fetch(`http://127.0.0.1:${kern.relay.port}/metrics`, {
				headers: { authorization: `Bearer ${word}` }
			});
		for (let n = 0; n < 2; n++) expect((await guess(`guess-${n}`)).status).toBe(401);
		const { status, headers } = await guess(token);
		expect(status).toBe(429);
		expectAMinuteAtMost(headers);
	});
});
