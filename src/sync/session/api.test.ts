import { expect, test } from 'vitest';
import { newArrivalKey } from '#tests/support/arrival-key.ts';
import { DeviceId, InvitationId, WorkspaceId } from '#domain/ids.ts';
import { ann, idNamed } from '#tests/support/named-ids.ts';
import { Api } from './api.ts';

const key = newArrivalKey();
const kern = idNamed(WorkspaceId, 'kern');

test('no relay is an answer too', async () => {
	const nowhere = new Api(key, () => Promise.reject(new TypeError('fetch failed')));
	expect(await nowhere.memberships()).toEqual({ ok: false, code: 'unreachable' });
	const proxy = new Api(key, () =>
		Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))
	);
	expect(await proxy.memberships()).toEqual({ ok: false, code: 'unreachable' });
	const stranger = new Api(key, () => Promise.resolve(Response.json({ hello: 'world' })));
	expect(await stranger.memberships()).toEqual({ ok: false, code: 'unreadable' });
});

test('a device that wants to come in shows its key until an answer has come', async () => {
	const shown: unknown[] = [];
	let answers = false;
	const api = new Api(newArrivalKey(), (_, init) => {
		const body = JSON.parse(init?.body as string) as { device?: { key: string }; key?: string };
		shown.push(body.device?.key ?? body.key ?? null);
		if (!answers) return Promise.reject(new TypeError('fetch failed'));
		const [workspace, person, device] = [kern, ann, idNamed(DeviceId, 'phone')];
		return Promise.resolve(
			Response.json({ workspace, person, device, role: 'coordinator', organisations: [] })
		);
	});
	const found = () => api.found(kern, ann, 'telefoon');
	const look = () => api.look({ invitation: idNamed(InvitationId, 'link'), secret: 'secret' });
	await look();
	await found();
	await look();
	answers = true;
	await found();
	await look();
	await found();
	const [before, first, meanwhile, second, after, other] = shown;
	expect(before).toBeNull();
	expect([meanwhile, second]).toEqual([first, first]);
	expect(after).toBeNull();
	expect(other).not.toBe(first);
});

test('of a workspace that waits to be registered it says so, and of any other what the relay says', async () => {
	const refuse = (code: string) => () =>
		Promise.resolve(Response.json({ error: { code } }, { status: 401 }));
	const isShared = (workspace: WorkspaceId) => workspace !== kern;
	const other = idNamed(WorkspaceId, 'other');
	for (const code of ['no-session', 'not-a-member'] as const) {
		const api = new Api(key, refuse(code), isShared);
		expect(await api.members(kern)).toEqual({ ok: false, code: 'not-shared' });
		expect(await api.members(other)).toEqual({ ok: false, code });
	}
	const expired = new Api(key, refuse('session-expired'), isShared);
	expect(await expired.members(kern)).toEqual({ ok: false, code: 'session-expired' });
});
