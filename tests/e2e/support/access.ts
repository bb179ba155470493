import { expect, type Page } from '@playwright/test';
import { workspaceOf } from './people.ts';

type Role = 'Coördinator' | 'Vrijwilliger';

/** Opens the list of who did what with access, by the button that leads there. */
export async function openLog(page: Page): Promise<void> {
	await page.goto(`${workspaceOf(page)}/instellingen`);
	await page.getByRole('link', { name: 'Bekijk het logboek' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Logboek' })).toBeVisible();
}

/** The lines of the list that a page is about, and not those of the bar beside it. */
export function linesOf(page: Page) {
	return page.getByRole('main').getByRole('listitem');
}

/** Has a device make a link for another device of the same person. */
export async function linkForAnother(page: Page): Promise<string> {
	await page.goto(`${workspaceOf(page)}/toestel`);
	await page.getByRole('button', { name: 'Maak een link' }).click();
	return page.getByLabel('Link voor je andere toestel').inputValue();
}

/** Makes a link for the person whose sheet is open. */
export async function linkForPerson(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Nodig uit', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: / uitnodigen$/ });
	await dialog.getByRole('button', { name: 'Maak de link' }).click();
	return dialog.getByLabel('Link', { exact: true }).inputValue();
}

/** Opens what is known of a person. */
export async function openPerson(page: Page, name: string): Promise<void> {
	await page.goto(`${workspaceOf(page)}/mensen`);
	await page.getByText(name).first().click();
}

/** Gives somebody another role. */
export async function makeRole(page: Page, name: string, role: Role): Promise<void> {
	await openPerson(page, name);
	await page.getByRole('button', { name: 'Wijzig de rol' }).click();
	const dialog = page.getByRole('dialog', { name: `${name}: rol` });
	await dialog.getByText(role, { exact: true }).click();
	await dialog.getByRole('button', { name: 'Bewaar' }).click();
	await expect(page.getByText(`${name} is nu ${role.toLowerCase()}.`)).toBeVisible();
}

/** Joins as the person for whom the link was made, with a device that is called so. */
export async function joinAgain(page: Page, link: string, label: string): Promise<void> {
	await page.goto(link);
	await page.getByText(/^Je doet mee met: /).click();
	await page.getByLabel('Hoe noem je dit toestel?').fill(label);
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.waitForURL(/\/w\//);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** The device is told within this long; what is measured is the relay, and not how busy the machine is. */
export const soon = { timeout: 5_000 };

export function outOf(page: Page) {
	return page.getByRole('heading', { name: 'Dit toestel hoort niet meer bij deze werking' });
}
