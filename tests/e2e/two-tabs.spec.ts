// Faults planted in the app, seen red and taken back: no tab takes over the storing from one that closes or
// crashes, and none begins by itself.
import type { Page } from '@playwright/test';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	networkBack,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Opens another tab of the same browser on the week after this one. */
async function tabBeside(page: Page): Promise<Page> {
	const tab = await page.context().newPage();
	await tab.goto(`${workspaceOf(page)}/week`);
	await expectWeek(tab);
	await goToNextWeek(tab);
	return tab;
}

/** Ends the tab's own process, as when it runs out of memory. */
async function crash(page: Page): Promise<void> {
	const crashed = page.waitForEvent('crash');
	await Promise.race([page.goto('chrome://crash').catch(() => undefined), crashed]);
	await crashed;
}

const afternoon = { from: '14:00', until: '16:00' };
const titles = ['Soep en babbel', 'Praattafel', 'Naaiatelier'];
/** Whatever happens to the other tabs, a tab says within two seconds where its work stands. */
const inTime = { timeout: 2_000 };
/** What is said of so many activities that were made with the relay gone: each is two changes. */
const keptHere = (activities: number) =>
	`${2 * activities} wijzigingen nog niet gedeeld, bewaard op dit toestel`;

test('two tabs of one device follow each other, and when the first closes the other goes on, with the relay gone', async ({
	relay,
	device
}) => {
	const first = await device();
	await begin(first);
	await plan(first, { title: titles[0]!, day: dayOfNextWeek(2), ...afternoon });
	await expectShared(first);
	await expectKept(first);
	const address = `${workspaceOf(first)}/week`;
	const second = await first.context().newPage();
	await second.goto(address);
	await expectWeek(second);
	await goToNextWeek(second);
	await expect(second.getByText(titles[0]!).first()).toBeVisible();

	await relay.stop();
	await plan(second, { title: titles[1]!, day: dayOfNextWeek(3), ...afternoon });
	await expect(first.getByText(titles[1]!).first()).toBeVisible();
	await first.close();
	await plan(second, { title: titles[2]!, day: dayOfNextWeek(4), ...afternoon });
	await expect(second.getByText(keptHere(2)).first()).toBeVisible(inTime);

	await test.step('a tab that opens now finds all of it on the device', async () => {
		const third = await second.context().newPage();
		await second.close();
		await third.goto(address);
		await expectWeek(third);
		await goToNextWeek(third);
		for (const title of titles) await expect(third.getByText(title).first()).toBeVisible();
		await relay.start();
		await expectShared(third);
	});
});

test('three tabs have what each of them makes, also when the one that stores crashes, and none of it goes with them', async ({
	relay,
	device
}) => {
	const first = await device();
	await begin(first);
	await expectShared(first);
	await expectKept(first);
	await goToNextWeek(first);
	const others = [await tabBeside(first), await tabBeside(first)] as const;
	for (const [at, tab] of [first, ...others].entries())
		await plan(tab, { title: titles[at]!, day: dayOfNextWeek(2 + at), ...afternoon });
	for (const tab of [first, ...others])
		for (const title of titles) await expect(tab.getByText(title).first()).toBeVisible();

	await relay.stop();
	await plan(others[0], { title: 'Bingo', day: dayOfNextWeek(5), ...afternoon });
	await expect(first.getByText('Bingo').first()).toBeVisible();
	await crash(first);
	for (const tab of others) await expect(tab.getByText(keptHere(1)).first()).toBeVisible(inTime);
	await plan(others[1], { title: 'Koor', day: dayOfNextWeek(6), ...afternoon });
	await expect(others[0].getByText('Koor').first()).toBeVisible();
	for (const tab of others) await expect(tab.getByText(keptHere(2)).first()).toBeVisible(inTime);

	await test.step('all of it is there when all of them were closed', async () => {
		const context = first.context();
		const address = `${workspaceOf(others[0])}/week`;
		for (const tab of context.pages()) await tab.close();
		const again = await context.newPage();
		await again.goto(address);
		await expectWeek(again);
		await goToNextWeek(again);
		for (const title of [...titles, 'Bingo', 'Koor'])
			await expect(again.getByText(title).first()).toBeVisible();
		await relay.start();
		await networkBack(again);
		await expectShared(again);
	});
});
