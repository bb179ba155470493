// Faults planted, each seen red and taken back: everywhere leaves the workspace here; it goes from here though
// the relay refused; "the others" signs out all; the list is not asked for again; this device is not first.
import { expect, test, vi } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { type Answers, fakeDevice, refused } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onScreen } from '#tests/support/on-screen.ts';
import { inExample } from '#tests/support/in-example.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import OwnDevices from './OwnDevices.svelte';

let workspace: OpenWorkspace;
const here = idNamed(DeviceId, 'here');

inExample((opened) => (workspace = opened), { width: 390, height: 844, at: '07:00' });

/** A relay on which she takes part on these devices, this one among them. */
function relayWith(...labels: string[]): Answers {
	const at = Date.parse('2026-11-23T18:05:00+01:00');
	const device = (label: string) => ({
		...{ device: label === 'dit' ? here : idNamed(DeviceId, label), label },
		...{ joinedAt: at, lastSeenAt: at, withdrawnAt: null }
	});
	const path = `/api/workspaces/${workspace.id}`;
	let left = labels;
	return {
		[`GET ${path}/devices`]: () => ({
			status: 200,
			body: { devices: left.map(device), thisDevice: here }
		}),
		[`POST ${path}/sign-out`]: ({ which }: { which: string }) => {
			const gone = left.filter((label) => which === 'all' || label !== 'dit');
			left = left.filter((label) => !gone.includes(label));
			return { status: 200, body: { withdrawn: gone.map((label) => device(label).device) } };
		},
		[`DELETE ${path}/devices/${idNamed(DeviceId, 'oude')}`]: () => {
			left = left.filter((label) => label !== 'oude');
			return { status: 200, body: {} };
		}
	};
}

async function open(answers: Answers, registered = true) {
	const { person, role } = workspace.member;
	const entry = { workspace: workspace.id, person, role, organisations: [], name: 'De Brug' };
	const { device, asked, known } = fakeDevice(answers, [{ ...entry, registered, joinedAt: 1 }]);
	const isHere = () => known.find(workspace.id) !== null;
	const onleft = vi.fn<() => void>();
	const screen = await onScreen(OwnDevices as never, workspace, { onleft } as never, device);
	return { screen, isHere, onleft, asked };
}

test('her devices stand there, this one first, with when each was last seen', async () => {
	const { screen } = await open(relayWith('oude', 'dit'));
	const lines = screen.getByRole('listitem');
	await expect.element(lines.first().getByText('Dit toestel')).toBeVisible();
	await expect.element(lines.nth(1).getByText('Laatst gezien gisteren 18:05')).toBeVisible();
});

test('whoever takes part on one device has nothing to sign out', async () => {
	const { screen } = await open(relayWith('dit'));
	await expect.element(screen.getByText('Je doet alleen op dit toestel mee.')).toBeVisible();
	await expect.element(screen.getByRole('button')).not.toBeInTheDocument();
});

test('all others are signed out after one question, and this one stays', async () => {
	const { screen, isHere, asked } = await open(relayWith('dit', 'oude', 'gsm'));
	await screen.getByRole('button', { name: 'Meld de andere toestellen af' }).click();
	await expect.element(screen.getByText(/^2 toestellen verliezen meteen/)).toBeVisible();
	await screen.getByRole('button', { name: 'Meld ze af' }).click();
	await expect.element(screen.getByText('2 toestellen zijn afgemeld.')).toBeVisible();
	await expect.element(screen.getByText('Je doet alleen op dit toestel mee.')).toBeVisible();
	expect(asked).toContainEqual([
		...[`POST /api/workspaces/${workspace.id}/sign-out`, { which: 'others' }]
	]);
	expect(isHere()).toBe(true);
});

test('one other device is signed out by itself', async () => {
	const { screen } = await open(relayWith('dit', 'oude', 'gsm'));
	await screen.getByRole('button', { name: 'Meld af: oude' }).click();
	await screen.getByRole('button', { name: 'Meld het toestel af' }).click();
	await expect.element(screen.getByText('Afgemeld: oude.')).toBeVisible();
	await expect.poll(() => screen.getByRole('listitem').all().length).toBe(2);
});

test('everywhere is here, too: what is on this device goes', async () => {
	const { screen, isHere, onleft, asked } = await open(relayWith('dit', 'oude'));
	await screen.getByRole('button', { name: 'Meld me overal af' }).click();
	await expect.element(screen.getByText(/ook dit\. Van dit toestel verdwijnt alles/)).toBeVisible();
	await screen.getByRole('dialog').getByRole('button', { name: 'Meld me overal af' }).click();
	await expect.poll(() => onleft.mock.calls.length).toBe(1);
	expect(isHere()).toBe(false);
	expect(asked.at(-1)?.[1]).toEqual({ which: 'all' });
});

test('the last coordinator is told why not, and nothing is wiped', async () => {
	const path = `/api/workspaces/${workspace.id}/sign-out`;
	const refusing = {
		...relayWith('dit', 'oude'),
		[`POST ${path}`]: refused(409, 'last-coordinator')
	};
	const { screen, isHere } = await open(refusing);
	await screen.getByRole('button', { name: 'Meld me overal af' }).click();
	await screen.getByRole('dialog').getByRole('button', { name: 'Meld me overal af' }).click();
	await expect.element(screen.getByText(/minstens één coördinator/)).toBeVisible();
	expect(isHere()).toBe(true);
});

test('without a line it says when they will show', async () => {
	const { screen } = await open({});
	await expect.element(screen.getByText(/Je toestellen zie je hier zodra/)).toBeVisible();
});

test('a workspace that is on this device alone says so', async () => {
	const path = `/api/workspaces/${workspace.id}/devices`;
	const { screen } = await open({ [`GET ${path}`]: refused(401, 'no-session') }, false);
	await expect.element(screen.getByText(/staat voorlopig alleen op dit toestel/)).toBeVisible();
});

test('one that a relay does not know any more says so, and not that it is on this device alone', async () => {
	const path = `/api/workspaces/${workspace.id}/devices`;
	const { screen } = await open({ [`GET ${path}`]: refused(403, 'not-a-member') });
	await expect
		.element(screen.getByText(/herkent deze werking of dit toestel nu niet/))
		.toBeVisible();
});
