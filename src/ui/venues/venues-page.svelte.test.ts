import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { MemoryAddress } from '#tests/support/memory-address.svelte.ts';
import { onScreen } from '#tests/support/on-screen.ts';
import { addVenue } from '#document/commands/directory.ts';
import type { Day } from '#domain/time/day.ts';
import { inExample } from '#tests/support/in-example.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import VenuesPage from './VenuesPage.svelte';

let workspace: OpenWorkspace;
let address: MemoryAddress;

inExample((opened) => (workspace = opened), { width: 1280, height: 800, at: '07:00' });
beforeEach(() => {
	address = new MemoryAddress();
});

const openPage = () => onScreen(VenuesPage, workspace, { address });

function refectory() {
	return workspace.documents.directory.venues.all().find(({ school }) => school !== null)!;
}

test('a new venue gets an organisation that did not exist, and opens its sheet for the hours', async () => {
	const screen = await openPage();
	await screen.getByRole('button', { name: 'Locatie' }).click();
	await screen.getByLabelText('Naam', { exact: true }).fill('Zaal Concordia');
	await screen.getByLabelText(/Van wie is deze locatie/).selectOptions('+ Nieuwe organisatie …');
	await screen.getByLabelText('Naam van de nieuwe organisatie').fill('vzw Concordia');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	const sheet = screen.getByRole('dialog', { name: 'Zaal Concordia' });
	await expect.element(sheet.getByText('vzw Concordia')).toBeVisible();
	await expect.element(sheet.getByText(/Altijd open/)).toBeVisible();

	await sheet.getByRole('button', { name: 'Wijzig de uren' }).click();
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.element(screen.getByText('Kies minstens één dag.')).toBeVisible();
	await screen.getByLabelText('dinsdag').click({ force: true });
	await screen.getByLabelText('Van', { exact: true }).fill('09:00');
	await screen.getByLabelText('Tot', { exact: true }).fill('12:00');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.element(sheet.getByText('09:00-12:00')).toBeVisible();
});

test('a room of nobody else gets its hours in the form, as the workspace’s own', async () => {
	const { organisations, venues } = workspace.documents.directory;
	const before = organisations.all().length;
	const screen = await openPage();
	for (const name of ['Tuinhuis', 'Kelder']) {
		await screen.getByRole('button', { name: 'Locatie', exact: true }).click();
		await screen.getByLabelText('Naam', { exact: true }).fill(name);
		await screen.getByRole('button', { name: 'Uren toevoegen' }).click();
		await screen.getByRole('button', { name: 'Bewaar' }).click();
		// Everything that is missing, each at its own field.
		await expect.element(screen.getByText('Kies minstens één dag.')).toBeVisible();
		expect(screen.getByText('Vul een uur in.').elements()).toHaveLength(2);
		expect(document.activeElement).toBe(screen.getByLabelText('maandag').element());
		await screen.getByLabelText('dinsdag').click({ force: true });
		await screen.getByLabelText('Van', { exact: true }).fill('09:00');
		await screen.getByLabelText('Tot', { exact: true }).fill('12:00');
		await screen.getByRole('button', { name: 'Bewaar' }).click();
		const sheet = screen.getByRole('dialog', { name });
		await expect.element(sheet.getByText('09:00-12:00')).toBeVisible();
		await sheet.getByRole('button', { name: 'Sluit' }).click();
	}
	expect(organisations.all().length).toBe(before + 1);
	const owners = venues.all().filter(({ name }) => ['Tuinhuis', 'Kelder'].includes(name));
	expect(new Set(owners.map(({ organisation }) => organisation)).size).toBe(1);
});

test('a room that was made before it had an owner takes hours at once', async () => {
	const id = workspace.do('add-venue', (step, documents) =>
		addVenue(step, documents, { ...refectory(), name: 'Oud', organisation: null })
	);
	address.open('open', id);
	const screen = await openPage();
	await screen.getByRole('button', { name: 'Wijzig de uren' }).click();
	await screen.getByLabelText('dinsdag').click({ force: true });
	await screen.getByLabelText('Van', { exact: true }).fill('10:00');
	await screen.getByLabelText('Tot', { exact: true }).fill('11:00');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.element(screen.getByText('10:00-11:00')).toBeVisible();
});

