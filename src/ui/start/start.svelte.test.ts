import { expect, test, vi } from 'vitest';
import { fileText } from '#document/exchange/file.ts';
import { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { type Day, weekday } from '#domain/time/day.ts';
import { Filling } from '#sync/shell/filling.ts';
import { choose } from '#tests/support/choose-file.ts';
import { fakeDevice, refused } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import { summaryOf } from '#ui/settings/file-summary.ts';
import { saveAll } from '#ui/settings/save-all.ts';
import { exampleWorkspace } from '#ui/week/example-workspace.ts';
import StartPage from './StartPage.svelte';

interface Restored {
	readonly workspace: string;
	readonly person: string;
}

async function open(answers = {}) {
	const fake = fakeDevice(answers);
	const onward = vi.fn<(address: string) => void>();
	return { screen: await onDevice(StartPage, { onward }, fake.device), onward, ...fake };
}

test('a workspace is begun without a connection, with a season to plan in', async () => {
	const { screen, onward, device, known } = await open();
	await screen.getByLabelText('Naam van de werking').fill('De Brug');
	await screen.getByLabelText('Eerste buurt of deelgemeente').fill('Heule');
	await screen.getByLabelText('Jouw naam').fill('Ann Peeters');
	await screen.getByRole('button', { name: 'Begin' }).click();
	await expect.poll(() => onward.mock.calls.length).toBe(1);

	const [entry] = known.read();
	expect(onward).toHaveBeenCalledWith(`/w/${entry!.workspace}/week`);
	expect(entry).toMatchObject({ name: 'De Brug', role: 'coordinator', registered: false });
	const { documents, seasons, member } = await device.open(entry!);
	expect(documents.workspace()).toMatchObject({ name: 'De Brug', example: false });
	expect(documents.directory.neighbourhoods.all().map(({ name }) => name)).toEqual(['Heule']);
	expect(documents.directory.people.get(member.person)).toMatchObject({ name: 'Ann Peeters' });
	expect(weekday(seasons[0]!.first)).toBe(1);
	expect(seasons[0]!.name).toMatch(/^\p{L}+ \d{4} – \p{L}+ \d{4}$/u);
});

test('what is missing is named at its field, and the first one gets the focus; what is there waits', async () => {
	const filling = new Filling(document);
	const { screen, onward } = await open();
	await screen.getByLabelText('Naam van de werking').fill('De Brug');
	await screen.getByRole('button', { name: 'Begin' }).click();
	await expect.element(screen.getByText(/Vul een eerste buurt in/)).toBeVisible();
	await expect.element(screen.getByLabelText('Eerste buurt of deelgemeente')).toHaveFocus();
	expect(onward).not.toHaveBeenCalled();
	expect(filling.isFilling()).toBe(true);
});

test('the example needs a connection once, and says so kindly where there is none', async () => {
	const { screen, onward } = await open();
	await screen.getByRole('button', { name: 'Open het voorbeeld' }).click();
	await expect.element(screen.getByText(/één keer een verbinding nodig/)).toBeVisible();
	expect(onward).not.toHaveBeenCalled();
});

test('the example opens on its week; where there is none, that is said', async () => {
	const workspace = idNamed(WorkspaceId, 'example');
	const body = { workspace, person: idNamed(PersonId, 'me') };
	const first = await open({ 'POST /api/example': { status: 201, body } });
	await first.screen.getByRole('button', { name: 'Open het voorbeeld' }).click();
	await expect.poll(() => first.onward.mock.calls).toEqual([[`/w/${workspace}/week`]]);
	await first.screen.unmount();

	const second = await open({ 'POST /api/example': refused(501, 'no-example') });
	await second.screen.getByRole('button', { name: 'Open het voorbeeld' }).click();
	await expect.element(second.screen.getByText(/is er geen voorbeeld/)).toBeVisible();
});

test('a saved file is put back from the first screen; what it lacks is said, another file is not ours', async () => {
	const { screen, onward, known } = await open({
		'POST /api/workspaces/restore': (body: Restored) => ({
			status: 201,
			body: {
				...{ workspace: body.workspace, person: body.person, role: 'coordinator' },
				...{ organisations: [], device: idNamed(DeviceId, 'tablet') }
			}
		})
	});
	await screen.getByText('Zet een bewaard bestand terug').click();
	choose('{"hello":1}');
	await expect.element(screen.getByText(/geen bestand van Draaiboek/)).toBeVisible();

	const example = await exampleWorkspace('2026-11-24' as Day);
	const { file } = await saveAll(example, Date.now());
	await example.connection.close();
	choose(fileText({ ...file, leftOut: ['directory/letter', 'directory/people/x'] }));
	await expect.element(screen.getByText('2 dingen niet in het bestand')).toBeVisible();
	await expect.element(screen.getByText('namen, locaties of buurten: 2')).toBeVisible();
	const [first] = summaryOf(file).candidates;
	await screen.getByLabelText('Wie ben jij in deze werking?').selectOptions(first!.name);
	await screen.getByRole('button', { name: 'Zet terug als nieuwe werking' }).click();
	await expect.poll(() => onward.mock.calls.length).toBe(1);
	expect(known.read()).toMatchObject([{ person: first!.id, role: 'coordinator' }]);
	expect(onward).toHaveBeenCalledWith(`/w/${known.read()[0]!.workspace}/week`);
});

test('a pasted invitation goes on to the door; half of one is explained', async () => {
	const { screen, onward } = await open();
	await screen.getByText('Ik heb een uitnodiging').click();
	await screen.getByLabelText('Link van je uitnodiging').fill('https://x.be/meedoen#abc');
	await screen.getByRole('button', { name: 'Ga verder' }).click();
	await expect.element(screen.getByText(/geen volledige uitnodiging/)).toBeVisible();

	const fragment = '#abcdefghijklmnop.a-secret-of-some-length';
	await screen.getByLabelText('Link van je uitnodiging').fill(`https://x.be/meedoen${fragment}`);
	await screen.getByRole('button', { name: 'Ga verder' }).click();
	expect(onward).toHaveBeenCalledWith(`/meedoen${fragment}`);
});
