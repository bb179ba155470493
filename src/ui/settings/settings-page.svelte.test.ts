import { expect, test, vi } from 'vitest';
import { fileText, type WorkspaceFile } from '#document/exchange/file.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { ApiResult } from '#sync/session/api-result.ts';
import { Filling } from '#sync/shell/filling.ts';
import { choose } from '#tests/support/choose-file.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { onScreen } from '#tests/support/on-screen.ts';
import { inExample } from '#tests/support/in-example.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import { saveAll } from './save-all.ts';
import SettingsPage from './SettingsPage.svelte';

let workspace: OpenWorkspace;

// High enough that what was said to be done lies over nothing that a test clicks.
inExample((opened) => (workspace = opened), { width: 1280, height: 1600, at: '07:00' });

type PutBack = (file: WorkspaceFile, person: PersonId) => Promise<ApiResult<WorkspaceId>>;

function openPage(putBack: PutBack = () => Promise.resolve({ ok: false, code: 'unreachable' })) {
	const onrestored = vi.fn();
	const given = { device: { putBack }, onleft: vi.fn(), onrestored };
	return onScreen(SettingsPage, workspace, given).then((screen) => ({ screen, onrestored }));
}

test('the workspace gets another name, and the old one back', async () => {
	const before = workspace.documents.workspace().name;
	const { screen } = await openPage();
	await screen.getByLabelText('Naam', { exact: true }).fill('De Brug');
	await screen.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect.poll(() => workspace.documents.workspace().name).toBe('De Brug');
	await screen.getByRole('button', { name: 'Maak ongedaan' }).click();
	await expect.poll(() => workspace.documents.workspace().name).toBe(before);
});

test('a neighbourhood is added in a free colour, renamed, removed and put back', async () => {
	const { screen } = await openPage();
	await screen.getByRole('button', { name: 'Nieuwe buurt' }).click();
	await screen.getByLabelText('Nieuwe buurt').fill('Overleie');
	await screen.getByRole('button', { name: 'Bewaar', exact: true }).click();
	const list = screen.getByRole('list', { name: 'Buurten' });
	await expect.element(list.getByText('Overleie')).toBeVisible();
	const hues = workspace.documents.directory.neighbourhoods.all().map(({ hue }) => hue);
	expect(new Set(hues).size).toBe(hues.length);

	await screen.getByRole('button', { name: 'Wijzig Overleie' }).click();
	await screen.getByLabelText('Naam', { exact: true }).nth(1).fill('Overleie-Noord');
	await screen.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await screen.getByRole('button', { name: 'Verwijder Overleie-Noord' }).click();
	await screen.getByText('Verwijderd (1)').click();
	await screen.getByRole('button', { name: 'Zet terug: Overleie-Noord' }).click();
	await expect.element(list.getByText('Overleie-Noord')).toBeVisible();
});

test('what is still in use says where before it goes', async () => {
	const { screen } = await openPage();
	const [used] = workspace.documents.directory.organisations
		.all()
		.filter(({ id }) =>
			workspace.documents.directory.venues.all().some(({ organisation }) => organisation === id)
		);
	await screen.getByRole('button', { name: `Verwijder ${used!.name}` }).click();
	const asked = screen.getByRole('dialog', { name: `${used!.name} verwijderen?` });
	await expect.element(asked.getByText(/Nog in gebruik: .*locatie/)).toBeVisible();
	expect(workspace.documents.directory.organisations.get(used!.id)?.removed).toBe(false);
	await asked.getByRole('button', { name: 'Verwijder toch' }).click();
	await expect
		.poll(() => workspace.documents.directory.organisations.get(used!.id)?.removed)
		.toBe(true);
});

