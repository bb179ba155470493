import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type Answers, fakeDevice, refused } from '#tests/support/fake-device.ts';
import { MemoryAddress } from '#tests/support/memory-address.svelte.ts';
import { onScreen } from '#tests/support/on-screen.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { remove } from '#document/commands/directory.ts';
import { DeviceId, InvitationId } from '#domain/ids.ts';
import { Filling } from '#sync/shell/filling.ts';
import { inExample } from '#tests/support/in-example.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import PeoplePage from './PeoplePage.svelte';

let workspace: OpenWorkspace;
let address: MemoryAddress;

inExample((opened) => (workspace = opened), { width: 1280, height: 800, at: '07:00' });
beforeEach(() => {
	address = new MemoryAddress();
});

function openPage(answers: Answers = {}) {
	const { device, asked } = fakeDevice(answers);
	const screen = onScreen(PeoplePage, workspace, { relay: device.api, address }, device);
	return screen.then((shown) => ({ screen: shown, asked }));
}

function volunteer() {
	const { people } = workspace.documents.directory;
	return people.all().find(({ staff }) => !staff)!;
}

const path = () => `/api/workspaces/${workspace.id}`;

/** What a relay answers on which the coordinator has one device, and somebody else has one too. */
function relayWith(person: string): Answers {
	const device = { label: 'telefoon', joinedAt: 0, lastSeenAt: Date.now(), withdrawnAt: null };
	const member = (id: string, role: string, name: string) => ({
		...{ person: id, role, organisations: [] },
		devices: [{ device: idNamed(DeviceId, name), ...device }]
	});
	return {
		[`GET ${path()}/members`]: {
			status: 200,
			body: {
				members: [
					member(workspace.member.person, 'coordinator', 'mine'),
					member(person, 'volunteer', 'hers')
				],
				thisDevice: idNamed(DeviceId, 'mine')
			}
		},
		[`GET ${path()}/invitations`]: { status: 200, body: { invitations: [] } },
		[`POST ${path()}/invitations`]: {
			status: 201,
			body: {
				invitation: idNamed(InvitationId, 'invite'),
				secret: 'averylongsecretindeed',
				expiresAt: Date.now() + 72 * 3_600_000
			}
		},
		[`DELETE ${path()}/devices/${idNamed(DeviceId, 'hers')}`]: { status: 200, body: {} }
	};
}

test('somebody is added, stands in the list, and is taken back with the message', async () => {
	const { screen } = await openPage();
	await screen.getByRole('button', { name: 'Persoon' }).click();
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect
		.element(screen.getByLabelText('Naam'))
		.toHaveAccessibleDescription(/Vul een naam in/);
	await screen.getByLabelText('Naam').fill('Rosa Demuynck');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.element(screen.getByRole('link', { name: 'Rosa Demuynck' })).toBeVisible();

	await screen.getByRole('button', { name: 'Maak ongedaan' }).click();
	await expect.element(screen.getByRole('link', { name: 'Rosa Demuynck' })).not.toBeInTheDocument();
});

test('without a line the list and the form work, and inviting says kindly why not', async () => {
	const { name, id } = volunteer();
	const { screen } = await openPage();
	await screen.getByRole('link', { name }).click();
	expect(address.read('open')).toBe(id);
	const sheet = screen.getByRole('dialog', { name });
	await expect.element(sheet.getByText(/Er is nu geen verbinding/)).toBeVisible();

	await sheet.getByRole('button', { name: 'Nodig uit' }).click();
	await screen.getByRole('button', { name: 'Maak de link' }).click();
	const dialog = screen.getByRole('dialog', { name: `${name} uitnodigen` });
	await expect.element(dialog.getByText(/Er is nu geen verbinding/)).toBeVisible();
	await expect.element(dialog.getByRole('button', { name: 'Probeer opnieuw' })).toBeVisible();
});

test('the list follows the filter at once where there is nothing to say between them', async () => {
	const { screen } = await openPage();
	await expect.element(screen.getByText(/Er is nu geen verbinding/)).toBeVisible();
	const box = (role: 'search' | 'list', name: string) =>
		screen.getByRole(role, { name, exact: true }).element().getBoundingClientRect();
	const below = () =>
		box('list', 'Mensen van deze werking').top - box('search', 'Zoek en filter').bottom;
	expect(below()).toBeLessThanOrEqual(16);
});