test('a closure is shown with its reason among the coming days, and lifting it gives them back', async () => {
	address.open('open', refectory().id);
	const screen = await openPage();
	const sheet = screen.getByRole('dialog');
	await expect
		.element(sheet.getByText('kerstvakantie (met Kerstmis en Nieuwjaar)').first())
		.toBeVisible();
	await sheet.getByRole('button', { name: 'Sluiting', exact: true }).click();
	await screen.getByLabelText('Eerste dag').fill('2026-12-01');
	await expect.element(screen.getByLabelText('Laatste dag')).toHaveValue('2026-12-01');
	await screen.getByLabelText(/Reden/).fill('werken aan het dak');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.element(sheet.getByText('di 1 dec')).toBeVisible();

	await sheet.getByRole('button', { name: /Verwijder de sluiting/ }).click();
	await expect.element(sheet.getByText('di 1 dec')).not.toBeInTheDocument();
});

test('who looks for a lift finds the venues that have one', async () => {
	const screen = await openPage();
	await screen.getByRole('searchbox').fill('lift');
	const accessible = workspace.documents.directory.venues.all().filter((one) => one.accessible);
	await expect.poll(() => screen.getByRole('listitem').elements().length).toBe(accessible.length);
});

test.each([1180, 1440])(
	'at %i px the list makes room for the sheet: nothing is covered, nothing cut',
	async (width) => {
		await page.viewport(width, 820);
		address.open('open', refectory().id);
		const screen = await openPage();
		const sheet = screen.getByRole('dialog').element().getBoundingClientRect();
		const beside = [
			screen.getByRole('button', { name: 'Locatie', exact: true }),
			screen.getByLabelText('Enkel toegankelijk'),
			screen.getByLabelText('Buurt of deelgemeente'),
			screen.getByRole('list', { name: 'Locaties van deze werking' })
		];
		for (const one of beside)
			expect(one.element().getBoundingClientRect().right).toBeLessThan(sheet.left);
		expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
	}
);

test('what happens there this week is in its sheet', async () => {
	const { id } = refectory();
	address.open('open', id);
	const week = workspace.planning.between('2026-11-23' as Day, '2026-11-29' as Day);
	const here = week.find(({ occurrence }) => occurrence.venue === id)!;
	const screen = await openPage();
	await expect
		.element(screen.getByRole('dialog').getByText(here.occurrence.title).first())
		.toBeVisible();
});

test('a room in which dates are still planned says how many before it goes, and where they will be found', async () => {
	const venue = refectory();
	const coming = workspace.planning
		.between('2026-11-24' as Day, '2027-12-31' as Day)
		.filter(({ occurrence }) => occurrence.venue === venue.id && !occurrence.cancelled);
	address.open('open', venue.id);
	const screen = await openPage();
	const remove = screen.getByRole('button', { name: 'Verwijder', exact: true });
	await remove.click();
	await expect
		.element(screen.getByText(`Hier is nog ${coming.length} keer iets gepland`, { exact: false }))
		.toBeVisible();
	await screen.getByRole('button', { name: 'Annuleer' }).click();
	expect(workspace.documents.directory.venues.get(venue.id)?.removed).toBe(false);

	await remove.click();
	await screen.getByRole('button', { name: 'Verwijder toch' }).click();
	await expect
		.element(screen.getByText('Wat hier nog gepland is, staat bij Op te lossen', { exact: false }))
		.toBeVisible();
	const gone = workspace.planning
		.problems('2026-11-24' as Day, '2027-12-31' as Day)
		.filter(({ kind }) => kind === 'gone');
	expect(gone.length).toBe(coming.length);
});

test('a room in which nothing is planned goes at once, and comes back as easily', async () => {
	const name = 'Leeg';
	workspace.do('add-venue', (step, documents) =>
		addVenue(step, documents, { ...refectory(), name })
	);
	const screen = await openPage();
	await screen.getByRole('link', { name }).click();
	await screen.getByRole('button', { name: 'Verwijder', exact: true }).click();
	await expect.element(screen.getByText('Leeg is verwijderd.', { exact: true })).toBeVisible();
});

test('a link to a venue that is not there says so', async () => {
	address.open('open', 'nosuchvenue00000');
	const screen = await openPage();
	await expect.element(screen.getByRole('dialog', { name: 'Niet gevonden' })).toBeVisible();
});
