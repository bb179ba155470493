import { createHash } from 'node:crypto';
import { documentText } from '#domain/access/document-name.ts';
import { fingerprint } from '#server/keep/fingerprint.ts';
import { integrate } from '#server/relay/integrate.ts';
import { documentsOf } from '#tests/cluster/device.ts';
import { quantile } from '#tests/support/measures/median.ts';
import { LeanLine } from '../line/lean-line.ts';
import { inCrowds } from '../relay/generator/patience.ts';
import type { SoakDevice } from './soak-device.ts';
import type { SoakTown } from './soak-town.ts';
import type { Told } from './truth.ts';

/** All of them are back within this. */
const returnWithinMs = 1_000;
/** Whoever is not in step by then is not served. */
const patienceMs = 60_000;
const firstClient = 3_000_000;

export interface HerdReport {
	readonly devices: number;
	/** From her return until she has everything: 99 in 100 within. */
	readonly p99Ms: number;
	/** From the first return until the last has everything. */
	readonly allMs: number;
	/** Who was not served, in words: must be empty. */
	readonly harm: readonly string[];
}

/** One device of the herd: it has what the relay had a while ago, and wants the rest. */
class Returning {
	/** When it had everything, by `performance.now`; null while it hasn't. */
	inStepAt: number | null = null;
	beganAt = 0;
	/** What it was told, document by document. */
	readonly heard = new Map<string, Uint8Array[]>();
	readonly #town: SoakTown;
	readonly #who: SoakDevice;
	readonly #client: number;
	#line: LeanLine | null = null;

	constructor(town: SoakTown, who: SoakDevice, client: number) {
		this.#town = town;
		this.#who = who;
		this.#client = client;
	}

	/** Answers when it has everything, or was sent away. */
	async come(known: ReadonlyMap<string, Told>): Promise<void> {
		this.beganAt = performance.now();
		this.inStepAt = null;
		this.heard.clear();
		const names = documentsOf(this.#who.member.person).map(documentText);
		const waiting = new Set(names);
		const inStep = Promise.withResolvers<undefined>();
		this.#line = await LeanLine.open(this.#town.addressOf(this.#who), {
			onframe: (document, frame) => {
				if (frame.kind !== 'change' && frame.kind !== 'answer') return;
				this.heard.set(document, [...(this.heard.get(document) ?? []), frame.update]);
				if (frame.kind === 'answer') waiting.delete(document);
				if (waiting.size > 0 || this.inStepAt !== null) return;
				this.inStepAt = performance.now();
				inStep.resolve(undefined);
			}
		});
		const client = this.#client;
		const have = (document: string) => known.get(document)?.vector ?? new Uint8Array([0]);
		this.#line?.ask(names.map((document) => ({ document, client, have: have(document) })));
		const late = new Promise((resolve) => setTimeout(resolve, patienceMs).unref());
		await Promise.race([inStep.promise, this.#line?.closed, late]);
	}

	async leave(): Promise<void> {
		await this.#line?.leave();
	}
}

/**
 * So many devices are there, lose their lines at the same moment, miss something, and return within a second:
 * each must get all of its documents, and what it missed. `miss` writes that something, and answers what
 * the relay then has.
 */
export async function herd(
	town: SoakTown,
	devices: number,
	known: ReadonlyMap<string, Told>,
	miss: () => Promise<ReadonlyMap<string, Told>>
): Promise<HerdReport> {
	const all = Array.from({ length: devices }, (_, at) => {
		const who = town.devices[at % town.devices.length]!;
		return new Returning(town, who, firstClient + at);
	});
	await inCrowds(all, 50, (device) => device.come(known));
	await Promise.all(all.map((device) => device.leave()));
	const truth = await miss();
	const began = performance.now();
	await Promise.all(
		all.map(async (device, at) => {
			await new Promise((resolve) => setTimeout(resolve, (at / devices) * returnWithinMs));
			await device.come(known);
		})
	);
	const report = { ...timesOf(all, began), devices, harm: harmTo(all, known, truth) };
	await inCrowds(all, 100, (device) => device.leave());
	return report;
}

function timesOf(all: readonly Returning[], began: number) {
	const served = all.flatMap(({ beganAt, inStepAt }) =>
		inStepAt === null ? [] : [{ waitedMs: inStepAt - beganAt, sinceMs: inStepAt - began }]
	);
	return {
		p99Ms: quantile(
			served.map(({ waitedMs }) => waitedMs),
			0.99
		),
		allMs: Math.max(...served.map(({ sinceMs }) => sinceMs))
	};
}

type Documents = ReadonlyMap<string, Told>;

function harmTo(all: readonly Returning[], known: Documents, truth: Documents): string[] {
	const unserved = all.filter(({ inStepAt }) => inStepAt === null).length;
	const isWhole = wholeness(known, truth);
	const wrong = all
		.filter(({ inStepAt }) => inStepAt !== null)
		.filter(({ heard }) => ![...heard].every(([document, updates]) => isWhole(document, updates)));
	return [
		...(unserved > 0 ? [`${unserved} of the herd were not served`] : []),
		...(wrong.length > 0 ? [`${wrong.length} of the herd have something else than the relay`] : [])
	];
}

/** Whether what a device had and what it was told is what the relay has; asked once of the same bytes. */
function wholeness(known: Documents, truth: Documents) {
	const answers = new Map<string, boolean>();
	return (document: string, updates: readonly Uint8Array[]): boolean => {
		const key = document + createHash('sha256').update(Buffer.concat(updates)).digest('hex');
		const before = answers.get(key);
		if (before !== undefined) return before;
		const had = known.get(document)?.state;
		const { state } = integrate(had ? [had, ...updates] : updates);
		const answer = fingerprint(state) === truth.get(document)?.print;
		answers.set(key, answer);
		return answer;
	};
}
