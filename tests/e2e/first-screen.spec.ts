import {
	begin,
	expectKept,
	expectShared,
	expectWeek,
	fillInOwn,
	openExample,
	workspaceOf
} from './support/people.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

test('somebody begins a workspace of her own, and finds it again after closing the page', async ({
	device
}) => {
	const page = await device();
	await begin(page, 'Dienstencentrum De Brug');
	await expectShared(page);
	await page.goto('/');
	await expect(page.getByText('Dienstencentrum De Brug').first()).toBeVisible();
});

test('who leaves the moment her workspace is there has all of it when she is back', async ({
	relay,
	device
}) => {
	const page = await device();
	await page.goto('/');
	await expectKept(page);
	await relay.stop();
	const left = page.waitForURL(/\/w\//, { waitUntil: 'commit' }).then(() => {
		const address = workspaceOf(page);
		return page.goto('about:blank').then(() => address);
	});
	await fillInOwn(page, 'De Brug');
	const address = await left;
	await page.goto(`${address}/week`);
	await expectWeek(page);
	await relay.start();
	await expectShared(page);
});

test('somebody looks around in an example with rooms, series, people and things to settle', async ({
	device
}) => {
	const page = await device();
	await openExample(page);
	await expect(page.getByText('Op te lossen').first()).toBeVisible();
	await expect(page.getByText('7', { exact: true }).first()).toBeVisible();
	await page.goto(`${workspaceOf(page)}/locaties`);
	await expect(page.getByText('6 locaties')).toBeVisible();
});

test('a form that misses something says what, and keeps what was filled in', async ({ device }) => {
	const page = await device(phone);
	await page.goto('/');
	await page.getByLabel('Naam van de werking').fill('De Brug');
	await page.getByRole('button', { name: 'Begin', exact: true }).click();
	await expect(page.getByText('Vul je naam in, zodat je ploeg je herkent.')).toBeVisible();
	await expect(page.getByLabel('Naam van de werking')).toHaveValue('De Brug');
	await expectAccessible(page);
});

test('a phone shows both ways in at first sight: with an invitation, and as the first of a team', async ({
	device
}) => {
	const page = await device(phone);
	await page.goto('/');
	const invited = page.getByText('Ik heb een uitnodiging');
	await expect(invited).toBeInViewport({ ratio: 1 });
	await expect(page.getByRole('heading', { name: 'Nieuwe werking' })).toBeInViewport({ ratio: 1 });
	await expect(page.getByLabel('Naam van de werking')).toBeInViewport({ ratio: 1 });

	await invited.click();
	await page.getByLabel('Link van je uitnodiging').fill('https://x.be/meedoen#abc');
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await expect(page.getByText('Dit is geen volledige uitnodiging.')).toBeVisible();
	await expectAccessible(page);
});
