// Faults planted in the app, each seen red and taken back: a workspace closed when she leaves it for
// another; no question before closing.
import type { Page } from '@playwright/test';
import { keepsNothing } from './support/faults.ts';
import {
	begin,
	dayOfNextWeek,
	expectShared,
	expectWeek,
	goInApp,
	goToNextWeek,
	inviteFromHere,
	join,
	networkBack,
	plan,
	startOwn,
	workspaceOf
} from './support/people.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

const afternoon = { from: '14:00', until: '16:00' };
const soup = { title: 'Soep en babbel', day: dayOfNextWeek(2), ...afternoon };
const talk = { title: 'Praattafel', day: dayOfNextWeek(3), ...afternoon };
/** What is wrong with the device is said within two seconds. */
const inTime = { timeout: 2_000 };
const shared = 'Wel gedeeld, niet bewaard op dit toestel';

/** Closes a tab as a person does; answers whether the browser asked first. */
async function triesToClose(page: Page): Promise<boolean> {
	const answer = Promise.race([
		page.waitForEvent('dialog').then(async (dialog) => {
			await dialog.dismiss();
			return dialog.type() === 'beforeunload';
		}),
		page.waitForEvent('close').then(() => false)
	]);
	await page.close({ runBeforeUnload: true });
	return answer;
}

test('where the browser keeps nothing she is told at once, what she does reaches the others, and what does not yet stays in the window', async ({
	relay,
	device
}) => {
	const ann = await device(phone);
	await ann.addInitScript(keepsNothing.throws);
	await begin(ann);
	await expect(ann.getByText(/niet bewaard op dit toestel/i).first()).toBeVisible(inTime);
	await expect(ann.getByText(shared).first()).toBeVisible();
	await expect(ann.getByText(/laat niet toe dat Draaiboek iets bewaart/)).toBeVisible();
	const bob = await device(phone);
	await join(bob, await inviteFromHere(ann, 'Vrijwilliger'), 'Bob');
	await ann.getByRole('link', { name: 'Week' }).click();
	await plan(ann, soup);
	await expect(bob.getByRole('button', { name: /^Ik kom: Soep/ })).toBeVisible();

	await test.step('with the relay gone it stands nowhere, and the words say so', async () => {
		await expect(ann.getByText(shared).first()).toBeVisible();
		await relay.stop();
		await plan(ann, talk);
		await expect(ann.getByText(/^Nog nergens bewaard: \d+ wijziging/).first()).toBeVisible(inTime);
		await expect(ann.getByText(/Laat dit venster open/)).toBeVisible();
		await expectAccessible(ann);
	});

	await test.step('nothing of it goes while she walks through the app, into another workspace and back', async () => {
		const first = workspaceOf(ann);
		await ann.getByRole('link', { name: 'Locaties' }).click();
		await expect(ann.getByRole('heading', { level: 1, name: 'Locaties' })).toBeVisible();
		await goInApp(ann, '/?nieuw');
		await startOwn(ann, 'Het Huis');
		await goInApp(ann, `${first}/week`);
		await expectWeek(ann);
		await goToNextWeek(ann);
		for (const { title } of [soup, talk]) await expect(ann.getByText(title).first()).toBeVisible();
	});

	await test.step('closing asks first, until the relay has it', async () => {
		expect(await triesToClose(ann)).toBe(true);
		await relay.start();
		await networkBack(ann, bob);
		await expect(bob.getByRole('button', { name: /^Ik kom: Praattafel/ })).toBeVisible();
		await expect(ann.getByText(shared).first()).toBeVisible();
		// The other workspace is shared over a line of its own, a moment sooner or later.
		await expect.poll(() => triesToClose(ann)).toBe(false);
	});
});

for (const how of ['fails', 'never answers'] as const)
	test(`storage that ${how} is told in words within two seconds, with the week from the relay, and she can work`, async ({
		device
	}) => {
		const first = await device();
		await begin(first);
		await plan(first, soup);
		await expectShared(first);
		const address = `${workspaceOf(first)}/week`;
		const page = await first.context().newPage();
		await first.close();
		await page.addInitScript(keepsNothing[how]);
		await page.goto(address);
		await expect(page.getByText(/niet bewaard op dit toestel/i).first()).toBeVisible(inTime);
		await expectWeek(page);
		await goToNextWeek(page);
		await expect(page.getByText(soup.title).first()).toBeVisible(inTime);
		await plan(page, talk);
		await expect(page.getByText(shared).first()).toBeVisible();
		expect(await triesToClose(page)).toBe(false);
	});
