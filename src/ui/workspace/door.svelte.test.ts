import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import * as Y from 'yjs';
import { EventId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Role } from '#domain/access/access.ts';
import type { LinkState } from '#sync/link/link-state.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { parseWorkspaceFile } from '#document/exchange/parse.ts';
import { found } from '#document/commands/directory.ts';
import type { Day } from '#domain/time/day.ts';
import { fakeDevice, refused, type Answers } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import NotHereYet from './NotHereYet.svelte';
import WorkspaceDoor from './WorkspaceDoor.svelte';

const id = idNamed(WorkspaceId, 'house');
const children = createRawSnippet(() => ({ render: () => '<h1>Het scherm zelf</h1>' }));
const lost: LinkState = { status: 'waiting', attempt: 3, retryAt: 0 };
const noRelay: Answers = {};
const outcast: LinkState = { status: 'refused', why: 'withdrawn' };

async function open(
	role: Role,
	path: string,
	link = lost,
	store = new MemoryStore(),
	answers: Answers = noRelay
) {
	const entry = {
		...{ workspace: id, person: idNamed(PersonId, 'ann'), name: 'De Brug', role },
		...{ organisations: [], registered: answers === noRelay, joinedAt: 1 }
	};
	const fake = fakeDevice(answers, [entry], link, { store });
	const workspace = await fake.device.open(entry);
	workspace.do('found', (step, documents) =>
		found(step, documents, {
			...{ name: 'De Brug', neighbourhood: 'Heule', coordinator: 'Ann', example: false },
			season: { name: 'Herfst', first: '2026-11-23' as Day, last: '2027-05-23' as Day }
		})
	);
	const screen = await onDevice(WorkspaceDoor, { id, path, children }, fake.device);
	return { screen, workspace, ...fake };
}

test('an address of another workspace says that it is not on this device', async () => {
	const { device } = fakeDevice({});
	const screen = await onDevice(WorkspaceDoor, { id: 'nonsense', path: '/w/x', children }, device);
	await expect
		.element(screen.getByRole('heading', { name: 'Deze werking staat niet op dit toestel' }))
		.toBeVisible();
});

test.each([
	['workspace-exists', 'Deze werking kan niet gedeeld worden', /zet het terug in een nieuwe/],
	['accounts-lost', 'Deze werking kan nu niet gedeeld worden', /wie Draaiboek voor jullie beheert/]
] as const)('what the relay does not take is said, with why: %s', async (code, title, why) => {
	const answers = { 'POST /api/workspaces': refused(409, code) };
	const { screen, device } = await open('coordinator', '/w/house', lost, undefined, answers);
	await device.meetRelay();
	await expect.element(screen.getByText(title)).toBeVisible();
	await expect.element(screen.getByText(why)).toBeVisible();
});

test('what is not here yet: no line, or nobody shared anything', async () => {
	const offline = { kind: 'offline', since: 0, count: 0, overdue: false, kept: true } as const;
	const unkept = (sharing: 'under-way' | 'done') =>
		({ kind: 'not-saved', why: 'refused', count: 0, sharing }) as const;
	const screen = await render(NotHereYet, { status: offline });
	await expect
		.element(screen.getByRole('heading', { name: /nog niet op dit toestel/ }))
		.toBeVisible();
	await screen.rerender({ status: unkept('under-way') });
	await expect.element(screen.getByText('We halen de planning op …')).toBeVisible();
	await screen.rerender({ status: unkept('done') });
	await expect.element(screen.getByRole('heading', { name: 'Hier staat nog niets' })).toBeVisible();
	await screen.rerender({ status: { kind: 'shared' } });
	await expect.element(screen.getByRole('heading', { name: 'Hier staat nog niets' })).toBeVisible();
	expect(screen.getByText(/geen verbinding/).elements()).toHaveLength(0);
	await expect
		.element(screen.getByRole('link', { name: 'Naar het begin' }))
		.toHaveAttribute('href', '/?kies');
});

test('a coordinator gets the screen, its sections, and the line that says what is shared', async () => {
	const { screen } = await open('coordinator', `/w/${id}/week`);
	await expect.element(screen.getByRole('heading', { name: 'Het scherm zelf' })).toBeVisible();
	await expect
		.element(screen.getByRole('link', { name: 'Week' }))
		.toHaveAttribute('aria-current', 'page');
	const line = screen.getByRole('button', { name: /nog niet gedeeld, bewaard op dit toestel/ });
	await line.click();
	await expect.element(screen.getByText('Bewaard op dit toestel: ja.')).toBeVisible();
});

test('a volunteer who follows a coordinator’s link is shown to her own shifts', async () => {
	const { screen } = await open('volunteer', `/w/${id}/mensen`);
	await expect
		.element(screen.getByRole('heading', { name: 'Dit deel is voor coördinatoren' }))
		.toBeVisible();
	await expect
		.element(screen.getByRole('link', { name: 'Naar mijn shiften' }))
		.toHaveAttribute('href', `/w/${id}/shiften`);
	expect(screen.getByText('Het scherm zelf').elements()).toHaveLength(0);
});

