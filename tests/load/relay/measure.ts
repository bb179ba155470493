import { LoadGenerator } from './load-generator.ts';
import { type RivalName, type Running, rivals } from './rivals.ts';

/** One number that a round gives for each server. */
export interface Measure {
	readonly title: string;
	readonly unit: string;
	/** Whether a higher number is the better one. */
	readonly better: 'more' | 'less';
	/** How many times better than these ours ought to be. */
	readonly aims: readonly Aim[];
}

export interface Aim {
	readonly against: readonly RivalName[];
	readonly times: number;
}

/** Something that is done to one server after another, and what is measured of it. */
export interface Trial {
	readonly rivals: readonly RivalName[];
	readonly measures: readonly Measure[];
	/** A server that is to tell what it holds begins anew for each round. */
	readonly isAboutMemory?: boolean;
	/** Done once to each server before the rounds. */
	prepare?(generator: LoadGenerator, running: Running): Promise<void>;
	/** One figure for each measure, in their order. Throws with the reason when the server fails them all. */
	round(generator: LoadGenerator, running: Running): Promise<readonly Figure[]>;
}

export interface Failure {
	readonly failed: string;
}

/** What a round gives for one measure. */
export type Figure = number | Failure;

export type Result =
	| { readonly kind: 'measured'; readonly values: readonly number[] }
	| { readonly kind: 'failed'; readonly reason: string };

/** What came of one measure, server by server. */
export interface Outcome {
	readonly measure: Measure;
	readonly results: ReadonlyMap<RivalName, Result>;
}

export interface Effort {
	readonly rounds: number;
	/** Leaves out the round that goes before, for the compiler. */
	readonly quick: boolean;
}

interface Contender {
	readonly name: RivalName;
	readonly rounds: (readonly Figure[])[];
	running: Running | null;
	failure: string | null;
}

/**
 * Does a trial to all of its servers, round after round and each round in another order: a machine that
 * slows down halfway slows all of them alike. A server that fails once has failed, and it is said why.
 */
export async function measure(trial: Trial, effort: Effort): Promise<Outcome[]> {
	const generator = new LoadGenerator();
	const contenders = trial.rivals.map((name): Contender => ({
		name,
		rounds: [],
		running: null,
		failure: null
	}));
	try {
		if (trial.isAboutMemory !== true) {
			for (const one of contenders) await attempt(one, () => begin(trial, generator, one));
			if (!effort.quick) {
				for (const one of contenders) await attempt(one, () => play(trial, generator, one));
				for (const one of contenders) one.rounds.length = 0;
			}
		}
		for (let round = 0; round < effort.rounds; round++) {
			const at = round % contenders.length;
			for (const one of [...contenders.slice(at), ...contenders.slice(0, at)]) {
				await attempt(one, () => play(trial, generator, one));
			}
		}
	} finally {
		generator.end();
		await Promise.all(contenders.map(async ({ running }) => running?.server.end()));
	}
	return trial.measures.map((what, at) => ({
		measure: what,
		results: new Map(contenders.map((one) => [one.name, resultOf(one, at)]))
	}));
}

async function attempt(one: Contender, work: () => Promise<void>): Promise<void> {
	if (one.failure !== null) return;
	try {
		await work();
	} catch (error) {
		one.failure = reasonOf(error);
		console.error(`  ${one.name} failed: ${one.failure}`);
		await one.running?.server.end();
		one.running = null;
	}
}

async function begin(trial: Trial, generator: LoadGenerator, one: Contender): Promise<void> {
	one.running = await rivals[one.name].start({ tellsMemory: trial.isAboutMemory === true });
	await trial.prepare?.(generator, one.running);
}

async function play(trial: Trial, generator: LoadGenerator, one: Contender): Promise<void> {
	if (trial.isAboutMemory === true) await begin(trial, generator, one);
	if (!one.running) throw new Error('it does not run');
	one.rounds.push(await trial.round(generator, one.running));
	if (trial.isAboutMemory === true) await one.running.server.end();
}

function resultOf({ rounds, failure }: Contender, at: number): Result {
	const figures = rounds.map((round) => round[at] ?? { failed: 'nothing was measured' });
	const failed = figures.find((figure) => typeof figure !== 'number')?.failed ?? failure;
	if (failed !== null) return { kind: 'failed', reason: failed };
	return { kind: 'measured', values: figures.filter((figure) => typeof figure === 'number') };
}

export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
