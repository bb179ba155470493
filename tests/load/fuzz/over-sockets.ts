import type { Role } from '#domain/access/access.ts';
import type { PersonId } from '#domain/ids.ts';
import { Browser, personId, workspaceId } from '#server/testing/running-relay.ts';
import { quantile } from '#tests/support/measures/median.ts';
import { ServerProcess } from '#tests/support/measures/server-process.ts';
import type { InviteAnswer } from '#wire/api.ts';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';
import { attack, contested, sortAt } from './attack.ts';
import { diceFrom, type Dice } from './dice.ts';
import type { FuzzAsked, FuzzReport } from './in-memory.ts';
import { Pair } from './pair.ts';
import { SocketIntruder } from './socket-intruder.ts';

const workspace = workspaceId('fuzz');
const intruders = 12;
const framesBetweenWords = 10 * intruders;
const wordArrivesWithinMs = 20_000;
/** What a relay under attack has reason to log. */
const expected = /"event":"(client-borrowed|not-folded|update-not-read|lane-parked)"/;
const nothing = new Uint8Array([0]);

export interface SocketsReport extends FuzzReport {
	/** Of the words of the honest ones, 99 in 100 arrived within. */
	readonly p99Ms: number;
}

/** The same frames to a relay in a process of its own, with its sockets, its disk and its threads. */
export async function fuzzOverSockets({ seed, count }: FuzzAsked): Promise<SocketsReport> {
	const faults: string[] = [];
	const onlog = (text: string) => {
		for (const line of text.split('\n').filter((one) => one !== '' && !expected.test(one)))
			faults.push(`the relay says: ${line}`);
	};
	const relay = await ServerProcess.relay(undefined, { tellsMemory: true, onlog });
	try {
		const report = await new Attacked(relay, diceFrom(seed)).play(count);
		return { ...report, harm: [...report.harm, ...faults] };
	} finally {
		await relay.end();
	}
}

interface Stretch {
	readonly bad: readonly SocketIntruder[];
	readonly ann: LineAddress;
	readonly from: number;
	readonly until: number;
	readonly count: FuzzAsked['count'];
}

class Attacked {
	readonly #relay: ServerProcess;
	readonly #dice: Dice;
	readonly #pair = new Pair('the pair over sockets', contested, [11, 12]);
	readonly #waitedMs: number[] = [];
	readonly #harm: string[] = [];

	constructor(relay: ServerProcess, dice: Dice) {
		this.#relay = relay;
		this.#dice = dice;
	}

	async play(count: FuzzAsked['count']): Promise<SocketsReport> {
		const { ann, eve, mallory } = await this.#town();
		const bad = Array.from({ length: intruders }, (_, at) => {
			return new SocketIntruder(at % 2 === 0 ? 'visit' : 'line', at % 4 < 2 ? mallory : eve);
		});
		const frames = count.mutated + count.structured;
		const quarter = Math.ceil(frames / 4 / intruders) * intruders;
		const stretch = (from: number, until: number) =>
			this.#stretch({ bad, ann, from, until, count });
		const before = await stretch(0, quarter);
		const after = await stretch(quarter, frames);
		return {
			...{ sent: frames, arrived: this.#pair.arrived, growthBytes: after - before },
			sentAway: bad.reduce((sum, { timesSentAway }) => sum + timesSentAway, 0),
			slowestMs: Math.max(...this.#waitedMs),
			p99Ms: quantile(this.#waitedMs, 0.99),
			harm: [...this.#harm, ...this.#pair.harm]
		};
	}

	/** Everybody comes, and everybody goes. Answers what the relay then still needs. */
	async #stretch({ bad, ann, from, until, count }: Stretch): Promise<number> {
		const guests = [await this.#guest(0, ann), await this.#guest(1, ann)];
		for (let at = from; at < until && this.#harm.length === 0; at += intruders) {
			await this.#attack(bad, at, count);
			if (at % framesBetweenWords === 0) await this.#word(guests);
		}
		await this.#word(guests);
		await Promise.all([...guests.map((guest) => guest?.leave()), ...bad.map((one) => one.gone())]);
		return this.#harm.length === 0 ? (await this.#relay.memory()).usedBytes : 0;
	}

	/** Each sends one frame, and all wait until it was taken in: what nobody reads harms nobody. */
	async #attack(
		bad: readonly SocketIntruder[],
		from: number,
		count: FuzzAsked['count']
	): Promise<void> {
		await Promise.all(bad.map((intruder) => intruder.comeIn()));
		const { clients } = this.#pair;
		bad.forEach((intruder, at) => {
			intruder.send(attack(this.#dice, intruder, sortAt(from + at, count), { clients }));
		});
		const answers = await Promise.all(bad.map((intruder) => intruder.isAnswered()));
		if (answers.includes(false)) this.#harm.push(`after frame ${from} the relay is silent`);
	}

	/** One of the two says something, and the other is to hear it. */
	async #word(guests: readonly (LeanLine | null)[]): Promise<void> {
		const side = this.#dice.whole(2) === 0 ? 0 : 1;
		const { document, update } = this.#pair.next(side, this.#dice.whole(2));
		const begun = performance.now();
		guests[side]?.say(document, { kind: 'change', update });
		while (!this.#pair.isServed && performance.now() - begun < wordArrivesWithinMs)
			await new Promise((resolve) => setTimeout(resolve, 1));
		this.#waitedMs.push(performance.now() - begun);
		this.#pair.check();
	}

	/** The one who founded the workspace, and two whom she should not have let in. */
	async #town() {
		const tablet = new Browser(this.#relay.port);
		await tablet.found(workspace, personId('ann'));
		const invited = async (person: PersonId, role: Role) => {
			const path = `/api/workspaces/${workspace}/invitations`;
			const { invitation, secret } = await tablet.ask<InviteAnswer>('POST', path, { person, role });
			const browser = new Browser(this.#relay.port);
			const join = { invitation, secret, name: 'Eve', device: { label: 'phone' } };
			await browser.ask('POST', '/api/join', join);
			return this.#address(browser);
		};
		return {
			ann: this.#address(tablet),
			mallory: await invited(personId('mallory'), 'coordinator'),
			eve: await invited(personId('eve'), 'volunteer')
		};
	}

	#address({ cookie }: Browser): LineAddress {
		return { port: this.#relay.port, workspace, cookie };
	}

	async #guest(side: 0 | 1, address: LineAddress): Promise<LeanLine | null> {
		const line = await LeanLine.open(address, {
			onframe: (_, frame) => frame.kind === 'change' && this.#pair.hear(side, frame.update),
			onshut: (_, code) => this.#pair.sentAway(side, code)
		});
		const client = this.#pair.clients[side];
		line?.ask(contested.map((document) => ({ document, client, have: nothing })));
		return line;
	}
}
