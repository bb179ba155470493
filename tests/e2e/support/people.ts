import { addDays, mondayOf } from '#domain/time/day.ts';
import { today, zoneNamed } from '#domain/time/zone.ts';
import { expect, type Page } from '@playwright/test';

/** Opens the example; answers when its week is there. */
export async function openExample(page: Page): Promise<void> {
	await page.goto('/');
	await page.getByRole('button', { name: 'Open het voorbeeld' }).click();
	await expectWeek(page);
}

/** Begins a workspace of her own. */
export async function begin(page: Page, name = 'De Brug'): Promise<void> {
	await page.goto('/');
	await startOwn(page, name);
}

/** Begins a workspace of her own on the page where one does. */
export async function startOwn(page: Page, name: string): Promise<void> {
	await fillInOwn(page, name);
	await expectWeek(page);
}

/** The same, without waiting until it is there. */
export async function fillInOwn(page: Page, name: string): Promise<void> {
	await page.getByLabel('Naam van de werking').fill(name);
	await page.getByLabel('Eerste buurt of deelgemeente').fill('Leiehoek');
	await page.getByLabel('Jouw naam').fill('Ann');
	await page.getByRole('button', { name: 'Begin', exact: true }).click();
}

export async function expectWeek(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { level: 1, name: /^Week \d+ · / })).toBeVisible({
		timeout: 20_000
	});
}

/** The address of the workspace that a page shows: `/w/<id>`. */
export function workspaceOf(page: Page): string {
	const path = /\/w\/[a-z0-9]{16}/.exec(page.url())?.[0];
	if (path === undefined) throw new Error(`no workspace in ${page.url()}`);
	return path;
}

/** Waits until the page says that everything is with the relay. */
export async function expectShared(page: Page): Promise<void> {
	await expect(page.getByText('Alles gedeeld').first()).toBeVisible({ timeout: 20_000 });
}

/** Waits until the app itself stands on this device, which takes a moment on the very first visit. */
export async function expectKept(page: Page): Promise<void> {
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** The network is back, says the browser: the app looks at once and not at its next try. */
export function networkBack(...pages: readonly Page[]): Promise<unknown> {
	return Promise.all(pages.map((page) => page.evaluate(() => dispatchEvent(new Event('online')))));
}

/** The week after this one, so that nothing in it lies in the past. */
export async function goToNextWeek(page: Page): Promise<void> {
	const before = await page.getByRole('heading', { level: 1 }).textContent();
	await page
		.getByRole('link', { name: 'Volgende week' })
		.or(page.getByRole('button', { name: 'Volgende week' }))
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before ?? '');
}

export interface Activity {
	readonly title: string;
	readonly day: string;
	readonly from: string;
	readonly until: string;
	readonly venue?: string;
	readonly places?: number;
	readonly weeklyUntil?: string;
}

/** Makes an activity with the editor; answers when it stands in the planning. */
export async function plan(page: Page, activity: Activity): Promise<void> {
	await page.getByRole('link', { name: 'Activiteit', exact: true }).click();
	const editor = page.getByRole('dialog', { name: 'Nieuwe activiteit' });
	await editor.getByLabel('Naam', { exact: true }).fill(activity.title);
	if (activity.weeklyUntil !== undefined) {
		await editor.getByLabel('Hoe vaak').selectOption('Elke week');
		await editor.getByRole('textbox', { name: 'Tot en met' }).fill(activity.weeklyUntil);
	}
	await editor.getByRole('textbox', { name: /^(Dag|Eerste dag)$/ }).fill(activity.day);
	await editor.getByRole('textbox', { name: 'Van', exact: true }).fill(activity.from);
	await editor.getByRole('textbox', { name: 'Tot', exact: true }).fill(activity.until);
	if (activity.venue !== undefined)
		await editor.getByLabel('Locatie').selectOption({ label: activity.venue });
	if (activity.places !== undefined) {
		const [least, most] = ['Minstens', 'Hoogstens'].map((name) =>
			editor.getByRole('spinbutton', { name })
		);
		await least?.fill(String(activity.places));
		// As a person goes on: what she leaves is taken, and the other number follows, before she types there.
		await least?.press('Tab');
		await most?.fill(String(activity.places));
		await expect(most!).toHaveValue(String(activity.places));
	}
	await editor.getByRole('button', { name: 'Maak de activiteit' }).click();
	await expect(page.getByText(`${activity.title} staat`)).toBeVisible();
}

/** Adds a room with the screen for rooms. */
export async function addVenue(page: Page, name: string): Promise<void> {
	await page.goto(`${workspaceOf(page)}/locaties`);
	await page.getByRole('button', { name: 'Locatie', exact: true }).first().click();
	const form = page.getByRole('dialog').first();
	await form.getByLabel('Naam', { exact: true }).fill(name);
	await form.getByRole('button', { name: /Bewaar|Voeg toe/ }).click();
	await expect(page.getByText(name).first()).toBeVisible();
}

type Invited = 'Coördinator' | 'Vrijwilliger';

/** Makes an invitation link for whoever uses it first. */
export async function invite(page: Page, role: Invited): Promise<string> {
	await page.goto(`${workspaceOf(page)}/mensen`);
	return inviteOn(page, role);
}

/** The same, without loading anything anew. */
export async function inviteFromHere(page: Page, role: Invited): Promise<string> {
	await goInApp(page, `${workspaceOf(page)}/mensen`);
	return inviteOn(page, role);
}

/** Goes to an address of the app as a link in it does: nothing is loaded anew. */
export function goInApp(page: Page, address: string): Promise<void> {
	return page.evaluate((href) => {
		const link = Object.assign(document.createElement('a'), { href });
		document.body.append(link);
		link.click();
		link.remove();
	}, address);
}

async function inviteOn(page: Page, role: Invited): Promise<string> {
	await page
		.getByRole('button', { name: 'Iemand uitnodigen' })
		.or(page.getByRole('button', { name: 'Nodig uit', exact: true }))
		.first()
		.click();
	const dialog = page.getByRole('dialog').first();
	await dialog.getByText(role, { exact: true }).click();
	await dialog.getByRole('button', { name: 'Maak de link' }).click();
	const link = dialog.getByLabel('Link', { exact: true });
	await expect(link).toBeVisible();
	const address = await link.inputValue();
	await dialog.getByRole('button', { name: 'Klaar' }).click();
	return address;
}

/** Opens an invitation on a device and joins under a name. */
export async function join(page: Page, link: string, name: string): Promise<void> {
	await page.goto(link);
	await page.getByLabel('Jouw naam').fill(name);
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.waitForURL(/\/w\//);
}

/**
 * A day of a coming week, `2026-12-01`: `weekday` 1 is Monday. By the clock that the browsers have
 * (playwright.config.ts), for the machine's may still be on Sunday when theirs is on Monday.
 */
export function dayOfNextWeek(weekday: number): string {
	const monday = mondayOf(today(Date.now(), zoneNamed('Europe/Brussels')));
	return addDays(monday, 6 + weekday);
}
