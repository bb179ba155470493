// Seen red: the page loaded anew while somebody scans the code that is shown once.
import { expect, test } from 'vitest';
import { InvitationId } from '#domain/ids.ts';
import { Filling } from '#sync/shell/filling.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { inExample } from '#tests/support/in-example.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import SecondDevice from './SecondDevice.svelte';

let workspace: OpenWorkspace;

inExample((opened) => (workspace = opened), { width: 390, height: 844, at: '07:00' });

function open(secret: string | null) {
	const invitation = idNamed(InvitationId, 'link');
	const body = { invitation, secret, expiresAt: Date.now() + 3_600_000 };
	const { device } = fakeDevice(
		secret === null
			? {}
			: { [`POST /api/workspaces/${workspace.id}/invitations`]: { status: 201, body } }
	);
	return onDevice(SecondDevice, {}, device, workspace);
}

test('a newer version waits while a link is shown, for it is shown once, and goes on when she leaves it', async () => {
	const filling = new Filling(document);
	const screen = await open('averylongsecretindeed');
	const make = screen.getByRole('button', { name: 'Maak een link' });
	await expect.element(make).toBeVisible();
	expect(filling.isFilling()).toBe(false);
	await make.click();
	await expect
		.element(screen.getByLabelText('Link voor je andere toestel'))
		.toHaveValue(
			`${location.origin}/meedoen#${idNamed(InvitationId, 'link')}.averylongsecretindeed`
		);
	expect(filling.isFilling()).toBe(true);
	await screen.unmount();
	expect(filling.isFilling()).toBe(false);
});

test('it waits for no link that could not be made', async () => {
	const screen = await open(null);
	await screen.getByRole('button', { name: 'Maak een link' }).click();
	await expect.element(screen.getByText(/verbinding/)).toBeVisible();
	expect(new Filling(document).isFilling()).toBe(false);
});
