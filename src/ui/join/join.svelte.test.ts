import { afterEach, expect, test, vi } from 'vitest';
import { InvitationId, PersonId, WorkspaceId, DeviceId } from '#domain/ids.ts';
import type { InvitationToken } from '#sync/session/invitation-link.ts';
import { Filling } from '#sync/shell/filling.ts';
import { type Answers, fakeDevice, refused } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import { text } from '../text/text.svelte.ts';
import JoinPage from './JoinPage.svelte';

const workspace = idNamed(WorkspaceId, 'house');
const person = idNamed(PersonId, 'ann');
const token: InvitationToken = {
	invitation: idNamed(InvitationId, 'link'),
	secret: 'a-secret-of-some-length'
};
const looked = { workspace, workspaceName: 'De Brug', role: 'volunteer', person: null };
const membership = {
	...{ workspace, person, role: 'volunteer', organisations: [] },
	device: idNamed(DeviceId, 'phone')
};

afterEach(() => text.speak('nl'));

async function open(answers: Answers, link: InvitationToken | null = token, before = false) {
	const known = {
		...{ workspace, person, name: 'De Brug', role: 'volunteer' as const },
		...{ organisations: [], registered: true, joinedAt: 1 }
	};
	const fake = fakeDevice(answers, before ? [known] : []);
	const onward = vi.fn();
	const screen = await onDevice(JoinPage, { token: link, onward }, fake.device);
	return { screen, onward, ...fake };
}

test('a link for a role asks a name, and one button brings her in', async () => {
	const { screen, onward, known, asked } = await open({
		'POST /api/join/look': { status: 200, body: looked },
		'POST /api/join': { status: 201, body: membership }
	});
	await expect
		.element(screen.getByRole('heading', { name: 'Je bent uitgenodigd bij De Brug' }))
		.toBeVisible();
	await screen.getByRole('button', { name: 'Doe mee' }).click();
	await expect.element(screen.getByLabelText('Jouw naam')).toHaveFocus();
	await expect.element(screen.getByText(/Vul je naam in/)).toBeVisible();

	await screen.getByLabelText('Jouw naam').fill('Maria Van Damme');
	await screen.getByRole('button', { name: 'Doe mee' }).click();
	await expect.poll(() => onward.mock.calls).toEqual([[`/w/${workspace}`]]);
	expect(asked.at(-1)).toEqual([
		'POST /api/join',
		{
			...token,
			name: 'Maria Van Damme',
			device: { label: 'telefoon', key: expect.any(String) as string }
		}
	]);
	expect(known.find(workspace)).toMatchObject({ person, role: 'volunteer', registered: true });
});

test('a link for a person greets her by her name and asks nothing; the device can be called something else', async () => {
	const { screen, asked, onward } = await open({
		'POST /api/join/look': { status: 200, body: { ...looked, person, personName: 'Maria Claeys' } },
		'POST /api/join': { status: 201, body: membership }
	});
	await expect.element(screen.getByRole('heading', { name: 'Dag Maria Claeys' })).toBeVisible();
	await expect.element(screen.getByText(/^Ben jij Maria Claeys niet\?/)).toBeVisible();
	expect(screen.getByRole('textbox').elements()).toHaveLength(0);
	await screen.getByText('Je doet mee met: telefoon').click();
	const label = screen.getByLabelText('Hoe noem je dit toestel?');
	await expect.element(label).toHaveValue('telefoon');
	expect(screen.getByLabelText('Jouw naam').elements()).toHaveLength(0);
	await label.fill('gsm van Maria');
	await screen.getByRole('button', { name: 'Doe mee' }).click();
	await expect.poll(() => onward.mock.calls.length).toBe(1);
	expect(asked.at(-1)?.[1]).toEqual({
		...token,
		device: { label: 'gsm van Maria', key: expect.any(String) as string }
	});
});

test('a link from a relay that does not know her name says that it is hers', async () => {
	const { screen } = await open({
		'POST /api/join/look': { status: 200, body: { ...looked, person } }
	});
	await expect.element(screen.getByText(/^De uitnodiging is voor jou gemaakt/)).toBeVisible();
});

