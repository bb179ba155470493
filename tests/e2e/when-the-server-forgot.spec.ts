import type { Locator, Page } from '@playwright/test';
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import type { RelayProcess } from '../support/relay-process.ts';
import { linkForPerson, openPerson } from './support/access.ts';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	goInApp,
	invite,
	join,
	networkBack,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, phone, test } from './support/test.ts';

const soup = { title: 'Soep en babbel', day: dayOfNextWeek(2), from: '14:00', until: '16:00' };

/** What stands above the work. */
function toldOn(page: Page): Locator {
	const why = page.getByText(/^Draaiboek is op dit adres begonnen zonder deze werking/);
	return page.getByRole('status').filter({ has: why });
}

/** Starts the relay on what lies in another folder, in the place of its own. */
async function putInPlace(relay: RelayProcess, folder: string): Promise<void> {
	await relay.stop();
	rmSync(relay.folder, { recursive: true });
	renameSync(folder, relay.folder);
	await relay.start();
}

/** The host starts it on an empty folder; answers a way to put the right one back. */
async function startOnEmptyFolder(relay: RelayProcess): Promise<() => Promise<void>> {
	const right = `${relay.folder}-right`;
	await relay.stop();
	renameSync(relay.folder, right);
	mkdirSync(relay.folder);
	await relay.start();
	return () => putInPlace(relay, right);
}

test('a server on the wrong folder is told in words, and the page comes back by itself with the right one', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await expectShared(bob);
	await expectKept(ann);

	const putRight = await startOnEmptyFolder(relay);
	const told = toldOn(ann);
	await expect(told).toBeVisible({ timeout: 40_000 });
	await expect(told.getByText(/blijft bewaard/)).toBeVisible();
	await expect(ann.getByText(/rechten/)).toHaveCount(0);
	await goInApp(ann, `${workspaceOf(ann)}/week`);
	await plan(ann, soup);
	await expect(told.getByText(/^Nog niet gedeeld: \d+ wijziging/)).toBeVisible();
	await ann.reload();
	await expectWeek(ann);
	await expect(told).toBeVisible();
	await openPerson(ann, 'Ann');
	await expect(ann.getByRole('dialog').getByText('Coördinator', { exact: true })).toBeVisible();
	await expect(ann.getByText(/voorlopig alleen op dit toestel/)).toHaveCount(0);

	await putRight();
	await expectShared(ann);
	await expect(told).toHaveCount(0);
	await networkBack(bob);
	await expect(bob.getByText(soup.title).first()).toBeVisible({ timeout: 40_000 });
});

/** The host puts back what he kept at this moment. */
async function keepBackup(relay: RelayProcess): Promise<() => Promise<void>> {
	const backup = `${relay.folder}-backup`;
	await relay.stop();
	cpSync(relay.folder, backup, { recursive: true });
	await relay.start();
	return () => putInPlace(relay, backup);
}

test('who joined after the backup that was put back reads what brings her back, and a new link does', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	const putBack = await keepBackup(relay);
	await expectShared(ann);
	const bob = await device(phone);
	await join(bob, await invite(ann, 'Vrijwilliger'), 'Bob');
	await expectShared(bob);

	await putBack();
	await bob.reload();
	const told = bob.getByRole('status').filter({ hasText: 'teruggezet naar een vroegere dag' });
	await expect(told).toBeVisible({ timeout: 40_000 });
	await expect(told.getByText(/open die op dit toestel: dan doe je weer mee/)).toBeVisible();
	await networkBack(ann);
	await expectShared(ann);
	await openPerson(ann, 'Bob');
	await bob.goto(await linkForPerson(ann));
	await bob.getByRole('button', { name: 'Doe mee' }).click();
	await bob.waitForURL(/\/w\//);
	await expectShared(bob);
});

test('a workspace that was founded after the backup goes on from a file, with all that is in it', async ({
	relay,
	device
}) => {
	const putBack = await keepBackup(relay);
	const ann = await device();
	await begin(ann);
	await plan(ann, soup);
	await expectShared(ann);

	await putBack();
	await ann.reload();
	await expectWeek(ann);
	const told = toldOn(ann);
	await expect(told).toBeVisible({ timeout: 40_000 });
	await expect(told.getByText(/zo begin je een nieuwe werking met alles erin/)).toBeVisible();
	const before = workspaceOf(ann);
	await ann.goto(`${before}/mensen`);
	await expect(ann.getByText(/Zodra ze gedeeld is/)).toHaveCount(0);
	await ann.goto(`${before}/instellingen`);
	const saving = ann.waitForEvent('download');
	await ann.getByRole('button', { name: 'Bewaar alles in een bestand' }).click();
	const file = await (await saving).path();
	await ann.locator('input[type=file]').setInputFiles(file);
	await ann.getByRole('button', { name: 'Zet terug als nieuwe werking' }).click();
	await ann.waitForURL((url) => !url.pathname.startsWith(before));
	await expectShared(ann);
	await goToNextWeek(ann);
	await expect(ann.getByText(soup.title).first()).toBeVisible();
});
