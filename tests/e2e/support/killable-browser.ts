import { type BrowserContext, chromium, type Page, type TestInfo } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desktop } from './test.ts';

/** A browser with a profile of its own on the disk, that can be ended without a word and started again. */
export class KillableBrowser {
	readonly #folder = mkdtempSync(join(tmpdir(), 'draaiboek-profile-'));
	readonly #test: TestInfo;
	readonly #url: string;
	#context: BrowserContext | null = null;

	/** @param test how Chromium is started, as for every other test */
	constructor(test: TestInfo, url: string) {
		this.#test = test;
		this.#url = url;
	}

	/** Starts it (again) on what its profile holds; answers its page. */
	async start(): Promise<Page> {
		const { launchOptions = {}, locale = 'nl-BE', timezoneId } = this.#test.project.use;
		this.#context = await chromium.launchPersistentContext(this.#folder, {
			...{ ...launchOptions, locale, viewport: desktop, baseURL: this.#url },
			...(timezoneId === undefined ? {} : { timezoneId })
		});
		return this.#context.pages()[0] ?? this.#context.newPage();
	}

	/** Closes it as a person does: Chromium writes down cookies then, and else every half a minute. */
	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = null;
	}

	/** `kill -9` for all of its processes at once. */
	async kill(): Promise<void> {
		const context = this.#context;
		this.#context = null;
		const devtools = await context?.browser()?.newBrowserCDPSession();
		const processes = (await devtools?.send('SystemInfo.getProcessInfo'))?.processInfo ?? [];
		const main = processes.find(({ type }) => type === 'browser');
		if (!context || !main) throw new Error('no browser to kill');
		const gone = new Promise((resolve) => context.once('close', resolve));
		// Playwright starts it as the leader of a group, and its children stay in it.
		process.kill(-main.id, 'SIGKILL');
		await gone;
	}

	async remove(): Promise<void> {
		await this.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
