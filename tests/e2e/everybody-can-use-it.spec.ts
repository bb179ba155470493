import type { Page } from '@playwright/test';
import {
	expectKept,
	expectShared,
	goToNextWeek,
	openExample,
	workspaceOf
} from './support/people.ts';
import { desktop, expect, expectAccessible, phone, test } from './support/test.ts';

const screens = [
	'week',
	'week?beeld=agenda',
	'week?beeld=maand',
	'week?maak',
	'shiften',
	'open',
	'locaties',
	'mensen',
	'instellingen',
	'instellingen/logboek',
	'toestel'
];

/** Each width and each of two languages once: what axe can see hangs on one of them at a time. */
const readers = [
	{ language: 'nl', size: phone },
	{ language: 'fr', size: desktop }
] as const;

for (const { language, size } of readers) {
	test(`axe finds nothing on any screen, light or dark, ${language}, ${size.width} px`, async ({
		device
	}) => {
		test.setTimeout(180_000);
		const page = await device(size);
		await openExample(page);
		await page.evaluate((chosen) => localStorage.setItem('draaiboek.language', chosen), language);
		for (const screen of screens) await test.step(screen, () => look(page, screen));
	});
}

async function look(page: Page, screen: string): Promise<void> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.goto(`${workspaceOf(page)}/${screen}`);
	// The calendar measures its rows before it shows what is in them.
	if (screen.endsWith('maand')) await expect(page.locator('.month time').first()).toBeVisible();
	await expectAccessible(page);
	// In the dark only the colours are others.
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	// One transition may begin where another ends: until none is left the colours are neither these nor those.
	await page.waitForFunction(
		() => !document.getAnimations().some((one) => one instanceof CSSTransition)
	);
	await expectAccessible(page, ['cat.color']);
}

test('nothing is asked of anybody but the relay', async ({ relay, device }) => {
	const page = await device();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await openExample(page);
	await page.goto(`${workspaceOf(page)}/mensen`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const foreign = asked.filter((url) => !url.startsWith(relay.url) && !/^(data|blob):/.test(url));
	expect(foreign).toEqual([]);
});

test('a phone of 320 pixels never scrolls sideways', async ({ device }) => {
	const page = await device({ width: 320, height: 640 });
	await openExample(page);
	for (const screen of screens) {
		await page.goto(`${workspaceOf(page)}/${screen}`);
		await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wide, screen).toBeLessThanOrEqual(0);
	}
});

/** Where the first card of the agenda begins and ends, and where the bar below it begins. */
async function firstCard(page: Page) {
	await goToNextWeek(page);
	const card = await page.locator('.agenda li a').first().boundingBox();
	const bar = await page.getByRole('navigation', { name: 'Onderdelen' }).boundingBox();
	if (!card || !bar) throw new Error('no card, or no bar');
	return { top: card.y, bottom: card.y + card.height, bar: bar.y };
}

test('the week begins high on a phone, and a whole card stays in sight at 200 %', async ({
	device
}) => {
	const page = await device(phone);
	await openExample(page);
	expect((await firstCard(page)).top).toBeLessThanOrEqual(230);
	await page.setViewportSize({ width: 720, height: 450 });
	const zoomed = await firstCard(page);
	expect(zoomed.bottom).toBeLessThanOrEqual(zoomed.bar);
});

test('the header of a phone keeps its height whatever the status says', async ({ device }) => {
	const page = await device({ width: 320, height: 640 });
	await openExample(page);
	await expectShared(page);
	await expectKept(page);
	const top = () => page.getByRole('main').evaluate((main) => main.getBoundingClientRect().top);
	const before = await top();
	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByRole('button', { name: /Geen verbinding/ })).toBeVisible();
	expect(await top()).toBe(before);
});

test('that the connection is gone stays in sight on a phone, and hides nothing that has the focus', async ({
	relay,
	device
}) => {
	const page = await device(phone);
	await openExample(page);
	await page.goto(`${workspaceOf(page)}/shiften`);
	await expect(page.getByRole('button', { name: /^Ik kom: / }).first()).toBeVisible();
	await relay.stop();
	const sign = page.getByRole('button', { name: /Geen verbinding/ });
	await expect(sign).toBeVisible();
	const last = page.getByRole('link', { name: 'Alle open shiften' });
	await last.scrollIntoViewIfNeeded();
	await expect(sign).toBeInViewport();

	const line = await page.getByRole('banner').boundingBox();
	await last.focus();
	for (let back = 0; back < 5; back++) {
		await page.keyboard.press('Shift+Tab');
		const top = () => page.evaluate(() => document.activeElement?.getBoundingClientRect().top);
		expect(await top()).toBeGreaterThanOrEqual(line?.height ?? 0);
	}

	await page.setViewportSize({ width: 720, height: 450 });
	await last.scrollIntoViewIfNeeded();
	await expect(sign).not.toBeInViewport();
});

test('on a phone a message stands in the sheet that it is about, with a way back that works', async ({
	device
}) => {
	const page = await device(phone);
	await openExample(page);
	await goToNextWeek(page);
	await page.locator('.agenda li a').first().click();
	const sheet = page.getByRole('dialog').first();
	await expect(sheet.getByRole('button', { name: /^Haal eraf: / }).first()).toBeVisible();
	const people = sheet.getByRole('button', { name: /^Haal eraf: / });
	const before = await people.count();
	await people.first().click();
	await page.getByRole('button', { name: /^Haal .* eraf$/ }).click();
	await expect(people).toHaveCount(before - 1);
	await sheet.getByRole('button', { name: 'Maak ongedaan' }).click();
	await expect(people).toHaveCount(before);
});
