// Faults planted in the app, each seen red and taken back: a tab loaded anew over what is being typed in it; a
// version that lies ready offered five seconds later; the page of one relay kept with the worker of another; what would
// not be wiped told no more since the tab was loaded anew.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { nameBuild } from '#server/setup/name-build.js';
import { takeOver } from '#sync/shell/requests.ts';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	networkBack,
	openExample,
	plan,
	workspaceOf
} from './support/people.ts';
import { countKept, holdOpen } from './support/faults.ts';
import { readStored, writeStored } from './support/stored.ts';
import { expect, test as base } from './support/test.ts';

const root = new URL('../..', import.meta.url).pathname;
const mark = '<meta name="later-version" content="second" />';

/** A copy of a build, in a folder of its own. */
function copyOf(build: string): string {
	const folder = join(mkdtempSync(join(tmpdir(), 'draaiboek-build-')), 'build');
	cpSync(build, folder, { recursive: true });
	return folder;
}

/** The built app once more, as a later version of it: with another page, and no other script. */
function secondBuild(): string {
	const folder = copyOf(join(root, 'build'));
	const page = join(folder, 'index.html');
	writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', `<head>${mark}`));
	nameBuild(folder);
	return folder;
}

/** What a proxy gives that asks two relays by turns, of which one was renewed: the later worker, the older page. */
function mixedBuild(laterBuild: string): string {
	const folder = copyOf(laterBuild);
	cpSync(join(root, 'build/index.html'), join(folder, 'index.html'));
	return folder;
}

const test = base.extend<{ laterBuild: string; mixedBuild: string }>({
	laterBuild: async ({}, use) => {
		const build = secondBuild();
		await use(build);
		rmSync(join(build, '..'), { recursive: true, force: true });
	},
	mixedBuild: async ({ laterBuild }, use) => {
		const build = mixedBuild(laterBuild);
		await use(build);
		rmSync(join(build, '..'), { recursive: true, force: true });
	}
});

const offer = (page: Page) => page.getByText('Er is een nieuwe versie van Draaiboek');
const keptHere = /nog niet gedeeld, bewaard op dit toestel/;
const isLater = (page: Page) => page.locator('meta[name="later-version"]');
const afternoon = { from: '14:00', until: '16:00' };
/** So soon it is said where something stands, whichever versions are open. */
const inTime = { timeout: 2_000 };

/** Answers when the later version lies ready on the device; fetching it takes as long as it takes. */
async function laterIsReady(page: Page): Promise<void> {
	const isReady = () =>
		page.evaluate(async () => {
			const registration = await navigator.serviceWorker.getRegistration();
			return registration !== undefined && registration.waiting !== null;
		});
	await expect.poll(isReady, { timeout: 20_000, intervals: [100] }).toBe(true);
}

/** Has the device look for a later version; answers what became of the one that it found. */
function lookForLater(page: Page): Promise<ServiceWorkerState> {
	return page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration())!;
		const found = new Promise<ServiceWorker>((resolve) =>
			registration.addEventListener('updatefound', () => resolve(registration.installing!))
		);
		await registration.update();
		const coming = await found;
		return new Promise<ServiceWorkerState>((resolve) => {
			const look = (): void => {
				if (coming.state !== 'installing') resolve(coming.state);
			};
			coming.addEventListener('statechange', look);
			look();
		});
	});
}

/** What this device keeps each build under, in the order in which they came. */
const buildsKept = (page: Page) => page.evaluate(() => caches.keys());
const named: unknown = expect.stringMatching(/^draaiboek-shell-[0-9a-f]{64}$/);

/** A tab that gets its page from the relay, past what this browser keeps of the app. */
async function freshTab(page: Page): Promise<Page> {
	const tab = await page.context().newPage();
	const devtools = await tab.context().newCDPSession(tab);
	await devtools.send('Network.enable');
	await devtools.send('Network.setBypassServiceWorker', { bypass: true });
	await tab.goto(`${workspaceOf(page)}/week`);
	await expectWeek(tab);
	await goToNextWeek(tab);
	return tab;
}

