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
	/** What its host sets, with `test.use`. */
	environment: Readonly<Record<string, string>>;
	/** A device that has been nowhere yet: its own cookies, its own storage. */
	device: (size?: Size) => Promise<Page>;
}

interface Size {
	readonly width: number;
	readonly height: number;
	/** Worked with fingers; a narrow one always is. */
	readonly touch?: boolean;
}

export const phone = { width: 390, height: 844 };
export const tablet = { width: 1180, height: 820, touch: true };
export const desktop = { width: 1440, height: 900 };

export const test = base.extend<Fixtures>({
	environment: [{}, { option: true }],
	relay: async ({ environment }, use) => {
		const relay = await RelayProcess.start(environment);
		await use(relay);
		await relay.remove();
	},
	device: async ({ browser, relay }, use) => {
		const contexts: BrowserContext[] = [];
		await use((size: Size = desktop) => newPage(browser, relay, size, contexts));
		for (const context of contexts) await context.close();
	}
});

async function newPage(
	browser: Browser,
	relay: RelayProcess,
	{ width, height, touch = width < 600 }: Size,
	contexts: BrowserContext[]
): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width, height },
		baseURL: relay.url,
		locale: 'nl-BE',
		timezoneId: 'Europe/Brussels',
		permissions: ['clipboard-read', 'clipboard-write'],
		hasTouch: touch
	});
	contexts.push(context);
	return context.newPage();
}

/** No violation that axe can see, of rules with these tags or of all; run it once the page's heading is there. */
export async function expectAccessible(page: Page, tags: readonly string[] = []): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
	const axe = new AxeBuilder({ page });
	const { violations } = await (tags.length > 0 ? axe.withTags([...tags]) : axe).analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
	).toEqual([]);
}
