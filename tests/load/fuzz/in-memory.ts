import { workspaceId } from '#server/testing/running-relay.ts';
import type { Integrator } from '#server/relay/integrator.ts';
import { threadedIntegrator } from '#server/threads/integrator.ts';
import { usedByAllThreads } from '#tests/support/measures/all-threads.ts';
import { attack, contested, sortAt, type Intruder, type Sort } from './attack.ts';
import { diceFrom, seedOf, type Dice } from './dice.ts';
import { caller, visitor, type Guest } from './guests.ts';
import { badCaller, badVisitor } from './intruders.ts';
import { Pair } from './pair.ts';
import { Rooms } from './rooms.ts';

export interface FuzzAsked {
	readonly seed: number;
	/** How many of each sort are sent. */
	readonly count: Readonly<Record<Sort, number>>;
}

export interface FuzzReport {
	readonly sent: number;
	/** How often an intruder was sent away. */
	readonly sentAway: number;
	/** Changes of honest devices that came where they should. */
	readonly arrived: number;
	/** How much more is needed at the end than at the least after an early part, with everybody gone. */
	readonly growthBytes: number;
	/** The most processor time that one frame took. */
	readonly slowestMs: number;
	/** What went wrong, in words: must be empty. */
	readonly harm: readonly string[];
}

/** A whole number of parts, each of which can be had again by itself. */
const partFrames = 12_000;
const leastParts = 4;
const foldLimitMs = 500;
/** Out of five frames, so many end the turn; out of three turns, so many have a word of an honest device. */
const turns = 0.2;
const words = 0.6;
const framesBetweenFolds = 1_500;

/**
 * Frames of any kind to the real rooms and lines of a relay, from members who mean ill, while two pairs of
 * honest devices write in the same documents: one pair on sockets of their own, one on lines.
 *
 * @param only plays this part alone: another seed for the same chance
 */
export async function fuzzInMemory({ seed, count }: FuzzAsked, only?: number): Promise<FuzzReport> {
	const parts = Math.max(leastParts, Math.round((count.mutated + count.structured) / partFrames));
	const share = { mutated: count.mutated / parts, structured: count.structured / parts };
	const integrator = threadedIntegrator(foldLimitMs);
	const rooms = new Rooms(integrator);
	const total = { sent: 0, sentAway: 0, arrived: 0, slowestMs: 0, harm: [] as string[] };
	let usedBefore = Infinity;
	for (let part = only ?? 0; part < (only === undefined ? parts : only + 1); part++) {
		const evening = new Evening(rooms, seed, part);
		await evening.play(share);
		total.sent += evening.sent;
		total.sentAway += evening.sentAway;
		total.arrived += evening.arrived;
		total.slowestMs = Math.max(total.slowestMs, evening.slowestMs);
		total.harm.push(...evening.harm.map((what) => `part ${part}: ${what}`));
		if (part <= parts / 4) usedBefore = Math.min(usedBefore, await used(integrator));
	}
	const growthBytes = only === undefined ? (await used(integrator)) - usedBefore : 0;
	await integrator.close();
	return { ...total, growthBytes };
}

/** With both threads of the integrator, which may have just been ended, or not yet begun: that they are there is no growth. */
async function used(integrator: Integrator): Promise<number> {
	const nothing = new Uint8Array([0, 0]);
	await Promise.all([integrator.integrate([]), integrator.shape(nothing)]);
	return usedByAllThreads();
}

/** One part: everybody comes, and everybody goes. */
class Evening {
	sent = 0;
	slowestMs = 0;
	readonly #rooms: Rooms;
	readonly #dice: Dice;
	readonly #workspace;
	readonly #pairs: readonly Pair[];
	#intruders: readonly Intruder[] = [];
	readonly #harm: string[] = [];

