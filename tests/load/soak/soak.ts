import { readdirSync } from 'node:fs';
import { documentText } from '#domain/access/document-name.ts';
import { chanceFrom } from '#server/testing/chance.ts';
import { documentsOf } from '#tests/cluster/device.ts';
import { pause, until } from '#tests/cluster/until.ts';
import { ServerProcess, wideLimits } from '#tests/support/measures/server-process.ts';
import { inCrowds } from '../relay/generator/patience.ts';
import { herd, type HerdReport } from './herd.ts';
import { inRounds } from './rounds.ts';
import type { SoakDevice } from './soak-device.ts';
import { SoakTown } from './soak-town.ts';
import { askRelay, printOf, type Told } from './truth.ts';

export interface SoakAsked {
	readonly seed: number;
	readonly devices: number;
	/** How long it goes on, and how often a comparison of everything begins meanwhile. */
	readonly lastsMs: number;
	readonly everyMs: number;
	/** How long somebody sits between two changes, on average. */
	readonly pauseMs: number;
	/** How long it may take until everybody is in step, and until everybody has the same. */
	readonly patienceMs: number;
	/** How many return at once in the end. */
	readonly herd: number;
}

/** How the relay is when nobody writes: everybody is in step, and what could be thrown away was. */
export interface Sample {
	readonly atMs: number;
	/** What all its threads use after collecting. */
	readonly usedBytes: number;
	/** What the documents take of that in a relay that has just read them from its disk: `weigh`. */
	readonly weightBytes: number;
	/** The documents themselves, each as one update. */
	readonly documentBytes: number;
	/** What the machine gives the process. */
	readonly rssBytes: number;
	/** Files and sockets that it has open, but for one for each device that is there. */
	readonly descriptors: number;
	readonly devicesHere: number;
}

export interface SoakReport {
	/** One for each comparison. */
	readonly samples: readonly Sample[];
	/** Comparisons that began later than they should, for the one before took so long. */
	readonly late: number;
	readonly made: number;
	readonly comings: number;
	readonly cuts: number;
	/** Documents of devices that were held against the relay's. */
	readonly compared: number;
	readonly herd: HerdReport;
	/** What went wrong, in words: must be empty. */
	readonly harm: readonly string[];
}

/** So long a stay or an absence is, in pauses between two changes. */
const stayPauses = 12;
const awayPauses = 2;
/** Of four who go, one only loses her line for a moment. */
const cuts = 0.25;
/** What people write: one in so many is a claim, the others put a name right. */
const claims = 0.15;
/**
 * For how long the relay remembers whose the id of a client was: twelve hours, unless its host says otherwise. An hour
 * in which nothing is let go of would not show whether it is.
 */
export const clientHours = 0.1;
const limits = {
	...wideLimits,
	LIMIT_CLIENT_HOURS: String(clientHours)
};

/** People come and go and write at their own pace, for as long as asked; then a herd returns. */
export async function soak(asked: SoakAsked, say: (line: string) => void): Promise<SoakReport> {
	const relay = await ServerProcess.relay(undefined, { tellsMemory: true, environment: limits });
	try {
		const town = await SoakTown.found(relay.port, asked.devices, asked.seed);
		return await new Soaking(relay, town, asked, say).report();
	} finally {
		await relay.end();
	}
}

class Soaking {
	readonly #relay: ServerProcess;
	readonly #town: SoakTown;
	readonly #asked: SoakAsked;
	readonly #say: (line: string) => void;
	readonly #chance: () => number;
	readonly #samples: Sample[] = [];
	readonly #harm: string[] = [];
	/** People sit still while everything is compared. */
	#isStill = true;
	#isOver = false;
	#comings = 0;
	#cuts = 0;
	#compared = 0;

	constructor(relay: ServerProcess, town: SoakTown, asked: SoakAsked, say: (line: string) => void) {
		this.#relay = relay;
		this.#town = town;
		this.#asked = asked;
		this.#say = say;
		this.#chance = chanceFrom(asked.seed);
	}

