import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { relayInDev } from './server/setup/dev-plugin.ts';

/** Debian's Chromium where there is one, otherwise the browser that Playwright fetched. */
const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;

export default defineConfig({
	plugins: [sveltekit(), relayInDev()],
	// Vite would otherwise find icons halfway and load Svelte a second time.
	optimizeDeps: { exclude: ['@lucide/svelte'] },
	test: {
		reporters: ['default', 'json'],
		outputFile: { json: '.vitest/json/output.json' },
		projects: [
			{
				extends: true,
				test: {
					name: 'node',
					environment: 'node',
					include: [
						'src/**/*.test.ts',
						'server/**/*.test.ts',
						'tests/{contracts,simulation}/**/*.test.ts'
					],
					exclude: ['src/**/*.svelte.test.ts', 'src/**/*.browser.test.ts'],
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['src/**/*.svelte.test.ts', 'src/**/*.browser.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						provider: playwright({
							launchOptions: {
								...(executablePath ? { executablePath } : {}),
								args: [
									'--no-sandbox',
									'--disable-gpu',
									'--disable-quic',
									'--disable-background-networking',
									'--disable-component-update',
									'--disable-sync'
								]
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
