import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { relayInDev } from './server/setup/dev-plugin.ts';

/** Debian's Chromium where there is one, otherwise the browser that Playwright fetched. */
const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;

/**
 * The app in a few files instead of eighty: asking for each costs more than reading it. What few people open
 * (the month, where words are broken, the gallery) stays apart and comes when it is wanted.
 */
const fewFiles = [
	{ name: 'libraries', test: /node_modules[\\/](?!fullcalendar|temporal-polyfill|hyphen|preact)/ },
	{ name: 'app', test: /[\\/]src[\\/](?!routes|ui[\\/]week[\\/]Month)/ }
];

export default defineConfig({
	plugins: [sveltekit(), relayInDev()],
	// Vite would otherwise find icons halfway and load Svelte a second time.
	optimizeDeps: { exclude: ['@lucide/svelte'] },
	build: { rolldownOptions: { output: { codeSplitting: { groups: fewFiles } } } },
	test: {
		// A busy machine takes its time; nothing that is waited for is a measure.
		expect: { poll: { timeout: 10_000 } },
		// Each processor, and not all but one: on a machine of two that is half.
		maxWorkers: '100%',
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
						'tests/{contracts,load/{crash,relay,soak},simulation,support}/**/*.test.ts'
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
					testTimeout: 60_000,
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
