// An address on the network without https: browsers give such a page no service worker and no clipboard.
//
// Faults planted in the app, each seen red and taken back: parts of the app that are fetched when they are opened.
import { begin, expectShared, goInApp, workspaceOf } from './support/people.ts';
import { expect, test } from './support/test.ts';

const name = 'planning.test';

test.use({
	launchOptions: async ({ launchOptions }, use) => {
		const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${name} 127.0.0.1`];
		await use({ ...launchOptions, args });
	}
});

test('an address without https says what it can not do, and everything else works on it', async ({
	relay,
	browser
}) => {
	const context = await browser.newContext({ baseURL: `http://${name}:${relay.port}` });
	const ann = await context.newPage();
	await ann.goto('/');
	expect(await ann.evaluate(() => isSecureContext)).toBe(false);
	await expect(
		ann.getByRole('heading', { level: 1, name: 'Plan samen', exact: true })
	).toBeVisible();
	const why = ann.getByText(/moet het adres met https beginnen/);
	await expect(why).toBeVisible();
	await begin(ann);
	await expectShared(ann);

	await ann.getByRole('button', { name: 'Alles gedeeld' }).click();
	await expect(
		ann.getByRole('dialog').getByText(/moet het adres met https beginnen/)
	).toBeVisible();
	await ann.getByRole('dialog').getByRole('button', { name: 'Sluit', exact: true }).click();

	await ann.goto(`${workspaceOf(ann)}/mensen`);
	await ann.getByRole('button', { name: 'Iemand uitnodigen' }).first().click();
	const dialog = ann.getByRole('dialog').first();
	await dialog.getByRole('button', { name: 'Maak de link' }).click();
	const link = dialog.getByLabel('Link', { exact: true });
	await expect(link).toBeVisible();
	await dialog.getByRole('button', { name: 'Kopieer' }).click();
	await expect(dialog.getByText(/De link is geselecteerd/)).toBeVisible();
	await expect(link).toBeFocused();
	await dialog.getByRole('button', { name: 'Klaar' }).click();

	await ann.waitForLoadState('networkidle');
	await relay.stop();
	await goInApp(ann, `${workspaceOf(ann)}/instellingen`);
	await expect(ann.getByRole('heading', { level: 1, name: 'Instellingen' })).toBeVisible();
	await context.close();
});