	async report(): Promise<SoakReport> {
		const { herd: many } = this.#asked;
		const { devices } = this.#town;
		await inCrowds(devices, 10, (device) => this.#come(device));
		const living = devices.map((device) => this.#live(device));
		const late = await this.#compareInRounds();
		const known = await this.#truth();
		const herdReport = await herd(this.#town, many, known, () => this.#somethingHappens());
		this.#isOver = true;
		await Promise.all(living);
		await Promise.all(devices.map((device) => device.leave()));
		return {
			...{ samples: this.#samples, late, comings: this.#comings, cuts: this.#cuts },
			...{ compared: this.#compared, herd: herdReport },
			made: devices.reduce((sum, { made }) => sum + made, 0),
			harm: [...this.#harm, ...herdReport.harm]
		};
	}

	/** Until the time is over, or something is wrong; answers how many comparisons were late. */
	async #compareInRounds(): Promise<number> {
		const { lastsMs, everyMs } = this.#asked;
		const rounds = { times: Math.max(1, Math.floor(lastsMs / everyMs)), everyMs };
		const clock = {
			nowMs: () => performance.now(),
			pause: async (delayMs: number) => {
				this.#isStill = false;
				await pause(delayMs);
				this.#isStill = true;
			}
		};
		return inRounds(rounds, clock, async (atMs, isLate) => {
			if (isLate) this.#say('the comparison before took so long that this one is late');
			await this.#sample(atMs);
			return this.#harm.length === 0;
		});
	}

	/** One person: stays and writes, goes, and comes back. */
	async #live(device: SoakDevice): Promise<void> {
		const { pauseMs } = this.#asked;
		while (!this.#isOver) {
			await pause(pauseMs * 2 * this.#chance());
			if (this.#isStill) continue;
			if (!device.isHere) await this.#come(device);
			else if (this.#chance() > 1 / stayPauses) this.#write(device);
			else if (this.#chance() < cuts) await this.#cut(device);
			else {
				await device.leave();
				await pause(pauseMs * 2 * awayPauses * this.#chance());
			}
		}
	}

	async #come(device: SoakDevice): Promise<void> {
		this.#comings++;
		await device.come();
	}

	async #cut(device: SoakDevice): Promise<void> {
		this.#cuts++;
		device.cut();
		this.#write(device);
		await pause(this.#asked.pauseMs * this.#chance());
		device.uncut();
	}

	#write(device: SoakDevice): void {
		const { places } = this.#town;
		const pick = Math.floor(this.#chance() * 1_000_000);
		const place = places[pick % places.length];
		if (device.member.role === 'coordinator' && this.#chance() > claims)
			return device.rename(pick, `Buurt ${pick}`);
		if (place && this.#chance() < claims * 2) device.claim(place);
	}

	/** Everybody is in step and has what the relay has; how much that one needs now. */
	async #sample(atMs: number): Promise<void> {
		const here = this.#town.devices.filter(({ isHere }) => isHere);
		const told = await this.#agreed(here);
		const { usedBytes, rssBytes } = await this.#relay.memory();
		const sample: Sample = {
			...{ atMs, usedBytes, rssBytes, devicesHere: here.length },
			weightBytes: await this.#town.weight(this.#relay.folder ?? ''),
			documentBytes: [...told.values()].reduce((sum, { state }) => sum + state.length, 0),
			descriptors: readdirSync(`/proc/${this.#relay.pid}/fd`).length - here.length
		};
		this.#samples.push(sample);
		this.#say(sentence(sample));
	}

	/** What a change takes to arrive is no difference: what stays different is one. */
	async #agreed(here: readonly SoakDevice[]): Promise<ReadonlyMap<string, Told>> {
		const { patienceMs } = this.#asked;
		const inStep = () => here.every((device) => device.isInStep || !device.isHere);
		await until('everybody is in step', inStep, patienceMs).catch((late: unknown) => {
			this.#harm.push(
				`${String(late)}: ${here.filter((device) => !device.isInStep).length} are not`
			);
		});
		const before = performance.now();
		for (;;) {
			const told = await this.#truth();
			const wrong = this.#differences(here, told);
			if (wrong.length === 0 || performance.now() - before > patienceMs) {
				this.#harm.push(...wrong);
				return told;
			}
			await pause(200);
		}
	}

	#differences(here: readonly SoakDevice[], told: ReadonlyMap<string, Told>): string[] {
		return here.flatMap(({ docs, member }) =>
			[...docs].flatMap(([document, doc]) => {
				this.#compared++;
				const isSame = told.get(document)?.print === printOf(doc);
				return isSame ? [] : [`${member.person} has another ${document} than the relay`];
			})
		);
	}

	#truth(): Promise<ReadonlyMap<string, Told>> {
		const [founder] = this.#town.devices;
		if (!founder) throw new Error('nobody is there');
		const all = this.#town.devices.flatMap(({ member }) => documentsOf(member.person));
		return askRelay(this.#town.addressOf(founder), [...new Set(all.map(documentText))]);
	}

	/** Somebody writes, and the relay keeps it. */
	async #somethingHappens(): Promise<ReadonlyMap<string, Told>> {
		const [founder] = this.#town.devices;
		if (founder?.isHere === false) await this.#come(founder);
		founder?.rename(0, 'Buurt van de kudde');
		await until('it is kept', () => founder?.isInStep ?? true);
		return this.#truth();
	}
}

function sentence(sample: Sample): string {
	const { atMs, devicesHere, usedBytes, weightBytes, documentBytes, rssBytes, descriptors } =
		sample;
	const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
	return `${(atMs / 60_000).toFixed(1)} min: ${devicesHere} here, ${megabytes(usedBytes)} used, of which documents ${megabytes(weightBytes)} (${megabytes(documentBytes)} written), process ${megabytes(rssBytes)}, ${descriptors} descriptors`;
}
