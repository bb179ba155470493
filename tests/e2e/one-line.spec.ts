// How a device is connected. Faults planted, each seen red and taken back: a socket for each document; a
// heartbeat that asks after half a minute; a line that does not come back.
import type { Page, WebSocketRoute } from '@playwright/test';
import {
	begin,
	dayOfNextWeek,
	expectShared,
	expectWeek,
	openExample,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, test } from './support/test.ts';

/** The sockets that a page opens to the relay, from now on. */
function socketsOf(page: Page): string[] {
	const opened: string[] = [];
	page.on('websocket', (socket) => {
		if (socket.url().includes('/sync/')) opened.push(new URL(socket.url()).pathname);
	});
	return opened;
}

test('a tab has one socket for everything, whatever is looked at and done, and a second tab has its own', async ({
	device
}) => {
	const page = await device();
	await openExample(page);
	await expectShared(page);
	const address = workspaceOf(page);
	const sockets = socketsOf(page);
	await page.reload();
	await expectWeek(page);
	await plan(page, { title: 'Praattafel', day: dayOfNextWeek(3), from: '14:00', until: '16:00' });
	for (const screen of ['Locaties', 'Mensen']) {
		await page.getByRole('link', { name: screen }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
	}
	await expectShared(page);
	expect(sockets).toEqual([address.replace('/w/', '/sync/')]);

	const second = await page.context().newPage();
	const others = socketsOf(second);
	await second.goto(`${address}/week`);
	await expectWeek(second);
	await expectShared(second);
	expect(others).toHaveLength(1);
	expect(sockets).toHaveLength(1);
});

test('a relay that stops shows within five seconds, and is found again by itself', async ({
	relay,
	device
}) => {
	const page = await device();
	await begin(page);
	await expectShared(page);
	await relay.kill();
	await expect(page.getByText('Geen verbinding').first()).toBeVisible({ timeout: 5_000 });
	await relay.start();
	await expectShared(page);
	await relay.stop();
	await expect(page.getByText('Geen verbinding').first()).toBeVisible({ timeout: 5_000 });
	await relay.start();
	await expectShared(page);
});

test('a network that swallows everything and closes nothing shows within five seconds, and nothing done meanwhile is lost', async ({
	device
}) => {
	const page = await device();
	let isSilent = false;
	await page.routeWebSocket(/\/sync\//, (socket) => {
		if (!isSilent) carry(socket, () => isSilent);
	});
	await begin(page);
	await expectShared(page);
	isSilent = true;
	await expect(page.getByText('Geen verbinding').first()).toBeVisible({ timeout: 5_000 });
	await plan(page, { title: 'Praattafel', day: dayOfNextWeek(3), from: '14:00', until: '16:00' });
	await expect(page.getByText(/nog niet gedeeld, bewaard op dit toestel/).first()).toBeVisible();
	isSilent = false;
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expectShared(page);
});

/** Carries what is said to and fro, until the network is silent. */
function carry(socket: WebSocketRoute, isSilent: () => boolean): void {
	const relay = socket.connectToServer();
	socket.onMessage((message) => {
		if (!isSilent()) relay.send(message);
	});
	relay.onMessage((message) => {
		if (!isSilent()) socket.send(message);
	});
}