	constructor(rooms: Rooms, seed: number, part: number) {
		this.#rooms = rooms;
		this.#dice = diceFrom(seedOf(seed, part));
		this.#workspace = workspaceId(`evening${part}x`);
		this.#pairs = [
			new Pair('the pair on sockets', contested, [11, 12]),
			new Pair('the pair on lines', contested, [13, 14])
		];
	}

	get sentAway(): number {
		return this.#intruders.reduce((sum, intruder) => sum + intruder.timesSentAway, 0);
	}

	get arrived(): number {
		return this.#pairs.reduce((sum, pair) => sum + pair.arrived, 0);
	}

	get harm(): readonly string[] {
		return [...this.#harm, ...this.#pairs.flatMap((pair) => pair.harm)];
	}

	async play(count: Readonly<Record<Sort, number>>): Promise<void> {
		const couples = await this.#guests();
		this.#intruders = this.#comeIn();
		const frames = Math.round(count.mutated + count.structured);
		for (let at = 0; at < frames; at++) {
			this.#attack(at, sortAt(at, count));
			if (this.#dice.chance() < turns) await this.#turn(couples);
			if (at % framesBetweenFolds === 0) await this.#rooms.pass();
		}
		await this.#turn(couples);
		for (const intruder of this.#intruders) intruder.leave();
		for (const pair of this.#pairs) await this.#rooms.checkKept(pair, this.#workspace);
		for (const guest of couples.flat()) guest.leave();
		await this.#rooms.forget();
		this.#harm.push(...this.#rooms.harm.splice(0));
	}

	/** Those on sockets of their own have a client id once they wrote under it: so they come first. */
	async #guests(): Promise<Guest[][]> {
		const names = [
			['ann', 'bob'],
			['cas', 'dora']
		] as const;
		const couples = this.#pairs.map((pair, which) =>
			([0, 1] as const).map((side) => {
				const coming = {
					...this.#place,
					name: names[which === 0 ? 0 : 1][side],
					client: pair.clients[side]
				};
				return (which === 0 ? visitor : caller)(coming, {
					onupdate: (update) => pair.hear(side, update),
					onclosed: (code) => pair.sentAway(side, code)
				});
			})
		);
		await this.#rooms.endTurn();
		for (let word = 0; word < 4; word++) await this.#turn(couples, word);
		return couples;
	}

	#comeIn(): Intruder[] {
		const eve = { ...this.#place, name: 'eve', role: 'volunteer', client: 66 } as const;
		const mallory = { ...this.#place, name: 'mallory', role: 'coordinator', client: 67 } as const;
		return [badVisitor(mallory), badCaller(mallory), badVisitor(eve), badCaller(eve)];
	}

	get #place() {
		return { hub: this.#rooms.hub, workspace: this.#workspace };
	}

	#attack(at: number, sort: Sort): void {
		const intruder = this.#intruders[at % this.#intruders.length]!;
		const victims = { clients: this.#pairs.flatMap((pair) => pair.clients) };
		const bytes = attack(this.#dice, intruder, sort, victims);
		const begun = threadMs();
		try {
			intruder.send(bytes);
		} catch (cause) {
			const some = Buffer.from(bytes.subarray(0, 100)).toString('hex');
			this.#harm.push(
				`frame ${at} (${intruder.kind}, ${sort}: ${some}) is a crash: ${String(cause)}`
			);
		}
		this.sent++;
		this.slowestMs = Math.max(this.slowestMs, threadMs() - begun);
	}

	/** Somebody honest says something, or nobody; all that was said must arrive with the turn. */
	async #turn(couples: readonly Guest[][], word?: number): Promise<void> {
		this.#pairs.forEach((pair, which) => {
			if (word === undefined && this.#dice.chance() > words) return;
			const side = (word ?? this.#dice.whole(2)) % 2 === 0 ? 0 : 1;
			const at = word === undefined ? this.#dice.whole(2) : Math.floor(word / 2);
			const { document, update } = pair.next(side, at);
			couples[which]![side]!.say(document, update);
		});
		await this.#rooms.endTurn();
		for (const pair of this.#pairs) pair.check();
	}
}

/** Processor time of this thread: on a busy machine, time on the clock would say nothing. */
function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}
