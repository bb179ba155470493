import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RelayProcess } from '../support/relay-process.ts';
import { linesOf, openLog } from './support/access.ts';
import { begin, expectShared, invite, join as joinBy, workspaceOf } from './support/people.ts';
import { desktop, expect, expectAccessible, phone, test } from './support/test.ts';

const bob = { name: 'Bob Verschueren', phone: '0470 12 34 56', note: 'liefst in de voormiddag' };
const everything = Object.values(bob);

async function openPeople(page: Page): Promise<void> {
	await page.goto(`${workspaceOf(page)}/mensen`);
	await expect(page.getByRole('heading', { level: 1, name: 'Mensen' })).toBeVisible();
}

/** Opens what is known of Bob. */
async function openBob(page: Page) {
	await openPeople(page);
	await page.getByRole('link', { name: bob.name }).click();
	return page.getByRole('dialog', { name: bob.name });
}

async function noteContact(page: Page): Promise<void> {
	const sheet = await openBob(page);
	await sheet.getByRole('button', { name: 'Wijzig', exact: true }).click();
	await page.getByLabel('Telefoon').fill(bob.phone);
	await page.getByLabel('Nota').fill(bob.note);
	await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect(sheet.getByText(bob.phone)).toBeVisible();
}

/** The question that is asked before: open, on the screen. */
async function askToErase(page: Page) {
	const sheet = await openBob(page);
	await sheet.getByRole('button', { name: 'Meer' }).click();
	await page.getByRole('menuitem', { name: 'Wis alle gegevens' }).click();
	const question = page.getByRole('dialog', { name: `Alle gegevens van ${bob.name} wissen?` });
	await expect(question.getByText('Dit kan je niet ongedaan maken.')).toBeVisible();
	return question;
}

/** Which of these words lie in a file of the relay, as bytes. */
function found({ folder }: RelayProcess): string[] {
	const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
	return everything.filter((word) => files.some((file) => file.includes(word)));
}

test('a coordinator erases somebody: from every screen, from her own device, and from the relay’s disk', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	const hers = await device(phone);
	await joinBy(hers, await invite(ann, 'Vrijwilliger'), bob.name);
	await expectShared(hers);
	const cas = await device();
	await joinBy(cas, await invite(ann, 'Coördinator'), 'Cas');
	await noteContact(ann);
	await openPeople(cas);
	await expect(cas.getByRole('link', { name: bob.name })).toBeVisible();
	await expectShared(ann);
	expect(found(relay)).toEqual(everything);

	await test.step('it is asked first, in words, on a narrow screen as well', async () => {
		for (const size of [phone, desktop]) {
			await ann.setViewportSize(size);
			const question = await askToErase(ann);
			await expectAccessible(ann);
			await question.getByRole('button', { name: 'Annuleer' }).click();
			await ann
				.getByRole('dialog', { name: bob.name })
				.getByRole('button', { name: 'Sluit', exact: true })
				.click();
		}
		await expect(ann.getByRole('link', { name: bob.name })).toBeVisible();
	});

	await test.step('then the name goes, here and on the device of somebody else', async () => {
		const question = await askToErase(ann);
		await question.getByRole('button', { name: 'Wis voorgoed' }).click();
		await expect(ann.getByText(/De gegevens worden gewist/)).toBeVisible();
		for (const page of [ann, cas])
			await expect(page.getByText(bob.name)).toHaveCount(0, { timeout: 20_000 });
	});

	await test.step('her own device says so, also when it is opened again, and can be wiped', async () => {
		const told = hers.getByRole('heading', { level: 1, name: 'Je gegevens zijn gewist' });
		await expect(told).toBeVisible();
		await hers.reload();
		await expect(told).toBeVisible();
		await expectAccessible(hers);
		await hers.getByRole('button', { name: 'Wis dit toestel' }).click();
		await expect(told).toHaveCount(0);
	});

	await test.step('nothing is left of her on the disk, and the log tells that it was done', async () => {
		await expect.poll(() => found(relay), { timeout: 30_000 }).toEqual([]);
		await openLog(ann);
		await expect(linesOf(ann).first()).toHaveText(/Ann liet alle gegevens van iemand wissen\./);
		await expect(linesOf(ann).getByText(bob.name)).toHaveCount(0);
	});
});

test('a device that was closed meanwhile shows the name no more once it shares again', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	await joinBy(await device(phone), await invite(ann, 'Vrijwilliger'), bob.name);
	const cas = await device();
	await joinBy(cas, await invite(ann, 'Coördinator'), 'Cas');
	await openPeople(cas);
	await expect(cas.getByRole('link', { name: bob.name })).toBeVisible();
	const address = cas.url();
	await cas.goto('about:blank');
	const question = await askToErase(ann);
	await question.getByRole('button', { name: 'Wis voorgoed' }).click();
	await expect(ann.getByText(bob.name)).toHaveCount(0, { timeout: 20_000 });
	await cas.goto(address);
	await expect(cas.getByRole('link', { name: 'Ann', exact: true })).toBeVisible();
	await expect(cas.getByText(bob.name)).toHaveCount(0);
});
