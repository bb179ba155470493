// Faults planted, each seen red and taken back: a volunteer may ask the relay for the log; nobody notes what
// was saved; signing out everywhere leaves the workspace on this device.
import type { Page } from '@playwright/test';
import {
	joinAgain,
	linesOf,
	linkForAnother,
	linkForPerson,
	makeRole,
	openLog,
	openPerson,
	outOf,
	soon
} from './support/access.ts';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	goInApp,
	invite,
	join,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

const soup = { title: 'Soep en babbel', day: dayOfNextWeek(2), from: '14:00', until: '16:00' };

async function saveAll(page: Page): Promise<void> {
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Bewaar alles in een bestand' }).first().click();
	await (await download).path();
}

async function withdrawDevice(page: Page, name: string): Promise<void> {
	await openPerson(page, name);
	await page.getByRole('button', { name: /^Trek in: / }).click();
	await page
		.getByRole('dialog', { name: 'Toestel intrekken?' })
		.getByRole('button', { name: 'Trek het toestel in' })
		.click();
	await expect(page.getByText(/heeft geen toegang meer/)).toBeVisible();
}

test('a coordinator reads in the log who joined, got another role, saved everything and was sent away', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	const bob = await device();
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await makeRole(ann, 'Bob', 'Coördinator');
	await ann.goto(`${workspaceOf(ann)}/instellingen`);
	await saveAll(ann);
	await withdrawDevice(ann, 'Bob');
	await openLog(ann);
	const lines = linesOf(ann);
	await expect(lines).toHaveText([
		/Ann trok een toestel van Bob in\./,
		/Ann bewaarde alles in een bestand\./,
		/Ann maakte Bob coördinator\./,
		/Bob kwam erbij als vrijwilliger, met een uitnodiging van Ann\./,
		/Ann begon deze werking\./
	]);
	await expect(ann.getByRole('heading', { name: 'Vandaag' })).toBeVisible();
	await expectAccessible(ann);

	await ann.reload();
	await expect(lines).toHaveCount(5);
	await ann.goBack();
	await expect(ann.getByRole('heading', { level: 1, name: 'Instellingen' })).toBeVisible();
	await ann.goForward();
	await expect(lines).toHaveCount(5);
	await ann.getByRole('link', { name: 'Instellingen' }).first().focus();
	await ann.keyboard.press('Enter');
	await expect(ann.getByRole('heading', { level: 1, name: 'Instellingen' })).toBeVisible();
});

test('a volunteer does not read the log: not on a screen, and not from the relay', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await bob.goto(`${workspaceOf(bob)}/instellingen/logboek`);
	await expect(bob.getByRole('heading', { name: 'Dit deel is voor coördinatoren' })).toBeVisible();
	const workspace = workspaceOf(bob).slice('/w/'.length);
	const answer = await bob.request.get(`/api/workspaces/${workspace}/audit`);
	expect(answer.status()).toBe(403);
});

test('what was saved without a connection stands in the log at the next sharing, with when it was', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	await ann.goto(`${workspaceOf(ann)}/instellingen`);
	await expectKept(ann);
	await expectShared(ann);
	await relay.stop();
	await expect(ann.getByText('Geen verbinding, werk gerust verder')).toBeVisible();
	await saveAll(ann);

	await goInApp(ann, `${workspaceOf(ann)}/instellingen/logboek`);
	await expect(ann.getByRole('heading', { name: 'Er is nu geen verbinding' })).toBeVisible();
	await expect(ann.getByText(/Je ziet het hier zodra er weer verbinding is/)).toBeVisible();
	await expectAccessible(ann);

	await relay.start();
	await expect(ann.getByText('Ann begon deze werking.')).toBeVisible({ timeout: 40_000 });
	await expect(async () => {
		await ann.reload();
		await expect(ann.getByText('Ann bewaarde alles in een bestand.')).toBeVisible(soon);
	}).toPass();
});

