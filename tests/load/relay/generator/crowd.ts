import { randomInt } from 'node:crypto';
import { cpuSecondsOf } from '#tests/support/measures/cpu-seconds.ts';
import { quantile } from '#tests/support/measures/median.ts';
import { Changes, readChanges } from './change.ts';
import { Device } from './device.ts';
import { inCrowds, until } from './patience.ts';
import { presenceMessage, readMoves } from './presence.ts';
import { Ring } from './ring.ts';
import type { Room } from './room.ts';

/** So many devices in each of these rooms, all of which write (or show where they look) at once. */
export interface CrowdAsked {
	/** The server's process. */
	readonly pid: number;
	readonly rooms: readonly Room[];
	readonly clientsPerRoom: number;
	readonly seconds: number;
	readonly what: 'changes' | 'presence';
	/** How many a second from all together; null lets everybody go on as soon as all others have hers. */
	readonly pace: number | null;
}

export interface CrowdAnswer {
	/** How often something arrived at somebody else. */
	readonly deliveries: number;
	readonly cpuSeconds: number;
	readonly seconds: number;
	/** From sending to each arrival, 99 in 100. */
	readonly p99Ms: number;
}

/** How many changes of one writer may be under way at once; of where she looks, only the newest counts. */
const underWay = { changes: 1, presence: 1 } as const;

interface Member {
	readonly device: Device;
	readonly client: number;
	readonly message: (count: number) => Buffer;
	/** Which change of each member of the room it waits for next. */
	readonly next: Uint32Array;
	/** When it sent what is under way. */
	readonly sentAt: Ring;
	sent: number;
	/** How often something of this member arrived at somebody else. */
	arrived: number;
}

/** One room full of them. */
class Group {
	readonly members: Member[] = [];
	fault: string | null = null;
	deliveries = 0;
	readonly #firstClient: number;
	readonly #asked: CrowdAsked;
	readonly #delays: number[];
	#isWriting = false;
	#receiver = 0;
	readonly #tell = (client: number, count: number, many: number): void =>
		this.#arrive(client - this.#firstClient, count, many);

	constructor(asked: CrowdAsked, firstClient: number, delays: number[]) {
		this.#asked = asked;
		this.#firstClient = firstClient;
		this.#delays = delays;
	}

	async join(room: Room): Promise<void> {
		const { clientsPerRoom, what } = this.#asked;
		const joining = Array.from({ length: clientsPerRoom }, async (_, at) => {
			const client = this.#firstClient + at;
			const changes = new Changes(room, client);
			const hear = (bytes: Buffer, from: number, until: number) =>
				this.#hear(at, bytes, from, until);
			const device = await Device.join(
				room,
				what === 'changes' ? { onchange: hear } : { onpresence: hear }
			);
			this.members[at] = {
				...{ device, client, sent: 0, arrived: 0, sentAt: new Ring() },
				message: (count) =>
					what === 'changes' ? changes.message(count) : presenceMessage(room, client, count),
				next: new Uint32Array(clientsPerRoom)
			};
		});
		await Promise.all(joining);
	}