test('an invitation shows its link and its code, and says how often and how long it works', async () => {
	const { name, id } = volunteer();
	address.open('open', id);
	const { screen, asked } = await openPage(relayWith(id));
	await screen.getByRole('button', { name: 'Nodig uit' }).click();
	await screen.getByRole('button', { name: 'Maak de link' }).click();
	const dialog = screen.getByRole('dialog', { name: `${name} uitnodigen` });
	const link = `${location.origin}/meedoen#${idNamed(InvitationId, 'invite')}.averylongsecretindeed`;
	await expect.element(dialog.getByLabelText('Link', { exact: true })).toHaveValue(link);
	await expect.element(dialog.getByRole('img')).toBeVisible();
	await expect.element(dialog.getByText(/één keer, tot vr 27 nov 07:00\./)).toBeVisible();
	expect(asked).toContainEqual([`POST ${path()}/invitations`, { person: id, role: 'volunteer' }]);
	// It is never shown again: a newer version waits.
	expect(new Filling(document).isFilling()).toBe(true);
});

test('a device is withdrawn after a question, the last one of the only coordinator never', async () => {
	const { id } = volunteer();
	address.open('open', id);
	const { screen, asked } = await openPage(relayWith(id));
	await screen.getByRole('button', { name: 'Trek in: telefoon' }).click();
	await screen.getByRole('button', { name: 'Trek het toestel in' }).click();
	await expect.element(screen.getByText('telefoon heeft geen toegang meer.')).toBeVisible();
	expect(asked.some(([question]) => question.startsWith('DELETE'))).toBe(true);

	address.open('open', workspace.member.person);
	await expect
		.element(screen.getByRole('button', { name: 'Trek in: telefoon' }))
		.toHaveAttribute('aria-disabled', 'true');
	await expect
		.element(screen.getByRole('button', { name: 'Wijzig de rol' }))
		.toHaveAttribute('aria-disabled', 'true');
});

test('a role that the relay does not change stays, with the reason beside it', async () => {
	const { id } = volunteer();
	address.open('open', id);
	const answers = {
		...relayWith(id),
		[`PATCH ${path()}/members/${id}`]: refused(409, 'last-coordinator')
	};
	const { screen } = await openPage(answers);
	await screen.getByRole('button', { name: 'Wijzig de rol' }).click();
	await screen.getByRole('radio', { name: /Coördinator/ }).click();
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.element(screen.getByText(/minstens één coördinator/)).toBeVisible();
});

test('whoever is removed stays open in her sheet and can be put back; yourself you can’t remove', async () => {
	const { id, name } = volunteer();
	address.open('open', id);
	const { screen } = await openPage();
	await screen.getByRole('dialog', { name }).getByRole('button', { name: 'Meer' }).click();
	await screen.getByRole('menuitem', { name: 'Verwijder' }).click();
	await screen.getByRole('button', { name: 'Verwijder en sluit buiten' }).click();
	await expect.element(screen.getByRole('link', { name, exact: true })).not.toBeInTheDocument();
	await screen.getByRole('dialog', { name }).getByRole('button', { name: 'Zet terug' }).click();
	await expect.element(screen.getByRole('link', { name, exact: true })).toBeVisible();

	address.open('open', workspace.member.person);
	await screen.getByRole('dialog').getByRole('button', { name: 'Meer' }).click();
	await expect
		.element(screen.getByRole('menuitem', { name: /Verwijder/ }))
		.toHaveAttribute('aria-disabled', 'true');
});

test('removing somebody with a device says so first, shuts her out, and stays done', async () => {
	const { id, name } = volunteer();
	address.open('open', id);
	const shutOut = `DELETE ${path()}/members/${id}`;
	const { screen, asked } = await openPage({
		...relayWith(id),
		[shutOut]: { status: 200, body: {} }
	});
	const sheet = screen.getByRole('dialog', { name });
	await expect.element(sheet.getByText('telefoon')).toBeVisible();
	await sheet.getByRole('button', { name: 'Meer' }).click();
	await screen.getByRole('menuitem', { name: 'Verwijder' }).click();
	await expect.element(screen.getByText('1 toestel verliest meteen de toegang.')).toBeVisible();
	expect(asked.some(([question]) => question === shutOut)).toBe(false);
	await screen.getByRole('button', { name: 'Verwijder en sluit buiten' }).click();
	await expect
		.element(screen.getByText(`${name} is verwijderd en heeft geen toegang meer.`))
		.toBeVisible();
	expect(asked.some(([question]) => question === shutOut)).toBe(true);
	await expect.element(screen.getByRole('link', { name, exact: true })).not.toBeInTheDocument();
});

test('removed without a line she may still come in: it says so, and offers to shut her out', async () => {
	const { id, name } = volunteer();
	address.open('open', id);
	const answers: Record<string, Answers[string]> = { ...relayWith(id) };
	const { screen } = await openPage(answers);
	const sheet = screen.getByRole('dialog', { name });
	await expect.element(sheet.getByText('telefoon')).toBeVisible();
	await sheet.getByRole('button', { name: 'Meer' }).click();
	await screen.getByRole('menuitem', { name: 'Verwijder' }).click();
	await screen.getByRole('button', { name: 'Verwijder en sluit buiten' }).click();
	await expect.element(screen.getByText(/De toestellen hebben nog toegang/)).toBeVisible();
	await expect.element(screen.getByRole('link', { name, exact: true })).not.toBeInTheDocument();

	answers[`DELETE ${path()}/members/${id}`] = { status: 200, body: {} };
	await sheet.getByRole('button', { name: `Sluit buiten: ${name}` }).click();
	await expect.element(screen.getByText(`${name} heeft geen toegang meer.`)).toBeVisible();
});

