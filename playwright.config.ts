import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;

export default defineConfig({
	testDir: 'tests/e2e',
	fullyParallel: true,
	workers: 2,
	// One more try on a busy machine; the report says which test needed it.
	retries: 1,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: [['line'], ['json', { outputFile: '.vitest/json/e2e.json' }]],
	outputDir: 'test-results',
	use: {
		locale: 'nl-BE',
		timezoneId: 'Europe/Brussels',
		// Of the second try: to keep one of every test makes all of them a third slower.
		trace: 'on-first-retry',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
