import * as Y from 'yjs';
import type { Browser, BrowserContext, Page } from 'playwright';
import { WebSocket } from 'ws';
import { documentText } from '#domain/access/document-name.ts';
import type { SeriesId } from '#domain/ids.ts';
import { encode } from '#wire/frame.ts';
import { buildIfNeeded } from '../../../server/setup/ready.js';
import { median } from '#tests/support/measures/median.ts';
import type { Effort, Row } from '../row.ts';
import { type Scale, documentsOf, scaleOf, scales } from '../scale.ts';
import { type Town, foundTown, laptop, meter, startBrowser } from './device.ts';

const aims: Readonly<Partial<Record<Scale, string>>> = { S: '≤ 300 ms', M: '≤ 600 ms' };
const patienceMs = 120_000;

/** What a coordinator's laptop does to show her week, from its own copy, and to show what somebody else changed. */
export async function benchWeek({ quick }: Effort): Promise<Row[]> {
	buildIfNeeded();
	const browser = await startBrowser();
	try {
		const rows: Row[] = [];
		for (const scale of scales) rows.push(...(await rowsOf(browser, scale, quick ? 1 : 5)));
		return rows;
	} finally {
		await browser.close();
	}
}

async function rowsOf(browser: Browser, scale: Scale, rounds: number): Promise<Row[]> {
	const town = await foundTown(scaleOf(scale));
	const context = await laptop(browser, town);
	try {
		await bring(context, town);
		const opened: Opened[] = [];
		for (let round = 0; round < rounds; round++) opened.push(await openWeek(context, town));
		const edited = await hearEdits(context, town, rounds * 2 + 1);
		const of = (pick: (one: Opened) => number) => median(opened.map(pick));
		const aim = aims[scale];
		return [
			{
				name: `${scale}: the week painted from IndexedDB, processor`,
				...{ value: of(({ taskMs }) => taskMs), unit: 'ms', ...(aim ? { aim } : {}) }
			},
			{ name: `${scale}: of which script`, value: of(({ scriptMs }) => scriptMs), unit: 'ms' },
			{ name: `${scale}: on the clock`, value: of(({ wallMs }) => wallMs), unit: 'ms' },
			{ name: `${scale}: somebody’s edit painted, processor`, value: edited.taskMs, unit: 'ms' },
			{ name: `${scale}: from her sending it, on the clock`, value: edited.wallMs, unit: 'ms' }
		];
	} finally {
		await context.close();
		await town.relay.end();
	}
}

/** Says on the page's console when the first date of the week was painted, and when a title was. */
function watch(): void {
	const painted = (what: string) =>
		requestAnimationFrame(() => setTimeout(() => console.debug('painted', what, Date.now())));
	let isShown = false;
	new MutationObserver(() => {
		if (!isShown && document.querySelector('[data-occurrence]')) {
			isShown = true;
			painted('week');
		}
		const awaited = document.documentElement.dataset.awaited;
		if (awaited && document.querySelector('main')?.textContent.includes(awaited)) {
			delete document.documentElement.dataset.awaited;
			painted(awaited);
		}
	}).observe(document, { childList: true, subtree: true, characterData: true });
}

/** When the page said that this was painted, in milliseconds since 1970. Listen before it can have been. */
async function painted(page: Page, what: string): Promise<number> {
	const said = await page.waitForEvent('console', {
		predicate: (message) => message.text().startsWith(`painted ${what} `),
		timeout: patienceMs
	});
	return Number(said.text().split(' ').at(-1));
}

/** Fetches everything once, and waits until nothing comes any more and all of it is on the device. */
async function bring(context: BrowserContext, town: Town): Promise<void> {
	await context.addInitScript(watch);
	const page = await context.newPage();
	await page.goto(weekOf(town));
	await page.locator('[data-occurrence]').first().waitFor({ timeout: patienceMs });
	await page.getByText('Alles gedeeld').first().waitFor({ timeout: patienceMs });
	await page.waitForTimeout(3_000);
	await page.close();
}

interface Opened {
	readonly taskMs: number;
	readonly scriptMs: number;
	readonly wallMs: number;
}

async function openWeek(context: BrowserContext, town: Town): Promise<Opened> {
	const page = await context.newPage();
	// Another page of the same site first: the browser gives a site its own process, with its own counters.
	await page.goto('/favicon.svg');
	const spent = await meter(page);
	const before = await spent();
	const begun = Date.now();
	const week = painted(page, 'week');
	await page.goto(weekOf(town), { waitUntil: 'commit' });
	const shown = await week;
	const after = await spent();
	await page.close();
	return {
		taskMs: after.taskMs - before.taskMs,
		scriptMs: after.scriptMs - before.scriptMs,
		wallMs: shown - begun
	};
}

function weekOf(town: Town): string {
	return `/w/${town.kept.workspace}/week`;
}

/** Another coordinator's device gives an activity of this week a new title, again and again. */
async function hearEdits(
	context: BrowserContext,
	town: Town,
	count: number
): Promise<Pick<Opened, 'taskMs' | 'wallMs'>> {
	const page = await context.newPage();
	const spent = await meter(page);
	await page.goto(weekOf(town));
	await page.getByText('Alles gedeeld').first().waitFor({ timeout: patienceMs });
	const colleague = await Colleague.join(town);
	const shown = page.locator('[data-occurrence]').first();
	const series = (await shown.getAttribute('data-occurrence'))!.slice(0, 16) as SeriesId;
	const edits: { taskMs: number; wallMs: number }[] = [];
	for (let edit = 0; edit < count; edit++) {
		const title = `Nieuwe titel ${edit}`;
		await page.evaluate((text) => (document.documentElement.dataset.awaited = text), title);
		await page.waitForTimeout(500);
		const before = await spent();
		const renamed = painted(page, title);
		const sent = Date.now();
		colleague.rename(series, title);
		const shownAt = await renamed;
		edits.push({ taskMs: (await spent()).taskMs - before.taskMs, wallMs: shownAt - sent });
	}
	colleague.leave();
	await page.close();
	return {
		taskMs: median(edits.map(({ taskMs }) => taskMs)),
		wallMs: median(edits.map(({ wallMs }) => wallMs))
	};
}

/** The same person on another device: it has the season open and nothing else. */
class Colleague {
	readonly #socket: WebSocket;
	readonly #plan: ReturnType<ReturnType<typeof documentsOf>['season']>['plan'];

	private constructor(socket: WebSocket, town: Town) {
		this.#socket = socket;
		this.#plan = documentsOf(town.kept).season(town.kept.season).plan;
		this.#plan.doc.on('update', (update: Uint8Array) =>
			socket.send(encode({ kind: 'change', update }))
		);
	}

	static async join(town: Town): Promise<Colleague> {
		const { kept, relay, cookie } = town;
		const document = documentText({ kind: 'season', season: kept.season });
		const url = `${relay.url.replace('http', 'ws')}/sync/${kept.workspace}/${document}`;
		const socket = new WebSocket(url, { headers: { cookie } });
		await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
		return new Colleague(socket, town);
	}

	rename(series: SeriesId, title: string): void {
		Y.transact(this.#plan.doc, () => this.#plan.series.edit(series, 'title', title));
	}

	leave(): void {
		this.#socket.close();
	}
}