test('the next season is proposed with its dates; one with activities in it stays', async () => {
	const { screen } = await openPage();
	await screen.getByRole('button', { name: 'Volgend seizoen' }).click();
	await screen.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect.poll(() => workspace.seasons.length).toBe(2);
	const [now, next] = workspace.seasons;
	expect(next!.first > now!.last).toBe(true);

	await screen.getByRole('button', { name: `Wijzig of verwijder ${now!.name}` }).click();
	await expect
		.element(screen.getByRole('menuitem', { name: /Verwijder/ }))
		.toHaveAttribute('aria-disabled', 'true');
});

test('a saved file is told before it is put back, for the person who asks', async () => {
	const { file, isWhole } = await saveAll(workspace, Date.now());
	expect(isWhole).toBe(false);
	const putBack = vi.fn<PutBack>(() =>
		Promise.resolve({ ok: true, value: 'newworkspace0000' as WorkspaceId })
	);
	const { screen, onrestored } = await openPage(putBack);
	choose(fileText(file));
	await expect.element(screen.getByText(/29 personen · 6 locaties/)).toBeVisible();
	await screen.getByRole('button', { name: 'Zet terug als nieuwe werking' }).click();
	await expect.poll(() => onrestored.mock.calls).toEqual([['newworkspace0000']]);
	expect(putBack.mock.calls[0]?.[1]).toBe(workspace.member.person);
});

test('a newer version waits for a name until it is saved, and for a file until it is put back', async () => {
	const filling = new Filling(document);
	const { screen } = await openPage();
	await screen.getByLabelText('Naam', { exact: true }).fill('De Brug');
	expect(filling.isFilling()).toBe(true);
	await screen.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect.poll(() => filling.isFilling()).toBe(false);
	const { file } = await saveAll(workspace, Date.now());
	choose(fileText(file));
	await expect.poll(() => filling.isFilling()).toBe(true);
});

test('what could not be saved is said once the file is there', async () => {
	workspace.documents.directory.doc.getText('letter').insert(0, 'from a newer version');
	const { screen } = await openPage();
	await screen.getByRole('button', { name: 'Bewaar alles in een bestand' }).first().click();
	await expect.element(screen.getByText('1 ding niet in het bestand')).toBeVisible();
	await expect.element(screen.getByText('namen, locaties of buurten: 1')).toBeVisible();
});

test('who saves everything is told to the relay, once the file is there', async () => {
	const { device } = fakeDevice({});
	const noteExport = vi.spyOn(device, 'noteExport');
	const given = { device, onleft: vi.fn(), onrestored: vi.fn() };
	const screen = await onScreen(SettingsPage, workspace, given, device);
	await screen.getByRole('button', { name: 'Bewaar alles in een bestand' }).first().click();
	await expect.element(screen.getByText(/staat bij je downloads/)).toBeVisible();
	expect(noteExport.mock.calls).toEqual([[workspace.id, expect.any(Number)]]);
});

test('a file that is not ours, or that is damaged, says so and changes nothing', async () => {
	const { screen } = await openPage();
	choose('geen json');
	await expect.element(screen.getByText(/niet te lezen/)).toBeVisible();
	choose('{"hello":1}');
	await expect.element(screen.getByText(/geen bestand van Draaiboek/)).toBeVisible();
	const { file } = await saveAll(workspace, Date.now());
	choose(JSON.stringify({ ...file, people: [{ id: 5 }] }));
	await expect.element(screen.getByText(/beschadigd/)).toBeVisible();
	await expect.element(screen.getByText(/Plaats in het bestand: people\[0\]/)).toBeVisible();
	await expect
		.element(screen.getByRole('button', { name: /Zet terug als/ }))
		.not.toBeInTheDocument();
});

test('without a line a file can’t be put back yet, and it stays chosen', async () => {
	const { file } = await saveAll(workspace, Date.now());
	const { screen } = await openPage();
	choose(fileText(file));
	await screen.getByRole('button', { name: 'Zet terug als nieuwe werking' }).click();
	await expect.element(screen.getByText(/Terugzetten lukt zodra/)).toBeVisible();
	await expect.element(screen.getByText(/29 personen · 6 locaties/)).toBeVisible();
});
