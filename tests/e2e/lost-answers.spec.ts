import type { Page } from '@playwright/test';
import { begin, expectShared, expectWeek, invite, workspaceOf } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** The relay hears the next call to this address, and its answer, with the cookie in it, never comes. */
async function loseAnswer(page: Page, path: string): Promise<void> {
	await page.route(
		`**${path}`,
		async (route) => {
			const [request, { origin }] = [route.request(), new URL(route.request().url())];
			const headers = { 'content-type': 'application/json', origin };
			// Not with the page's own request, which would keep the cookie.
			await fetch(request.url(), { method: 'POST', headers, body: request.postData() ?? '' });
			await route.abort();
		},
		{ times: 1 }
	);
}

test('the answer to who begins a workspace is lost: she shares it all the same, also after coming back', async ({
	device
}) => {
	const page = await device();
	await loseAnswer(page, '/api/workspaces');
	await begin(page, 'De Brug');
	await page.goto(`${workspaceOf(page)}/week`);
	await expectShared(page);
	await expect(page.getByText('Deze werking kan niet gedeeld worden')).toHaveCount(0);
});

for (const comesBack of [false, true]) {
	const how = comesBack ? 'opens her link again' : 'tries again';
	test(`the answer to who joins is lost: she ${how}, and is in`, async ({ device }) => {
		const ann = await device();
		await begin(ann);
		await expectShared(ann);
		const link = await invite(ann, 'Coördinator');
		const bob = await device();
		await loseAnswer(bob, '/api/join');
		await bob.goto(link);
		await bob.getByLabel('Jouw naam').fill('Bob');
		await bob.getByRole('button', { name: 'Doe mee' }).click();
		const again = bob.getByRole('button', { name: 'Probeer opnieuw' });
		await expect(again).toBeVisible();
		if (comesBack) {
			await bob.goto('/');
			await bob.goto(link);
		} else await again.click();
		await bob.getByLabel('Jouw naam').fill('Bob');
		await bob.getByRole('button', { name: 'Doe mee' }).click();
		await bob.waitForURL(/\/w\//);
		await expectWeek(bob);
		await expectShared(bob);
		await ann.goto(`${workspaceOf(ann)}/mensen`);
		await expect(ann.getByRole('link', { name: 'Bob' })).toHaveCount(1);
	});
}
