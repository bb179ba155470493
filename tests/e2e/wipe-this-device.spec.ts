// Faults planted in the app, seen red and taken back: a wipe that ends with what the browser throws; what is left
// told nowhere; a new link that the other tab does not follow; what goes with the other tab not followed.
import type { Page } from '@playwright/test';
import { joinAgain, linesOf, linkForAnother, outOf, soon } from './support/access.ts';
import { countKept, holdOpen, removesNothing } from './support/faults.ts';
import { begin, expectShared, invite, join, workspaceOf } from './support/people.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

/** Asks to take the workspace off this device, and says that she is sure. */
async function wipe(page: Page): Promise<void> {
	await page.goto(`${workspaceOf(page)}/toestel`);
	await page.getByRole('button', { name: 'Wis van dit toestel' }).click();
	await page.getByRole('button', { name: 'Wis nu' }).click();
}

function notWiped(page: Page) {
	return page.getByRole('dialog', { name: 'Niet alles is gewist' });
}

async function joined(device: (size?: typeof phone) => Promise<Page>): Promise<Page> {
	const ann = await device();
	await begin(ann);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await expectShared(bob);
	return bob;
}

test('what another tab holds is told, and goes once that tab is closed', async ({
	relay,
	device
}) => {
	const bob = await joined(device);
	const other = await bob.context().newPage();
	await other.goto(`${relay.url}/health`);
	await holdOpen(other);
	await wipe(bob);
	await expect(notWiped(bob).getByText(/een ander tabblad of venster/)).toBeVisible();
	await expect(bob).toHaveURL(/\/\?kies$/);
	await expectAccessible(bob);
	await bob.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect(notWiped(bob).getByText(/Opnieuw geprobeerd/)).toBeVisible();
	await other.close();
	await expect(bob.getByRole('dialog', { name: 'Nu is alles gewist' })).toBeVisible();
	expect(await countKept(bob)).toBe(0);
	await bob.getByRole('button', { name: 'Sluit', exact: true }).last().click();
	await expect(bob.getByRole('button', { name: 'Open het voorbeeld' })).toBeVisible();
});

test('where the browser removes nothing she reads what may be left and how to clear it, and can go on', async ({
	device
}) => {
	const bob = await joined(device);
	await bob.addInitScript(removesNothing);
	await wipe(bob);
	await expect(notWiped(bob).getByText(/staat er misschien nog/)).toBeVisible();
	await expect(notWiped(bob).getByText(/instellingen van je browser/)).toBeVisible();
	await expect(bob).toHaveURL(/\/\?kies$/);
	await bob.keyboard.press('Escape');
	await expect(bob.getByRole('dialog')).toHaveCount(0);
	await expect(bob.getByRole('button', { name: 'Open het voorbeeld' })).toBeVisible();
});

test('a new link opened in another tab brings back the tab that was out, and there is nothing to wipe in it any more', async ({
	device
}) => {
	const bob = await joined(device);
	const tablet = await device();
	await joinAgain(tablet, await linkForAnother(bob), 'tablet van Bob');
	await expectShared(tablet);
	await bob.reload();
	await expect(linesOf(bob)).toHaveCount(2);
	await bob.getByRole('button', { name: 'Meld af: tablet van Bob' }).click();
	await bob.getByRole('button', { name: 'Meld het toestel af' }).click();
	await expect(outOf(tablet)).toBeVisible(soon);

	const link = await linkForAnother(bob);
	const tab = await tablet.context().newPage();
	await joinAgain(tab, link, 'tablet van Bob');
	await expectShared(tablet);
	await expect(outOf(tablet)).toHaveCount(0);
	await expect(tablet.getByRole('button', { name: 'Wis dit toestel' })).toHaveCount(0);
	await expectShared(tab);
});
