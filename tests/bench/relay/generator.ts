import { WebSocket, type RawData } from 'ws';
import { decode, encode, helloVersion } from '#wire/frame.ts';
import { quantile } from '../race.ts';
import type { Carried, Load, Said } from './load.ts';
import { changeFrame, sentAtOf, writerOf } from './change.ts';

/** How many changes of one writer may be under way at once. */
const window = 4;
const settleMs = 10_000;

/** One client: it writes, and it hears what the others in its room write. */
interface Client {
	readonly socket: WebSocket;
	readonly id: number;
	readonly peers: number;
	sent: number;
	/** How often a change of this client arrived at somebody else. */
	arrived: number;
	confirmed: number;
}

class Generator {
	readonly #load: Load;
	readonly #clients: Client[] = [];
	readonly #delays: number[] = [];
	#deliveries = 0;
	#isWriting = false;

	constructor(load: Load) {
		this.#load = load;
	}

	async connect(): Promise<void> {
		const { rooms, clientsPerRoom } = this.#load;
		for (const room of rooms) {
			const joining = Array.from({ length: clientsPerRoom }, () => this.#join(room));
			await Promise.all(joining);
		}
	}

	async run(): Promise<Carried> {
		const begun = performance.now();
		this.#isWriting = true;
		const pacing = this.#load.pace === null ? this.#rush() : this.#stroll(this.#load.pace);
		await new Promise((resolve) => setTimeout(resolve, this.#load.seconds * 1000));
		this.#isWriting = false;
		clearInterval(pacing);
		const deliveries = this.#deliveries;
		const seconds = (performance.now() - begun) / 1000;
		await this.#settled();
		return {
			...{ deliveries, seconds, p99Ms: quantile(this.#delays, 0.99) },
			changes: this.#clients.reduce((sum, { sent }) => sum + sent, 0),
			unconfirmed: this.#load.receipts
				? this.#clients.reduce((sum, { sent, confirmed }) => sum + sent - confirmed, 0)
				: 0
		};
	}

	async #join(room: string): Promise<void> {
		const { url, cookie, clientsPerRoom, receipts } = this.#load;
		const socket = new WebSocket(`${url}${room}`, {
			headers: { cookie },
			perMessageDeflate: false
		});
		const id = this.#clients.length;
		const client = { socket, id, peers: clientsPerRoom - 1, sent: 0, arrived: 0, confirmed: 0 };
		this.#clients.push(client);
		socket.on('message', (data: RawData) => this.#hear(client, data as Buffer));
		await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
		socket.on('close', (code) => {
			throw new Error(`a client was hung up on with ${code}`);
		});
		if (receipts) socket.send(encode({ kind: 'hello', version: helloVersion }));
	}

	#hear(client: Client, data: Buffer): void {
		const from = writerOf(data);
		const writer = from === null ? null : this.#clients[from];
		if (!writer) return this.#confirm(client, data);
		this.#deliveries++;
		if (this.#deliveries % 8 === 0) this.#delays.push(performance.now() - sentAtOf(data));
		writer.arrived++;
		// Everybody has it: this writer's next one may go.
		if (this.#load.pace === null && writer.arrived % writer.peers === 0) this.#write(writer);
	}

	#confirm(client: Client, data: Buffer): void {
		const frame = decode(data);
		if (frame.kind === 'refusal') throw new Error(`a change was refused: ${frame.code}`);
		if (frame.kind === 'receipt') client.confirmed = frame.settled;
	}

	#write(client: Client): void {
		if (!this.#isWriting) return;
		client.socket.send(changeFrame(client.id, client.sent++, performance.now()));
	}

	#rush(): undefined {
		for (let round = 0; round < window; round++) {
			for (const client of this.#clients) this.#write(client);
		}
	}

	#stroll(perSecond: number): NodeJS.Timeout {
		const begun = performance.now();
		let sent = 0;
		return setInterval(() => {
			const due = ((performance.now() - begun) / 1000) * perSecond;
			for (; sent < due; sent++) this.#write(this.#clients[(sent * 7919) % this.#clients.length]!);
		}, 1);
	}

	/** Waits until nothing is under way any more. */
	async #settled(): Promise<void> {
		const until = performance.now() + settleMs;
		const isSettled = (client: Client) =>
			client.arrived === client.sent * client.peers &&
			(!this.#load.receipts || client.confirmed === client.sent);
		while (!this.#clients.every(isSettled) && performance.now() < until) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}
}

let generator: Generator | null = null;

function say(said: Said): void {
	process.send?.(said);
}

process.on('message', (message: Load | 'go') => {
	if (message === 'go') void generator?.run().then((carried) => say({ kind: 'done', ...carried }));
	else {
		generator = new Generator(message);
		void generator.connect().then(() => say({ kind: 'ready' }));
	}
});
