// A fault planted here, seen red and taken back: the example asks.
import { expect, test, vi } from 'vitest';
import { DeviceId, InvitationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { Api } from '#sync/session/api.ts';
import { KnownWorkspaces } from '#sync/session/known-workspaces.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { systemClock } from '#sync/clock.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { linkIn } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { ThisDevice } from './this-device.svelte.ts';

const workspace = idNamed(WorkspaceId, 'house');
const person = idNamed(PersonId, 'ann');
const looked = {
	workspace,
	workspaceName: 'De Brug',
	role: 'volunteer',
	person: null,
	personName: null
} as const;
const joining = {
	...{ invitation: idNamed(InvitationId, 'invite'), secret: 'averylongsecretindeed' },
	...{ name: 'Ann', label: 'telefoon' }
};

function deviceWith(answer: (path: string) => [number, unknown]) {
	const keep = vi.fn<() => void>();
	const fetcher: typeof fetch = (address) => {
		const [status, body] = answer(address as string);
		return Promise.resolve(Response.json(body, { status }));
	};
	const store = new MemoryStore();
	const links = linkIn({ status: 'waiting', attempt: 1, retryAt: 0 });
	const device = new ThisDevice({
		...{ api: new Api(fetcher), known: new KnownWorkspaces(null), shell: null, keep },
		label: () => 'telefoon',
		connection: (of, member) =>
			new WorkspaceConnection({
				...{ workspace: of, member, store, tabs: onlyTab, links, clock: systemClock }
			})
	});
	return { device, keep };
}

test('the browser is asked to keep what is a person’s own: a workspace she begins, and one she joins', async () => {
	const joined = { workspace, person, role: 'volunteer', organisations: [] };
	const { device, keep } = deviceWith((path) =>
		path === '/api/join' ? [201, { ...joined, device: idNamed(DeviceId, 'phone') }] : [503, null]
	);
	await device.found({
		...{ name: 'De Brug', neighbourhood: 'Heule', coordinator: 'Ann', example: false },
		season: { name: 'Herfst', first: '2026-11-23' as Day, last: '2027-05-23' as Day }
	});
	expect(keep).toHaveBeenCalledTimes(1);
	expect(await device.join(joining, looked)).toMatchObject({ ok: true });
	expect(keep).toHaveBeenCalledTimes(2);
});

test('it is not asked for an example that she looks at, nor where joining failed', async () => {
	const { device, keep } = deviceWith((path) =>
		path === '/api/example'
			? [201, { workspace, person }]
			: [410, { error: { code: 'invitation-used' } }]
	);
	expect(await device.makeExample('Voorbeeld')).toMatchObject({ ok: true });
	expect(await device.join(joining, looked)).toEqual({ ok: false, code: 'invitation-used' });
	expect(keep).not.toHaveBeenCalled();
});