test('a new version is offered, and taken when she says so', async ({
	relay,
	device,
	laterBuild
}) => {
	const page = await device();
	await begin(page);
	await expectShared(page);
	await expectKept(page);
	await relay.stop();
	await relay.start({ BUILD_DIR: laterBuild });
	await page.reload();
	await expectWeek(page);
	await expect(isLater(page)).toHaveCount(0);
	await laterIsReady(page);
	expect(await buildsKept(page)).toEqual([named, named]);
	await page.reload();
	await expectWeek(page);
	await expect(isLater(page)).toHaveCount(0);
	await expectShared(page);
	await expect(offer(page)).toBeVisible(inTime);
	const loaded = page.waitForEvent('load');
	await page.getByRole('button', { name: 'Herlaad nu' }).click();
	await loaded;
	await expectWeek(page);
	await expect(isLater(page)).toHaveCount(1);
	await expect(offer(page)).toBeHidden();
	await expectShared(page);
	expect(await buildsKept(page)).toEqual([named]);
});

test('a later version that only one of two relays has is not taken in with the page of the other, and is once both have it', async ({
	relay,
	device,
	laterBuild,
	mixedBuild
}) => {
	const page = await device();
	await begin(page);
	await expectShared(page);
	await expectKept(page);
	const before = await buildsKept(page);
	expect(before).toEqual([named]);

	await relay.stop();
	await relay.start({ BUILD_DIR: mixedBuild });
	expect(await lookForLater(page)).toBe('redundant');
	expect(await buildsKept(page)).toEqual(before);
	await page.reload();
	await expectWeek(page);
	await plan(page, { title: 'Soep en babbel', day: dayOfNextWeek(2), ...afternoon });
	await expectShared(page);
	await expect(offer(page)).toBeHidden();
	expect(await buildsKept(page)).toEqual(before);

	await relay.stop();
	await relay.start({ BUILD_DIR: laterBuild });
	await page.reload();
	await laterIsReady(page);
	await expect(offer(page)).toBeVisible();
	await page.getByRole('button', { name: 'Herlaad nu' }).click();
	await expect(isLater(page)).toHaveCount(1);
	await expectWeek(page);
	expect(await buildsKept(page)).toEqual([named]);
});

test('old and new version work side by side, the new one waits for what is being typed and not for a signal, and nothing is lost', async ({
	relay,
	device,
	laterBuild
}) => {
	const old = await device();
	let isCut = false;
	await old.routeWebSocket(/\/sync\//, (socket) => {
		if (isCut) void socket.close();
		else socket.connectToServer();
	});
	await begin(old);
	await expectShared(old);
	await expectKept(old);
	const typing = await old.context().newPage();
	await typing.goto(`${workspaceOf(old)}/week`);
	await typing.getByRole('link', { name: 'Activiteit', exact: true }).click();
	const name = typing.getByLabel('Naam', { exact: true });
	await name.fill('Half getypt');

	await test.step('while something is unsent and kept here, it is offered and waits', async () => {
		await relay.stop();
		await relay.start({ BUILD_DIR: laterBuild });
		isCut = true;
		await old.reload();
		await expectWeek(old);
		await plan(old, { title: 'Soep en babbel', day: dayOfNextWeek(2), ...afternoon });
		await laterIsReady(old);
		await expect(old.getByText(keptHere).first()).toBeVisible(inTime);
		await expect(offer(old)).toBeVisible(inTime);
		await expect(isLater(old)).toHaveCount(0);
	});

	await test.step('a tab of the new version and one of the old follow each other', async () => {
		const fresh = await freshTab(old);
		await expect(isLater(fresh)).toHaveCount(1);
		await expect(fresh.getByText('Soep en babbel').first()).toBeVisible();
		await plan(fresh, { title: 'Praattafel', day: dayOfNextWeek(3), ...afternoon });
		await expect(old.getByText('Praattafel').first()).toBeVisible();
		await expect(fresh.getByText('Alles gedeeld').first()).toBeVisible(inTime);
		await expect(old.getByText(keptHere).first()).toBeVisible(inTime);
		await fresh.close();
	});

	await test.step('it is taken with something unsent, and the other tab follows when its form is closed', async () => {
		await expect(offer(old)).toBeVisible(inTime);
		await old.getByRole('button', { name: 'Herlaad nu' }).click();
		await expect(isLater(old)).toHaveCount(1);
		await goToNextWeek(old);
		for (const title of ['Soep en babbel', 'Praattafel'])
			await expect(old.getByText(title).first()).toBeVisible();
		isCut = false;
		await networkBack(old);
		await expectShared(old);
		await expect(name).toHaveValue('Half getypt');
		await expect(isLater(typing)).toHaveCount(0);
		await typing.keyboard.press('Escape');
		await expect(isLater(typing)).toHaveCount(1);
		await expectShared(typing);
	});
});

