// Who did what with access, over a real listening server. Faults planted, each seen red and taken back: a
// list for everybody, a second page like the first, an export told twice noted twice, any number of them noted.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditAnswer, MeAnswer } from '#wire/api.ts';
import {
	ann,
	codeOf,
	FoundedWorkspace,
	personOf,
	workspace
} from '../testing/founded-workspace.ts';

const path = `/api/workspaces/${workspace}`;
let kern: FoundedWorkspace;

beforeEach(async () => {
	kern = await FoundedWorkspace.start();
});
afterEach(() => kern.relay.stop());

function audit(query = ''): Promise<AuditAnswer> {
	return kern.tablet.ask<AuditAnswer>('GET', `${path}/audit${query}`);
}

test('coordinators read it, nobody else', async () => {
	const phone = await kern.volunteer();
	expect(await codeOf(phone, 'GET', `${path}/audit`)).toEqual([403, 'not-allowed']);
	expect(await codeOf(kern.relay.browser(), 'GET', `${path}/audit`)).toEqual([401, 'no-session']);
	const { entries, keptDays } = await audit();
	expect(entries.map(({ kind }) => kind)).toEqual(['joined', 'founded']);
	expect(keptDays).toBe(400);
});

test('it holds who did it, whom it concerns, which device, what and when; and no name', async () => {
	const before = Date.now();
	const phone = await kern.volunteer();
	const person = await personOf(phone);
	const { memberships } = await phone.ask<MeAnswer>('GET', '/api/me');
	await kern.tablet.ask('PATCH', `${path}/members/${person}`, { role: 'partner' });
	await kern.tablet.ask('DELETE', `${path}/members/${person}`);
	const answer = await audit();
	const [out, changed, joined] = answer.entries;
	expect(out).toMatchObject({ kind: 'shut-out', by: ann, person });
	expect(changed).toMatchObject({ kind: 'role-changed', by: ann, person, role: 'partner' });
	expect(joined).toMatchObject({
		...{ kind: 'joined', by: ann, person, role: 'volunteer', device: memberships[0]?.device }
	});
	expect(joined?.at).toBeGreaterThanOrEqual(before);
	// An id, drawn by chance, may hold any word.
	const withoutIds = JSON.stringify(answer).replaceAll(/"[a-z\d]{16}"/g, 'an id');
	expect(withoutIds).not.toMatch(/bob|phone|tablet|kern/i);
});

test('everybody tells what she saved in a file, at once or later, and once', async () => {
	const phone = await kern.volunteer();
	for (let times = 0; times < 2; times++)
		await phone.ask('POST', `${path}/audit/exports`, { madeAt: 1_000 });
	const { entries } = await audit();
	expect(entries.filter(({ kind }) => kind === 'exported')).toMatchObject([
		{ by: await personOf(phone), madeAt: 1_000 }
	]);
	expect(await codeOf(phone, 'POST', `${path}/audit/exports`, { madeAt: 'today' })).toEqual([
		...[400, 'malformed-request']
	]);
	const stranger = kern.relay.browser();
	expect(await codeOf(stranger, 'POST', `${path}/audit/exports`, { madeAt: 1 })).toEqual([
		...[401, 'no-session']
	]);
});

test('nobody buries it under what she says that she saved', async () => {
	await kern.restart({ limits: { exportsAtOnce: 2, exportsPerHour: 1 } });
	const phone = await kern.volunteer();
	const tell = (madeAt: number) => codeOf(phone, 'POST', `${path}/audit/exports`, { madeAt });
	await phone.ask('POST', `${path}/audit/exports`, { madeAt: 1 });
	await phone.ask('POST', `${path}/audit/exports`, { madeAt: 2 });
	expect(await tell(3)).toEqual([429, 'too-many-requests']);
	await kern.tablet.ask('POST', `${path}/audit/exports`, { madeAt: 3 });
	const { entries } = await audit();
	expect(entries.filter(({ kind }) => kind === 'exported')).toHaveLength(3);
});

test('it comes in pages until there is no more', async () => {
	await kern.restart({ limits: { exportsAtOnce: 60 } });
	for (let madeAt = 0; madeAt < 60; madeAt++)
		await kern.tablet.ask('POST', `${path}/audit/exports`, { madeAt });
	const first = await audit();
	expect(first.entries).toHaveLength(50);
	const second = await audit(`?before=${first.before}`);
	expect(second.before).toBeNull();
	const told = [...first.entries, ...second.entries].map(({ madeAt }) => madeAt);
	expect(told).toEqual([...Array.from({ length: 60 }, (_, n) => 59 - n), null]);
});

test('a page that does not exist is the first one', async () => {
	expect((await audit('?before=x')).entries).toHaveLength(1);
});