test('a volunteer sees her devices and signs the other one out: it is told at once, and keeps what was not shared', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	await plan(ann, soup);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await expectShared(bob);
	const tablet = await device();
	await joinAgain(tablet, await linkForAnother(bob), 'tablet van Bob');
	await expectShared(tablet);

	await bob.reload();
	const list = linesOf(bob);
	await expect(list).toHaveCount(2);
	await expect(list.first()).toContainText('Dit toestel');
	await expect(list.nth(1)).toContainText(/tablet van Bob.*Laatst gezien vandaag/s);
	await expectAccessible(bob);

	await bob.getByRole('button', { name: 'Meld af: tablet van Bob' }).focus();
	await bob.keyboard.press('Enter');
	const dialog = bob.getByRole('dialog', { name: 'Afmelden: tablet van Bob?' });
	await expect(dialog).toBeVisible();
	await expectAccessible(bob);
	await dialog.getByRole('button', { name: 'Meld het toestel af' }).click();
	await expect(outOf(tablet)).toBeVisible(soon);
	await expect(bob.getByText('Afgemeld: tablet van Bob.')).toBeVisible();
	await expect(list).toHaveCount(1);
	await expectAccessible(tablet);
	await tablet.reload();
	await expect(outOf(tablet)).toBeVisible();
	await tablet.getByRole('button', { name: 'Wis dit toestel' }).click();
	await expect(tablet.getByText(/staat niet op dit toestel/)).toBeVisible();
	await expectShared(bob);
});

test('who signs out everywhere is out on each device, and nothing is left on this one', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	const address = workspaceOf(bob);
	const tablet = await device();
	await joinAgain(tablet, await linkForAnother(bob), 'tablet van Bob');

	await bob.reload();
	await bob.getByRole('button', { name: 'Meld me overal af' }).click();
	const dialog = bob.getByRole('dialog', { name: 'Overal afmelden?' });
	await expectAccessible(bob);
	await dialog.getByRole('button', { name: 'Meld me overal af' }).click();
	await expect(outOf(tablet)).toBeVisible(soon);
	await bob.waitForURL('/?kies');
	const kept = await bob.evaluate(async () => ({
		...{ known: localStorage.getItem('draaiboek/workspaces') },
		stored: (await indexedDB.databases()).map(({ name }) => name)
	}));
	expect(kept.known).toBe('[]');
	expect(kept.stored.filter((name) => name?.includes(address.slice('/w/'.length)))).toEqual([]);
	await bob.goto(`${address}/shiften`);
	await expect(bob.getByText(/staat niet op dit toestel/)).toBeVisible();

	await openLog(ann);
	await expect(linesOf(ann).first()).toContainText('Bob meldde eigen toestellen af.');
});

test('the only coordinator is told why she can’t sign out everywhere, and loses nothing', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	const laptop = await device();
	await joinAgain(laptop, await linkForAnother(ann), 'laptop');
	await ann.goto(`${workspaceOf(ann)}/instellingen`);
	await ann.getByRole('button', { name: 'Meld me overal af' }).click();
	const dialog = ann.getByRole('dialog', { name: 'Overal afmelden?' });
	await dialog.getByRole('button', { name: 'Meld me overal af' }).click();
	await expect(dialog.getByText(/minstens één coördinator/)).toBeVisible();
	await dialog.getByRole('button', { name: 'Annuleer' }).click();
	await expectShared(ann);
	await expectShared(laptop);
});

test('a device that was not used for too long is told so, shows what was not shared, and shares it once it is back', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await plan(ann, { ...soup, places: 1 });
	await expectShared(ann);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await expectShared(bob);
	await relay.stop();
	await bob.getByRole('button', { name: /^Ik kom: Soep en babbel/ }).click();
	await expect(bob.getByText(/Aangevraagd/).first()).toBeVisible();

	// A hundredth of a second without a visit is too long now.
	await relay.start({ LIMIT_SESSION_DAYS: '0.0000001' });
	await expect(bob.getByText('Dit toestel is te lang niet gebruikt').first()).toBeVisible({
		timeout: 40_000
	});
	await expect(bob.getByText(/Je inschrijving voor Soep en babbel/)).toBeVisible();
	await expectAccessible(bob);
	const download = bob.waitForEvent('download');
	await bob.getByRole('button', { name: 'Bewaar in een bestand' }).click();
	expect((await download).suggestedFilename()).toBe('niet-gedeeld.txt');

	await relay.stop();
	await relay.start({ LIMIT_SESSION_DAYS: '400' });
	await bob.context().clearCookies();
	await openPerson(ann, 'Bob');
	await bob.goto(await linkForPerson(ann));
	await expect(bob.getByRole('heading', { name: 'Dag Bob' })).toBeVisible();
	await bob.getByRole('button', { name: 'Doe mee' }).click();
	await expect(bob.getByText('Bevestigd', { exact: true })).toBeVisible();
	await expectShared(bob);
});