test.each([
	['invitation-unknown', 404, 'Deze uitnodiging kennen we niet', false],
	['invitation-used', 410, 'Deze uitnodiging is al gebruikt', false],
	['invitation-expired', 410, 'Deze uitnodiging is verlopen', false],
	['too-many-attempts', 429, 'Er werd te vaak geprobeerd', true],
	['relay-failed', 500, 'Dat lukte niet', true]
])('%s is said in words, with what to do', async (code, status, title, again) => {
	const { screen } = await open({ 'POST /api/join/look': refused(status, code) });
	await expect.element(screen.getByRole('heading', { name: title })).toBeVisible();
	const tries = screen.getByRole('button', { name: 'Probeer opnieuw' }).elements();
	expect(tries).toHaveLength(again ? 1 : 0);
});

test('without a connection the invitation stays good, and trying again works', async () => {
	const answers: Record<string, { status: number; body: unknown }> = {};
	const { screen } = await open(answers);
	await expect.element(screen.getByText(/Je uitnodiging blijft geldig/)).toBeVisible();
	answers['POST /api/join/look'] = { status: 200, body: looked };
	await screen.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect.element(screen.getByRole('button', { name: 'Doe mee' })).toBeVisible();
});

test('a newer version waits as long as the link may still bring her in: it stands nowhere else any more', async () => {
	const filling = new Filling(document);
	const answers: Record<string, { status: number; body: unknown }> = {};
	const { screen } = await open(answers);
	await expect.element(screen.getByText(/Je uitnodiging blijft geldig/)).toBeVisible();
	expect(filling.isFilling()).toBe(true);
	answers['POST /api/join/look'] = { status: 200, body: { ...looked, person, personName: 'Ann' } };
	await screen.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect.element(screen.getByRole('button', { name: 'Doe mee' })).toBeVisible();
	expect(filling.isFilling()).toBe(true);
	answers['POST /api/join'] = refused(410, 'invitation-used');
	await screen.getByRole('button', { name: 'Doe mee' }).click();
	await expect.element(screen.getByText('Deze uitnodiging is al gebruikt')).toBeVisible();
	expect(filling.isFilling()).toBe(false);
});

test('a link that is not whole says so without asking anybody', async () => {
	const { screen, asked } = await open({}, null);
	await expect
		.element(screen.getByRole('heading', { name: 'Deze link is niet volledig' }))
		.toBeVisible();
	expect(asked).toEqual([]);
});

test('a device that belongs already is told so, and its link is not used up', async () => {
	const { screen, asked } = await open(
		{
			'POST /api/join/look': { status: 200, body: looked },
			'GET /api/me': { status: 200, body: { memberships: [membership] } }
		},
		token,
		true
	);
	await expect
		.element(screen.getByRole('link', { name: 'Open de werking' }))
		.toHaveAttribute('href', `/w/${workspace}`);
	expect(asked.map(([question]) => question)).not.toContain('POST /api/join');
});

test('a device that was withdrawn may come in again with a new link', async () => {
	const { screen } = await open(
		{
			'POST /api/join/look': { status: 200, body: looked },
			'GET /api/me': { status: 200, body: { memberships: [] } }
		},
		token,
		true
	);
	await expect.element(screen.getByRole('button', { name: 'Doe mee' })).toBeVisible();
});

test('a device that was somebody else’s says what would be out of sight; for the same person it does not', async () => {
	const link = (body: object) =>
		open({ 'POST /api/join/look': { status: 200, body } }, token, true).then(
			({ screen }) => screen
		);
	const stranger = await link(looked);
	await expect.element(stranger.getByText(/Dit toestel deed al mee/)).toBeVisible();
	await expect
		.element(stranger.getByRole('link', { name: 'Bekijk wat er nog op staat' }))
		.toHaveAttribute('href', `/w/${workspace}`);
	await stranger.unmount();
	const herself = await link({ ...looked, person, personName: 'Maria Claeys' });
	await expect.element(herself.getByRole('button', { name: 'Doe mee' })).toBeVisible();
	expect(herself.getByText(/Dit toestel deed al mee/).elements()).toHaveLength(0);
});

test('in French everything is said in French', async () => {
	text.speak('fr');
	const { screen } = await open({ 'POST /api/join/look': refused(410, 'invitation-used') });
	await expect
		.element(screen.getByRole('heading', { name: 'Cette invitation a déjà servi' }))
		.toBeVisible();
});
