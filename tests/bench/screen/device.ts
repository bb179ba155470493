import {
	type Browser,
	type BrowserContext,
	type CDPSession,
	type Page,
	chromium
} from 'playwright';
import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { DeviceId } from '#domain/ids.ts';
import { hashOf, newSessionToken } from '#server/accounts/secrets.ts';
import { sessionCookie } from '#server/http/request.ts';
import { defaultLimits } from '#server/limits.ts';
import { noLog } from '#server/log.ts';
import { openRelay } from '#server/relay.ts';
import { noServices } from '#server/services.ts';
import { shelfKey } from '#sync/session/known-workspaces.ts';
import { ServerProcess } from '#tests/support/measures/server-process.ts';
import { type KeptScale } from '../scale.ts';

const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;

/** A relay that keeps the year of one scale, and the session of its coordinator. */
export interface Town {
	readonly kept: KeptScale;
	readonly relay: ServerProcess;
	/** As a browser sends it: `name=token`. */
	readonly cookie: string;
}

export async function foundTown(kept: KeptScale): Promise<Town> {
	const token = newSessionToken(randomBytes);
	const relay = await ServerProcess.relay((folder) => fill(folder, kept, token));
	return { kept, relay, cookie: sessionCookie(token, true).split(';')[0] ?? '' };
}

/** Puts the year in a relay's folder, as if it had been made there. */
async function fill(folder: string, kept: KeptScale, token: string): Promise<void> {
	const relay = openRelay({
		...{ folder, buildFolder: null, limits: defaultLimits, version: 'bench', log: noLog },
		reach: { trustProxy: false, origins: [] },
		startServices: () => noServices
	});
	const { workspace, coordinator, people, documents } = kept;
	const arrival = {
		...{ workspace, person: coordinator, session: hashOf(token), label: 'bench', at: Date.now() },
		device: 'benchdevice00000' as DeviceId
	};
	await relay.accounts.found(arrival, 'founded');
	for (const member of people) await relay.accounts.enrol(workspace, member);
	const changes = documents.map(({ name, update }) => ({ document: name, update }));
	await relay.hub.write(workspace, changes);
	await relay.stop();
	await relay.close();
}

export async function startBrowser(): Promise<Browser> {
	return chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
	});
}

/** The coordinator's laptop: it knows its workspace, and has nothing of it yet. */
export async function laptop(browser: Browser, town: Town): Promise<BrowserContext> {
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		baseURL: town.relay.url,
		...{ locale: 'nl-BE', timezoneId: 'Europe/Brussels' }
	});
	const [name, value] = town.cookie.split('=');
	// The cookie of this machine itself counts as a secure one; it has no port.
	await context.addCookies([
		{ name: name ?? '', value: value ?? '', url: 'https://localhost/', secure: true }
	]);
	const { workspace, coordinator } = town.kept;
	const known = {
		...{ workspace, name: town.kept.scale, person: coordinator, role: 'coordinator' },
		...{ organisations: [], registered: true, joinedAt: Date.now() }
	};
	await context.addInitScript(
		([key, list]) => localStorage.setItem(key ?? '', list ?? ''),
		[shelfKey, JSON.stringify([known])]
	);
	return context;
}

/** What the page's main thread has done since it began, in milliseconds of processor time. */
export interface Spent {
	readonly taskMs: number;
	readonly scriptMs: number;
}

export async function meter(page: Page): Promise<() => Promise<Spent>> {
	const session: CDPSession = await page.context().newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	return async () => {
		const { metrics } = await session.send('Performance.getMetrics');
		const ms = (name: string) => (metrics.find((one) => one.name === name)?.value ?? 0) * 1000;
		return { taskMs: ms('TaskDuration'), scriptMs: ms('ScriptDuration') };
	};
}
