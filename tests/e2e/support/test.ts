import AxeBuilder from '@axe-core/playwright';
import {
	test as base,
	type Browser,
	type BrowserContext,
	type Page,
	expect
} from '@playwright/test';
import { RelayProcess } from '../../support/relay-process.ts';

export { expect } from '@playwright/test';

interface Fixtures {
	/** A relay of this test's own, so that stopping it hurts nobody else. */
	relay: RelayProcess;
	/** A device that has been nowhere yet: its own cookies, its own storage. */
	device: (size?: { width: number; height: number }) => Promise<Page>;
}

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

export const test = base.extend<Fixtures>({
	relay: async ({}, use) => {
		const relay = await RelayProcess.start();
		await use(relay);
		await relay.remove();
	},
	device: async ({ browser, relay }, use) => {
		const contexts: BrowserContext[] = [];
		await use((size = desktop) => newPage(browser, relay, size, contexts));
		for (const context of contexts) await context.close();
	}
});

async function newPage(
	browser: Browser,
	relay: RelayProcess,
	viewport: { width: number; height: number },
	contexts: BrowserContext[]
): Promise<Page> {
	const context = await browser.newContext({
		viewport,
		baseURL: relay.url,
		locale: 'nl-BE',
		timezoneId: 'Europe/Brussels',
		permissions: ['clipboard-read', 'clipboard-write'],
		hasTouch: viewport.width < 600
	});
	contexts.push(context);
	return context.newPage();
}

/** No violation that axe can see; run it once the page's heading is there. */
export async function expectAccessible(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
	).toEqual([]);
}
