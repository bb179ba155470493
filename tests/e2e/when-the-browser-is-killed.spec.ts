// Faults planted in the app, each seen red and taken back: no second list of workspaces; a relay that is gone told
// at the third try only.
import type { Page } from '@playwright/test';
import { KillableBrowser } from './support/killable-browser.ts';
import {
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	networkBack,
	openExample,
	plan,
	startOwn,
	workspaceOf
} from './support/people.ts';
import { hearAll } from './support/said.ts';
import { expect, test as base } from './support/test.ts';

const test = base.extend<{ browserOfAnn: KillableBrowser }>({
	browserOfAnn: async ({ relay }, use, info) => {
		const browser = new KillableBrowser(info, relay.url);
		await use(browser);
		await browser.remove();
	}
});

const keptHere = /nog niet gedeeld, bewaard op dit toestel/;
/** So soon after the browser is back it is said what it kept. */
const inTime = { timeout: 2_000 };

/** Her own shifts, on the page that lists them. */
const own = (page: Page) => page.getByRole('button', { name: /^Ik kan toch niet: / });
const offered = (page: Page) => page.getByRole('button', { name: /^Ik kom: / });

test('a browser that is killed the moment it says that her shifts are kept has them when it starts again, and they reach the others', async ({
	relay,
	browserOfAnn
}) => {
	let page = await browserOfAnn.start();
	await openExample(page);
	await expectShared(page);
	await expectKept(page);
	const shifts = `${workspaceOf(page)}/shiften`;
	await browserOfAnn.close();

	page = await browserOfAnn.start();
	await page.goto(shifts);
	await expectShared(page);
	const before = await own(page).count();
	await offered(page).first().click();
	await expectShared(page);
	await relay.stop();
	await offered(page).first().click();
	await expect(page.getByText('Aangevraagd, bewaard op dit toestel').first()).toBeVisible();
	const held = before + 2;
	await browserOfAnn.kill();

	page = await browserOfAnn.start();
	await page.goto(shifts);
	await expect(page.getByText(keptHere).first()).toBeVisible(inTime);
	await expect(own(page)).toHaveCount(held);

	await test.step('killed while the tap is still under way, it never said more than what it has', async () => {
		const said = await hearAll(page);
		await offered(page).first().dispatchEvent('click');
		await browserOfAnn.kill();
		page = await browserOfAnn.start();
		await page.goto(shifts);
		await expect(page.getByText(keptHere).first()).toBeVisible(inTime);
		await expect(own(page).first()).toBeVisible();
		const now = await own(page).count();
		const saidKept = said.some((text) => /2 wijzigingen nog niet gedeeld, bewaard/.test(text));
		expect([held, held + 1].slice(saidKept ? 1 : 0)).toContain(now);

		await relay.start();
		await networkBack(page);
		await expectShared(page);
		await expect(own(page)).toHaveCount(now);
		await expect(page.getByText('Aangevraagd')).toHaveCount(0);
	});
});

test('a workspace that was begun without a line a moment before the browser was killed is there again', async ({
	relay,
	browserOfAnn
}) => {
	let page = await browserOfAnn.start();
	await page.goto('/');
	await expectKept(page);
	await relay.stop();
	await startOwn(page, 'De Brug');
	await plan(page, {
		...{ title: 'Soep en babbel', day: dayOfNextWeek(2) },
		...{ from: '14:00', until: '16:00' }
	});
	await expect(page.getByText(keptHere).first()).toBeVisible();
	await browserOfAnn.kill();

	page = await browserOfAnn.start();
	await page.goto('/');
	await expect(page.getByText(keptHere).first()).toBeVisible(inTime);
	await expectWeek(page);
	await expect(page.getByText('De Brug').first()).toBeVisible();
	await relay.start();
	await networkBack(page);
	await expectShared(page);
});