	/** Everybody writes as fast as the others hear it. */
	rush(): void {
		this.#isWriting = true;
		for (let round = 0; round < underWay[this.#asked.what]; round++) {
			for (const member of this.members) this.write(member);
		}
	}

	stop(): void {
		this.#isWriting = false;
	}

	write(member: Member): void {
		member.sentAt.set(member.sent, performance.now());
		const message = member.message(member.sent++);
		if (this.#asked.what === 'changes') member.device.change(message);
		else member.device.say(message);
	}

	/** How often something is yet to arrive. */
	get missing(): number {
		const others = this.members.length - 1;
		return this.members.reduce((sum, { sent, arrived }) => sum + sent * others - arrived, 0);
	}

	/** Whether everybody has everything, and has been told that it is safe; throws when something went wrong. */
	isSettled(): boolean {
		for (const { device } of this.members) device.check();
		if (this.fault !== null) throw new Error(this.fault);
		const isSafe = ({ device }: Member) =>
			device.room.dialect !== 'draaiboek' || device.confirmed === device.sent;
		return this.missing === 0 && this.members.every(isSafe);
	}

	#hear(receiver: number, bytes: Buffer, from: number, until: number): void {
		// Whoever is not listed yet has only just come, before anybody wrote.
		if (this.members.length < this.#asked.clientsPerRoom || !this.members[receiver]) return;
		this.#receiver = receiver;
		const read = this.#asked.what === 'changes' ? readChanges : readMoves;
		if (!read(bytes, from, until, this.#tell)) this.fault ??= 'something came that nobody wrote';
	}

	/** `many` changes of a member arrived at another one, in the order in which they were made or not at all. */
	#arrive(writer: number, count: number, many: number): void {
		const receiver = this.members[this.#receiver];
		const member = this.members[writer];
		if (!receiver || !member || receiver === member) return;
		const next = receiver.next[writer] ?? 0;
		const fresh = count + many - next;
		if (count > next) this.fault ??= `change ${next} of a writer was lost on its way`;
		if (count > next || fresh <= 0) return;
		receiver.next[writer] = count + many;
		member.arrived += fresh;
		this.deliveries += fresh;
		if ((this.deliveries & 7) === 0) {
			this.#delays.push(performance.now() - member.sentAt.get(count + many - 1));
		}
		if (this.#isWriting) this.#goOn(member);
	}

	/** What everybody has makes room for the next. */
	#goOn(member: Member): void {
		const everywhere = Math.floor(member.arrived / (this.members.length - 1));
		while (member.sent < everywhere + underWay[this.#asked.what]) this.write(member);
	}
}

/** Lets the crowd in, lets it write, and waits until everybody has everything; throws when that never comes. */
export async function crowd(asked: CrowdAsked, patienceMs = 20_000): Promise<CrowdAnswer> {
	const delays: number[] = [];
	const base = randomInt(2 ** 30, 2 ** 31);
	const groups = asked.rooms.map(
		(_, at) => new Group(asked, base + at * asked.clientsPerRoom, delays)
	);
	const entering = asked.rooms.map((room, at) => ({ room, group: groups[at] }));
	await inCrowds(entering, 20, async ({ room, group }) => group?.join(room));
	try {
		const cpuBefore = cpuSecondsOf(asked.pid);
		const begun = performance.now();
		await writing(groups, asked);
		await until(() => groups.every((group) => group.isSettled()), outstanding(groups), patienceMs);
		const seconds = (performance.now() - begun) / 1000;
		const cpuSeconds = cpuSecondsOf(asked.pid) - cpuBefore;
		const deliveries = groups.reduce((sum, group) => sum + group.deliveries, 0);
		return { deliveries, cpuSeconds, seconds, p99Ms: quantile(delays, 0.99) };
	} finally {
		const everybody = groups.flatMap(({ members }) => members.map(({ device }) => device));
		await Promise.all(everybody.map((device) => device.leave()));
	}
}

function outstanding(groups: readonly Group[]): () => string {
	return () => {
		const missing = groups.reduce((sum, group) => sum + group.missing, 0);
		return missing === 0
			? 'not everything was confirmed'
			: `${missing.toLocaleString('en')} deliveries never came`;
	};
}

async function writing(groups: readonly Group[], { seconds, pace }: CrowdAsked): Promise<void> {
	if (pace === null) for (const group of groups) group.rush();
	const strolling = pace === null ? undefined : stroll(groups, pace);
	await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
	clearInterval(strolling);
	for (const group of groups) group.stop();
}

/** Lets one after the other write, so many times a second, whether the others hear it or not. */
function stroll(groups: readonly Group[], perSecond: number): NodeJS.Timeout {
	const begun = performance.now();
	const everybody = groups.flatMap((group) => group.members.map((member) => ({ group, member })));
	let sent = 0;
	return setInterval(() => {
		const due = ((performance.now() - begun) / 1000) * perSecond;
		for (; sent < due; sent++) {
			const one = everybody[(sent * 7919) % everybody.length];
			one?.group.write(one.member);
		}
	}, 1);
}