test('erasing says what goes and what stays, asks the relay, and says no name afterwards', async () => {
	const { id, name } = volunteer();
	address.open('open', id);
	const erase = `DELETE ${path()}/people/${id}`;
	const { screen, asked } = await openPage({
		...relayWith(id),
		[erase]: { status: 200, body: {} }
	});
	await screen.getByRole('dialog', { name }).getByRole('button', { name: 'Meer' }).click();
	await screen.getByRole('menuitem', { name: 'Wis alle gegevens' }).click();
	const sure = screen.getByRole('dialog', { name: `Alle gegevens van ${name} wissen?` });
	await expect.element(sure.getByText('Dit kan je niet ongedaan maken.')).toBeVisible();
	for (const part of ['Dit verdwijnt', 'Dit blijft'])
		await expect.element(sure.getByRole('heading', { name: part })).toBeVisible();
	await expect.element(sure.getByRole('button', { name: 'Annuleer' })).toHaveFocus();
	expect(asked.some(([question]) => question === erase)).toBe(false);
	await sure.getByRole('button', { name: 'Wis voorgoed' }).click();
	const said = screen.getByText(/De gegevens worden gewist/);
	await expect.element(said).toBeVisible();
	expect(said.element().textContent).not.toContain(name);
	expect(asked.some(([question]) => question === erase)).toBe(true);
	expect(address.read('open')).toBeNull();
});

test('erasing without a line changes nothing and says why; yourself you can’t erase', async () => {
	const { id, name } = volunteer();
	address.open('open', id);
	const { screen } = await openPage();
	await screen.getByRole('dialog', { name }).getByRole('button', { name: 'Meer' }).click();
	await screen.getByRole('menuitem', { name: 'Wis alle gegevens' }).click();
	await screen.getByRole('button', { name: 'Wis voorgoed' }).click();
	await expect.element(screen.getByText(/Wissen kan pas als er weer verbinding is/)).toBeVisible();
	await screen.getByRole('button', { name: 'Annuleer' }).click();
	await expect.element(screen.getByRole('link', { name, exact: true })).toBeInTheDocument();

	address.open('open', workspace.member.person);
	await screen.getByRole('dialog').getByRole('button', { name: 'Meer' }).click();
	await expect
		.element(screen.getByRole('menuitem', { name: /Wis alle gegevens/ }))
		.toHaveAttribute('aria-disabled', 'true');
});

test('somebody who was removed before can be erased, from the list and from her sheet', async () => {
	const { id, name } = volunteer();
	workspace.do('remove-person', (step, { directory: { doc, people } }) =>
		remove(step, doc, people, id)
	);
	const { screen } = await openPage(relayWith(id));
	await screen.getByText('Verwijderd (1)').click();
	await screen.getByRole('button', { name: `Wis alle gegevens van ${name}` }).click();
	const sure = screen.getByRole('dialog', { name: `Alle gegevens van ${name} wissen?` });
	await sure.getByRole('button', { name: 'Annuleer' }).click();
	address.open('open', id);
	const sheet = screen.getByRole('dialog', { name });
	await sheet.getByRole('button', { name: 'Wis alle gegevens' }).click();
	await expect.element(sure).toBeVisible();
});

test('the device that she looks at is marked in the list', async () => {
	address.open('open', workspace.member.person);
	const { screen } = await openPage(relayWith(volunteer().id));
	await expect.element(screen.getByRole('dialog').getByText('Dit toestel')).toBeVisible();
	address.open('open', volunteer().id);
	await expect.element(screen.getByText('telefoon')).toBeVisible();
	await expect.element(screen.getByText('Dit toestel')).not.toBeInTheDocument();
});

test('searching narrows the list, finding nobody says what to do', async () => {
	const { screen } = await openPage();
	await screen.getByRole('searchbox').fill('zzz');
	await expect.element(screen.getByText('Niemand gevonden')).toBeVisible();
	await screen.getByRole('button', { name: 'Wis zoekwoord en filters' }).click();
	await expect
		.poll(
			() =>
				screen.getByRole('list', { name: 'Mensen van deze werking' }).getByRole('link').elements()
					.length
		)
		.toBe(29);
});

test('Esc closes the sheet and leaves the address without it', async () => {
	const { id, name } = volunteer();
	address.open('open', id);
	const { screen } = await openPage();
	await expect.element(screen.getByRole('dialog', { name })).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.poll(() => address.read('open')).toBeNull();
});