test('a tab that tells what would not be wiped takes a new version once she has put that away', async ({
	relay,
	device,
	laterBuild
}) => {
	const page = await device();
	await openExample(page);
	await expectKept(page);
	const deaf = await page.context().newPage();
	await deaf.goto(`${relay.url}/health`);
	await holdOpen(deaf);
	await page.goto(`${workspaceOf(page)}/toestel`);
	await page.getByRole('button', { name: 'Wis van dit toestel' }).click();
	await page.getByRole('button', { name: 'Wis nu' }).click();
	const told = page.getByRole('dialog', { name: 'Niet alles is gewist' });
	await expect(told).toBeVisible();

	await relay.stop();
	await relay.start({ BUILD_DIR: laterBuild });
	const other = await page.context().newPage();
	await other.goto(relay.url);
	await laterIsReady(other);
	await other.evaluate(async (request) => {
		const registration = await navigator.serviceWorker.getRegistration();
		registration?.waiting?.postMessage(request);
	}, takeOver);
	await expect(isLater(other)).toHaveCount(1);
	await expect(told).toBeVisible();
	await expect(isLater(page)).toHaveCount(0);
	await told.getByRole('button', { name: 'Sluit', exact: true }).last().click();
	await expect(isLater(page)).toHaveCount(1);
});

test('what a later version wrote, in forms that this one does not know, stays whole while this one works beside it', async ({
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, { title: 'Soep en babbel', day: dayOfNextWeek(2), ...afternoon });
	await expectShared(page);
	const address = `${workspaceOf(page)}/week`;
	await page.goto('/health');
	await writeStored(page, '/season/', (doc) => {
		const [soup] = doc.getMap('series').keys();
		doc.getMap('series').set('later00000000000', [2, { kind: 'festival' }]);
		doc.getMap('series+').set(`${soup}/colour`, 'blue');
		doc.getMap('festivals').set('first', 'all of it');
	});

	await page.goto(address);
	await expectWeek(page);
	await plan(page, { title: 'Praattafel', day: dayOfNextWeek(3), ...afternoon });
	await expect(page.getByText('Soep en babbel').first()).toBeVisible();
	await expectShared(page);

	await test.step('on the device, and at the relay, which brings it to a device that lost everything', async () => {
		await page.goto('/health');
		await page.evaluate(async () => {
			for (const { name } of await indexedDB.databases())
				if (name?.startsWith('draaiboek/')) indexedDB.deleteDatabase(name);
		});
		await page.goto(address);
		await expectShared(page);
		await expect.poll(() => countKept(page, '/season/')).toBeGreaterThan(0);
		await page.goto('/health');
		const doc = await readStored(page, '/season/');
		expect(doc.getMap('series').get('later00000000000')).toEqual([2, { kind: 'festival' }]);
		expect(doc.getMap('series').size).toBe(3);
		expect([...doc.getMap('series+').values()]).toEqual(['blue']);
		expect(doc.getMap('festivals').get('first')).toBe('all of it');
	});
});
