import { join } from 'node:path';
import { SqliteJournal } from '#server/journal/sqlite.ts';
import { fingerprint } from '#server/keep/fingerprint.ts';
import { integrate } from '#server/relay/integrate.ts';
import { chanceFrom } from '#server/testing/chance.ts';
import { Browser, personId, workspaceId } from '#server/testing/running-relay.ts';
import { wideLimits } from '#tests/support/measures/server-process.ts';
import { RelayProcess } from '#tests/support/relay-process.ts';
import type { LineAddress } from '../line/lean-line.ts';
import { Books, type Reach } from './books.ts';
import { Screen } from './screen.ts';
import { Writer } from './writer.ts';

const workspace = workspaceId('crash');
const ann = personId('ann');
const documents = [
	...['directory', 'people', `lane/${ann}`],
	...Array.from({ length: 9 }, (_, at) => `season/${String(at).padStart(16, 's')}`)
];
const writers = 8;
const documentsPerWriter = 5;
/** In so many of a hundred rounds the relay dies while everybody is still coming in, after so long at most. */
const earlyDeaths = 12;
const earlyWithinMs = 100;
/** Otherwise it dies so long, at most, after the change that was chosen: not only just behind a receipt. */
const laterByMs = 20;

export interface CrashAsked {
	readonly kills: number;
	readonly seed: number;
	/** In one life of the relay at most so many changes are acknowledged, and half as many on average. */
	readonly changesInALife: number;
}

export interface CrashReport {
	readonly kills: number;
	/** Of these, before everybody was in step again. */
	readonly early: number;
	/** How often everything was read by a device that had nothing, and compared. */
	readonly comparisons: number;
	readonly made: number;
	/** Changes that the relay said are on disk. */
	readonly acknowledged: number;
	/** Changes that another device saw. */
	readonly seen: number;
	/** Of both, those that were gone or not the same after a restart: must be empty. */
	readonly lost: readonly string[];
}

/**
 * `kills` times: a relay starts, a device without anything asks for everything and compares it, eight devices
 * write into a dozen documents, and the relay is killed. At last the journal is read without a relay.
 *
 * @param say hears how it goes, now and then
 */
export async function crash(
	asked: CrashAsked,
	say: (line: string) => void = () => undefined
): Promise<CrashReport> {
	const relay = await RelayProcess.start(wideLimits);
	try {
		const crashing = new Crashing(relay, await cookieOf(relay.port), asked);
		await relay.kill();
		for (let round = 1; round <= asked.kills; round++) {
			await crashing.round();
			const { acknowledged, lost } = crashing.report;
			if (round % 20 === 0)
				say(`${round} kills, ${count(acknowledged)} acknowledged, ${lost.length} lost`);
		}
		await crashing.compareAtLast();
		return crashing.report;
	} finally {
		await relay.remove();
	}
}

async function cookieOf(port: number): Promise<string> {
	const browser = new Browser(port);
	await browser.found(workspace, ann);
	return browser.cookie;
}

export function count(value: number): string {
	return value.toLocaleString('en');
}

class Crashing {
	readonly #relay: RelayProcess;
	readonly #address: LineAddress;
	readonly #changesInALife: number;
	readonly #chance: () => number;
	readonly #books = new Books();
	readonly #writers: readonly Writer[];
	#kills = 0;
	#early = 0;
	#comparisons = 0;

	constructor(relay: RelayProcess, cookie: string, { seed, changesInALife }: CrashAsked) {
		this.#relay = relay;
		this.#address = { port: relay.port, workspace, cookie };
		this.#changesInALife = changesInALife;
		this.#chance = chanceFrom(seed);
		this.#writers = Array.from({ length: writers }, (_, at) => this.#writer(at));
	}

	get report(): CrashReport {
		const sum = (what: 'made' | 'seen') =>
			this.#books.all.reduce((total, written) => total + written[what], 0);
		return {
			...{ kills: this.#kills, early: this.#early, comparisons: this.#comparisons },
			...{ made: sum('made'), acknowledged: this.#books.acknowledged, seen: sum('seen') },
			lost: this.#books.lost
		};
	}

	async round(): Promise<void> {
		await this.#relay.start();
		// In its first life something is written: nothing lost of nothing would be no news.
		const isEarly = this.#chance() * 100 < earlyDeaths && this.#kills > 0;
		const comingIn = this.#comeIn();
		if (isEarly) await pause(this.#chance() * earlyWithinMs);
		else await this.#write(await comingIn);
		await this.#relay.kill();
		const devices = [await comingIn, ...this.#writers];
		await Promise.all(devices.map((device) => device.gone()));
		this.#kills++;
		if (isEarly) this.#early++;
	}

	/** Once more with a relay, and then without one: what lies in the journal, and what it says. */
	async compareAtLast(): Promise<void> {
		await this.#relay.start();
		await this.#compare();
		await this.#relay.stop();
		const journal = new SqliteJournal(join(this.#relay.folder, 'journal.sqlite'), ({ document }) =>
			this.#books.lose(document, 0, 0, 'can not be read')
		);
		for (const document of documents) {
			const { snapshot, tail } = await journal.load(`${workspace}/${document}`);
			this.#compareRows(document, snapshot ? [snapshot, ...tail] : tail);
		}
		await journal.close();
	}

	/** First the reader, so that nothing is offered again that ought to be there. */
	async #comeIn(): Promise<Screen> {
		const screen = await this.#compare();
		await Promise.all(this.#writers.map((writer) => writer.come(this.#address)));
		return screen;
	}

	/** Everybody writes, until it is time. */
	async #write(screen: Screen): Promise<void> {
		const more = 1 + this.#chance() * this.#changesInALife;
		const enough = this.#books.reached(this.#books.acknowledged + more).then(() => 'enough');
		const ended = await Promise.race([enough, screen.gone()]);
		if (ended !== 'enough') throw new Error('the relay ended by itself');
		await pause(this.#chance() * laterByMs);
	}

	async #compare(): Promise<Screen> {
		const screen = await Screen.come(this.#address, this.#books, documents);
		if (screen.isWhole) this.#comparisons++;
		return screen;
	}

	#compareRows(document: string, rows: readonly Uint8Array[]): void {
		const reach: Reach = new Map();
		for (const row of rows) this.#books.read(document, row, reach);
		this.#books.check(document, reach);
		const kept = fingerprint(integrate(rows).state);
		const made = this.#books.all.filter((written) => written.document === document);
		const promised = made.map((written) => written.from(0, reach.get(written.client) ?? 0));
		if (kept !== fingerprint(integrate(promised).state))
			this.#books.lose(document, 0, 0, 'reads otherwise than what its devices made');
	}

	#writer(at: number): Writer {
		const own = Array.from(
			{ length: documentsPerWriter },
			(_, step) => documents[(at + step * 5) % documents.length] ?? 'directory'
		);
		const ports = { books: this.#books, documents: [...new Set(own)], chance: this.#chance };
		return new Writer({ ...ports, client: 1_000 + at });
	}
}

function pause(delayMs: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, delayMs));
}
