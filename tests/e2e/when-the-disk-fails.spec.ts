// Faults planted in the app, each seen red and taken back: a lost connection that nobody looks after; marks
// not written anew; a change called kept while it is on its way to the disk; a device that fails told three seconds
// later.
import type { Page } from '@playwright/test';
import type { RelayProcess } from '../support/relay-process.ts';
import { damageStored } from './support/damage.ts';
import {
	clearKept,
	countKept,
	fillUp,
	giveRoom,
	openStorage,
	shutStorage
} from './support/faults.ts';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	networkBack,
	plan,
	startOwn,
	workspaceOf
} from './support/people.ts';
import { hearAll } from './support/said.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

const afternoon = { from: '14:00', until: '16:00' };
const soup = { title: 'Soep en babbel', day: dayOfNextWeek(2), ...afternoon };
const talk = { title: 'Praattafel', day: dayOfNextWeek(3), ...afternoon };
const cards = { title: 'Kaartnamiddag', day: dayOfNextWeek(4), ...afternoon };
const inTime = { timeout: 2_000 };
const keptHere = /nog niet gedeeld, bewaard op dit toestel/;

/** Begins a workspace, and makes an activity with the relay gone, which is kept; answers where its week is. */
async function keepWithoutRelay(page: Page, relay: Pick<RelayProcess, 'stop'>): Promise<string> {
	await begin(page);
	await expectShared(page);
	await expectKept(page);
	await relay.stop();
	await plan(page, soup);
	await expect(page.getByText(keptHere).first()).toBeVisible();
	return `${workspaceOf(page)}/week`;
}

/** They write megabytes, and a busy machine takes long for that. */
test.describe.configure({ timeout: 180_000 });

test('a full disk is told, the relay has what she makes, and once there is room it is kept and nothing more is said', async ({
	relay,
	device
}) => {
	const page = await device(phone);
	await page.goto('/health');
	await giveRoom(page, 8_000_000);
	await begin(page);
	await plan(page, soup);
	await expectShared(page);
	await expectKept(page);
	const address = `${workspaceOf(page)}/week`;
	await fillUp(page);

	await plan(page, talk);
	const told = page.getByText('Wel gedeeld, niet bewaard op dit toestel').first();
	await expect(told).toBeVisible(inTime);
	await expect(page.getByText(/Het toestel is vol\. Maak plaats/)).toBeVisible();
	await expectAccessible(page);
	await giveRoom(page, 16_000_000);
	await plan(page, cards);
	await expect(told).toBeHidden();
	await expectShared(page);

	await relay.stop();
	await page.goto(address);
	await expectWeek(page);
	await goToNextWeek(page);
	for (const { title } of [soup, talk, cards])
		await expect(page.getByText(title).first()).toBeVisible();
});

test('a disk that is full from the beginning, with the relay gone, is not said to keep anything', async ({
	relay,
	device
}) => {
	const page = await device(phone);
	await page.goto('/health');
	await giveRoom(page, 8_000_000);
	await page.goto('/');
	await expectKept(page);
	await fillUp(page);
	const said = await hearAll(page);
	await relay.stop();
	await startOwn(page, 'De Brug');
	await expect(page.getByText(/^Nog nergens bewaard: \d+ wijziging/).first()).toBeVisible(inTime);
	expect(said.join('\n')).toContain('Nog nergens bewaard');
	expect(said.join('\n')).not.toMatch(keptHere);
});

test('when the browser throws away what it kept, under her hands and without a line, all of it is written down again', async ({
	relay,
	device
}) => {
	const page = await device();
	const address = await keepWithoutRelay(page, relay);
	await page.goto(address);
	await expect(page.getByText(keptHere).first()).toBeVisible();

	await clearKept(page);
	await expect.poll(() => countKept(page)).toBeGreaterThanOrEqual(5);
	await expect(page.getByText(keptHere).first()).toBeVisible(inTime);
	await page.goto(address);
	await expectWeek(page);
	await expect(page.getByText(keptHere).first()).toBeVisible();
	await goToNextWeek(page);
	await expect(page.getByText(soup.title).first()).toBeVisible();

	await test.step('and in the middle of her work, from another tab', async () => {
		const other = await page.context().newPage();
		await other.goto('/');
		await plan(page, talk);
		await other.evaluate(async () => {
			for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
		});
		await plan(page, cards);
		await other.close();
		await expect.poll(() => countKept(page)).toBeGreaterThanOrEqual(5);
		await expect(page.getByText(keptHere).first()).toBeVisible();
		await page.reload();
		await expectWeek(page);
		for (const { title } of [soup, talk, cards])
			await expect(page.getByText(title).first()).toBeVisible();
		await relay.start();
		await networkBack(page);
		await expectShared(page);
	});
});

test('when the browser closes what it kept and opens nothing, it is told, and all of it is kept once there is storage again', async ({
	relay,
	device
}) => {
	const page = await device();
	const address = await keepWithoutRelay(page, relay);

	await shutStorage(page);
	await clearKept(page);
	await expect(page.getByText(/^Nog nergens bewaard: 2 wijzigingen/).first()).toBeVisible(inTime);
	await expect(page.getByText(/Laat dit venster open/)).toBeVisible();
	await openStorage(page);
	await expect(page.getByText(keptHere).first()).toBeVisible();
	await page.goto(address);
	await expectWeek(page);
	await goToNextWeek(page);
	await expect(page.getByText(soup.title).first()).toBeVisible();
});

test('one damaged record among many: the rest is there without a line, in words, and the relay brings it back', async ({
	relay,
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, soup);
	await expectShared(page);
	await expectKept(page);
	const address = `${workspaceOf(page)}/week`;
	await page.goto(address);
	await plan(page, talk);
	await expectShared(page);
	await page.goto('/health');
	expect(await damageStored(page, '/season/', soup.title)).toBe(1);

	await relay.stop();
	await page.goto(address);
	await expect(page.getByText('Niet alles was te lezen')).toBeVisible(inTime);
	await goToNextWeek(page);
	await expect(page.getByText(talk.title).first()).toBeVisible();
	expect(await page.getByText(soup.title).count()).toBe(0);
	await relay.start();
	await networkBack(page);
	await expect(page.getByText(soup.title).first()).toBeVisible();
	await expect(page.getByText(/opnieuw opgehaald bij de anderen/)).toBeVisible();
});
