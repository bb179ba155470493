import type { Page } from '@playwright/test';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	invite,
	join,
	networkBack,
	openExample,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, test } from './support/test.ts';

test('from a cold start with the relay gone a coordinator sees her week, plans, cancels, and all of it arrives later', async ({
	relay,
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, {
		title: 'Soep en babbel',
		day: dayOfNextWeek(2),
		from: '14:00',
		until: '16:00'
	});
	await expectShared(page);
	await expectKept(page);
	const address = `${workspaceOf(page)}/week`;

	await relay.stop();
	await page.goto('about:blank');
	await page.goto(address);
	await expectWeek(page);
	await plan(page, { title: 'Praattafel', day: dayOfNextWeek(4), from: '10:00', until: '12:00' });
	await goToNextWeek(page);
	await expect(page.getByText('Soep en babbel').first()).toBeVisible();
	await expect(page.getByText(/nog niet gedeeld, bewaard op dit toestel/).first()).toBeVisible({
		timeout: 20_000
	});
	await page.reload();
	await expect(page.getByText('Praattafel').first()).toBeVisible();
	await expect(page.getByText(/nog niet gedeeld, bewaard op dit toestel/).first()).toBeVisible({
		timeout: 20_000
	});

	await relay.start();
	await expectShared(page);
});

/** Opens what is known of Ann. */
async function openAnn(page: Page) {
	await page.getByRole('link', { name: 'Ann', exact: true }).click();
	return page.getByRole('dialog', { name: 'Ann' });
}

test('a phone number that was changed without a signal is counted and shared from the week, where nobody opens it', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectKept(ann);
	const cas = await device();
	await join(cas, await invite(ann, 'Coördinator'), 'Cas');
	await expectShared(cas);
	await cas.goto(`${workspaceOf(cas)}/mensen`);
	await expect(cas.getByRole('link', { name: 'Ann', exact: true })).toBeVisible();
	await expectShared(ann);
	const notShared = /^\d+ wijziging(en)? nog niet gedeeld, bewaard op dit toestel/;

	await relay.stop();
	const sheet = await openAnn(ann);
	await sheet.getByRole('button', { name: 'Wijzig', exact: true }).click();
	await ann.getByLabel('Telefoon').fill('0470 12 34 56');
	await ann.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect(sheet.getByText('0470 12 34 56')).toBeVisible();
	await expect(ann.getByText(notShared).first()).toBeVisible({ timeout: 20_000 });
	const address = workspaceOf(ann);
	const again = await ann.context().newPage();
	await ann.close();
	await again.goto(`${address}/week`);
	await expectWeek(again);
	await expect(again.getByText(notShared).first()).toBeVisible({ timeout: 20_000 });

	await relay.start();
	await networkBack(again, cas);
	await expectShared(again);
	await expectShared(cas);
	await expect((await openAnn(cas)).getByText('0470 12 34 56')).toBeVisible();
});

test('a workspace that is begun without a relay is registered when it is there', async ({
	relay,
	device
}) => {
	const page = await device();
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expectKept(page);
	await relay.stop();
	await page.getByLabel('Naam van de werking').fill('De Brug');
	await page.getByLabel('Eerste buurt of deelgemeente').fill('Leiehoek');
	await page.getByLabel('Jouw naam').fill('Ann');
	await page.getByRole('button', { name: 'Begin', exact: true }).click();
	await expectWeek(page);
	await relay.start();
	await expect(page.getByText('Alles gedeeld').first()).toBeVisible({ timeout: 60_000 });
});

test('a relay that is killed without a word loses nothing that was shared', async ({
	relay,
	device
}) => {
	const page = await device();
	await openExample(page);
	await plan(page, {
		title: 'Kaartnamiddag',
		day: dayOfNextWeek(5),
		from: '14:00',
		until: '16:00'
	});
	await expectShared(page);
	await relay.kill();
	await relay.start();
	await page.evaluate(async () => {
		for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
	});
	await page.reload();
	await expectWeek(page);
	await goToNextWeek(page);
	await expect(page.getByText('Kaartnamiddag').first()).toBeVisible({ timeout: 20_000 });
});
