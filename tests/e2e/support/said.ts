import type { Page } from '@playwright/test';

/** Everything that the page shows from now on, after each change: also what stands there for a blink. */
export async function hearAll(page: Page): Promise<readonly string[]> {
	const said: string[] = [];
	await page.exposeFunction('hear', (text: string) => said.push(text));
	await page.evaluate(() => {
		const { hear } = window as unknown as { hear: (text: string) => void };
		new MutationObserver(() => hear(document.body.innerText)).observe(document.body, {
			...{ childList: true, characterData: true, subtree: true }
		});
	});
	return said;
}