test('a withdrawn device is told so on a page of its own, and can be wiped', async () => {
	const { screen, known } = await open('coordinator', `/w/${id}/week`, outcast);
	await expect
		.element(screen.getByRole('heading', { name: /Dit toestel hoort niet meer/ }))
		.toBeVisible();
	await expect.element(screen.getByText('Dit was nog niet gedeeld')).toBeVisible();
	expect(screen.getByText('Het scherm zelf').elements()).toHaveLength(0);
	await screen.getByRole('button', { name: 'Wis dit toestel' }).click();
	const sure = screen.getByRole('dialog', { name: 'Wis dit toestel' });
	await sure.getByRole('button', { name: 'Wis dit toestel' }).click();
	await expect.poll(() => known.find(id)).toBeNull();
	await expect.element(screen.getByText(/staat niet op dit toestel/)).toBeVisible();
});

test.each(['withdrawn', 'erased'] as const)(
	'who is %s is told as well of what she changed where she may not look any more',
	async (why) => {
		const store = new MemoryStore();
		const earlier = store.open({ workspace: id, document: { kind: 'people' } }, new Y.Doc());
		earlier.marks.write('unshared', 2);
		const gone: LinkState = { status: 'refused', why };
		const { screen } = await open('volunteer', `/w/${id}/shiften`, gone, store);
		const told = screen.getByText(/^Ook nog niet gedeeld: 2 wijzigingen/);
		await expect.element(told, { timeout: 10_000 }).toBeVisible();
	}
);

test('somebody who was erased is told so calmly, may keep what is hers, and wipes the rest', async () => {
	const erased: LinkState = { status: 'refused', why: 'erased' };
	const { screen, known } = await open('coordinator', `/w/${id}/week`, erased);
	await expect
		.element(screen.getByRole('heading', { level: 1, name: 'Je gegevens zijn gewist' }))
		.toBeVisible();
	await expect.element(screen.getByText('Dit was nog niet gedeeld')).toBeVisible();
	// What is about others is not hers to take along.
	expect(screen.getByText('Bewaar alles in een bestand').elements()).toHaveLength(0);
	expect(screen.getByText('Het scherm zelf').elements()).toHaveLength(0);
	await screen.getByRole('button', { name: 'Wis dit toestel' }).click();
	const sure = screen.getByRole('dialog', { name: 'Wis dit toestel' });
	await sure.getByRole('button', { name: 'Wis dit toestel' }).click();
	await expect.poll(() => known.find(id)).toBeNull();
});

test('who goes herself is not told that she was sent away', async () => {
	const { screen, device } = await open('volunteer', `/w/${id}/shiften`, outcast);
	await expect.element(screen.getByRole('heading', { name: /hoort niet meer/ })).toBeVisible();
	vi.spyOn(device, 'isLeaving').mockReturnValue(true);
	await screen.unmount();
	const going = await onDevice(WorkspaceDoor, { id, path: `/w/${id}/shiften`, children }, device);
	await expect.element(going.getByText('Wordt gewist …')).toBeVisible();
	expect(going.getByRole('heading').elements()).toHaveLength(0);
	vi.restoreAllMocks();
});

test('a coordinator who is withdrawn can still save what her device knows, as the file that is put back', async () => {
	const { screen } = await open('coordinator', `/w/${id}/week`, outcast);
	const file = new Promise<Blob>((resolve) => {
		const make = URL.createObjectURL.bind(URL);
		vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
			resolve(blob as Blob);
			return make(blob);
		});
	});
	await screen.getByRole('button', { name: 'Bewaar alles in een bestand' }).click();
	await expect.element(screen.getByText(/Er staat in wat dit toestel wist/)).toBeVisible();
	const parsed = parseWorkspaceFile(await (await file).text());
	expect(parsed.ok && parsed.file.workspace.name).toBe('De Brug');
	vi.restoreAllMocks();
});

test('what was refused stands above her work with its reason, until she puts it away', async () => {
	const { screen, workspace } = await open('volunteer', `/w/${id}/shiften`);
	const [season] = workspace.seasons;
	const { ledger } = workspace.documents.season(season!.id);
	const refusal = { event: idNamed(EventId, 'asked'), lane: workspace.member.person };
	ledger.write([{ kind: 'refusal', ...refusal, reason: 'not-qualified' }], 0);
	await expect.element(screen.getByText('Niet aanvaard (1)')).toBeVisible();
	await expect.element(screen.getByText(/een kwalificatie nodig/)).toBeVisible();
	await screen.getByRole('button', { name: /zet weg: / }).click();
	await expect.poll(() => document.body.textContent).not.toContain('Niet aanvaard');
});

test('a device that was away for too long is told so above her work, with what she did since', async () => {
	const expired: LinkState = { status: 'refused', why: 'expired' };
	const { screen } = await open('coordinator', `/w/${id}/week`, expired);
	await expect.element(screen.getByText(/Dit wordt vanzelf gedeeld als je/)).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Bewaar in een bestand' })).toBeVisible();
	await expect
		.element(screen.getByRole('main').getByText('Dit toestel is te lang niet gebruikt'))
		.toBeVisible();
	await expect.element(screen.getByRole('heading', { name: 'Het scherm zelf' })).toBeVisible();
});

test('a device that was forgotten is told what to do, above her work', async () => {
	const forgotten: LinkState = { status: 'refused', why: 'no-session' };
	const { screen } = await open('volunteer', `/w/${id}/shiften`, forgotten);
	await expect.element(screen.getByText(/Vraag een nieuwe link aan je coördinator/)).toBeVisible();
	await expect.element(screen.getByRole('heading', { name: 'Het scherm zelf' })).toBeVisible();
});
