import { chromium, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { buildIfNeeded } from '#server/setup/ready.js';
import { RelayProcess } from '../support/relay-process.ts';

/** Takes the pictures of the README from the example: `npm run pictures`. */

const folder = new URL('.', import.meta.url).pathname;
const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;

buildIfNeeded();
const relay = await RelayProcess.start();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
try {
	await take();
} finally {
	await browser.close();
	await relay.remove();
}

async function take(): Promise<void> {
	const context = await browser.newContext({ locale: 'nl-BE', timezoneId: 'Europe/Brussels' });
	const page = await context.newPage();
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto(relay.url);
	await page.getByRole('button', { name: 'Open het voorbeeld' }).click();
	await page.getByRole('link', { name: 'Volgende week' }).click();
	await shoot(page, 'week');
	const workspace = /\/w\/[a-z0-9]+/.exec(page.url())?.[0] ?? '';
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`${relay.url}${workspace}/shiften`);
	for (const taken of [0, 1]) {
		await page
			.getByRole('button', { name: /^Ik kom: / })
			.nth(taken)
			.click();
	}
	await page.getByText('Bevestigd').first().waitFor();
	await page.reload();
	await shoot(page, 'shifts');
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.getByText('Alles gedeeld').first().waitFor();
	await page.screenshot({ path: `${folder}${name}.png` });
}
