// The door for sockets, over real ones. Faults planted in sync.ts, each seen red and taken back: Origin
// not looked at, no tally per member, no tally per address, no pace, a place that is not given back, a
// text message passed on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { decode, encode, type Frame } from '#wire/frame.ts';
import { answer, ask, change, changeOf, hello } from '../testing/fake-device.ts';
import {
	personId,
	RunningRelay,
	workspaceId,
	type Browser,
	type TestOptions
} from '../testing/running-relay.ts';

const workspace = workspaceId('kern');
let relay: RunningRelay;
let tablet: Browser;

beforeEach(() => start());
afterEach(() => relay.stop());

async function start(options: TestOptions = {}): Promise<void> {
	relay = await RunningRelay.start(options);
	tablet = relay.browser();
	await tablet.found(workspace, personId('ann'));
}

async function restart(options: TestOptions): Promise<void> {
	await relay.stop();
	await start(options);
}

class Line {
	readonly frames: Frame[] = [];
	readonly socket: WebSocket;
	readonly opened: Promise<void>;
	readonly closed: Promise<number>;

	constructor(path: string, headers: Record<string, string> = { cookie: tablet.cookie }) {
		this.socket = new WebSocket(`${relay.syncUrl}/${path}`, { headers });
		this.opened = new Promise((resolve, reject) => {
			this.socket.once('open', resolve);
			this.socket.once('error', reject);
		});
		this.closed = new Promise((resolve) => this.socket.once('close', resolve));
		this.socket.on('message', (data: Buffer) => this.frames.push(decode(Uint8Array.from(data))));
	}

	async say(...frames: (Uint8Array | string)[]): Promise<this> {
		await this.opened;
		for (const frame of frames) this.socket.send(frame);
		return this;
	}
}

const directory = `${workspace}/directory`;

describe('who may come in', () => {
	test('without a session, with an unknown one, and where there is nothing', async () => {
		expect(await new Line(directory, {}).closed).toBe(4401);
		expect(await new Line(directory, { cookie: '__Host-draaiboek=unknown' }).closed).toBe(4401);
		const nowhere = [`${workspace}/attic`, `${workspace}/lane/short`, `${workspace}/`, '', 'x'];
		for (const path of [...nowhere, workspaceId('none'), `${workspaceId('none')}/directory`]) {
			expect(await new Line(path).closed).toBe(4404);
		}
	});

	test('a member of another workspace does not', async () => {
		const elsewhere = relay.browser();
		await elsewhere.found(workspaceId('elders'), personId('bob'));
		expect(await new Line(directory, { cookie: elsewhere.cookie }).closed).toBe(4403);
	});

	test('a page of another site does not, whatever cookie the browser sends along', async () => {
		const line = new Line(directory, { cookie: tablet.cookie, origin: 'https://evil.example' });
		await expect(line.opened).rejects.toThrow(/403/);
	});
});

describe('how many', () => {
	test('a member has so many sockets, and gets the place of a closed one back', async () => {
		await restart({ limits: { socketsPerMember: 2 } });
		const lines = [new Line(directory), new Line(directory)];
		await Promise.all(lines.map((line) => line.opened));
		expect(await new Line(directory).closed).toBe(1013);
		lines[0]!.socket.close();
		await lines[0]!.closed;
		const again = await new Line(directory).say(ask());
		await expect.poll(() => again.frames.length).toBeGreaterThan(0);
	});

	test('an address has so many sockets', async () => {
		await restart({ limits: { socketsPerAddress: 1 } });
		await new Line(directory).opened;
		await expect(new Line(directory).opened).rejects.toThrow(/429/);
	});
});

describe('how much and how fast', () => {
	test('who writes too fast is read more slowly, and loses nothing', async () => {
		await restart({ limits: { framesAtOnce: 10, framesPerSecond: 100 } });
		const line = await new Line(directory).say(hello);
		const began = Date.now();
		for (let n = 0; n < 60; n++) {
			await line.say(change(changeOf(`k${n}`)));
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		const settled = () => line.frames.findLast((frame) => frame.kind === 'receipt')?.settled;
		await expect.poll(settled, { timeout: 5_000 }).toBe(60);
		expect(Date.now() - began).toBeGreaterThan(300);
		expect(line.socket.readyState).toBe(WebSocket.OPEN);
	});

	test('who brings much is read more slowly, too: each kB counts as a frame', async () => {
		await restart({ limits: { framesAtOnce: 20, framesPerSecond: 20 } });
		const line = await new Line(directory).say(hello);
		const began = Date.now();
		const settled = () => line.frames.findLast((frame) => frame.kind === 'receipt')?.settled;
		await line.say(change(changeOf('large', 'x'.repeat(30_000))));
		await expect.poll(settled).toBe(1);
		await line.say(change(changeOf('small')));
		await expect.poll(settled, { timeout: 5_000 }).toBe(2);
		expect(Date.now() - began).toBeGreaterThan(300);
	});

	test('who owes for what she brought waits at the door, too', async () => {
		await restart({ limits: { framesAtOnce: 20, framesPerSecond: 20 } });
		const line = await new Line(directory).say(hello);
		const began = Date.now();
		await line.say(change(changeOf('large', 'x'.repeat(30_000))));
		await expect.poll(() => line.frames.at(-1)?.kind).toBe('receipt');
		await new Line(directory).opened;
		expect(Date.now() - began).toBeGreaterThan(300);
	});

	test('who asks thousands of times at once is answered at her pace, and nobody waits for it', async () => {
		await restart({ limits: { framesAtOnce: 100, framesPerSecond: 10 } });
		const impatient = await new Line(directory).say(...Array.from({ length: 3_000 }, () => ask()));
		void relay.relay.hub.write(workspace, [
			{ document: { kind: 'directory' }, update: changeOf('x') }
		]);
		const kinds = () => impatient.frames.map(({ kind }) => kind);
		const answers = () => kinds().filter((kind) => kind === 'answer').length;
		await expect.poll(kinds).toContain('change');
		expect(answers()).toBeLessThan(100);
		await expect.poll(answers).toBeGreaterThanOrEqual(10);
	});

	test('a change that is too large comes as an answer instead', async () => {
		const large = changeOf('x', 'x'.repeat(300_000));
		const polite = await new Line(directory).say(hello, change(large));
		await expect
			.poll(() => polite.frames)
			.toContainEqual({
				...{ kind: 'refusal', change: 1, code: 'too-large' }
			});
		const plain = await new Line(directory).say(change(large));
		expect(await plain.closed).toBe(1009);
		await polite.say(answer(large));
		await expect.poll(() => polite.frames.at(-1)).toEqual({ kind: 'receipt', settled: 2 });
	});

	test('a frame over every limit ends its socket with 1009', async () => {
		await restart({ limits: { answerBytes: 10_000 } });
		const line = await new Line(directory).say(new Uint8Array(20_000));
		expect(await line.closed).toBe(1009);
	});

	test('text is no frame, even where its bytes would be one', async () => {
		expect(await (await new Line(directory).say('\x03')).closed).toBe(4400);
	});

	test('frames of every size arrive whole', async () => {
		const line = await new Line(directory).say(hello, ask());
		const other = await new Line(directory).say(hello);
		const updates = [1, 100, 130, 20_000, 70_000, 200_000].map((size) =>
			changeOf('x', 'x'.repeat(size))
		);
		await other.say(...updates.map(change));
		const changes = () => line.frames.filter((frame) => frame.kind === 'change');
		await expect.poll(() => changes().length).toBe(updates.length);
		expect(changes().map((frame) => frame.update)).toEqual(updates);
		expect(encode(changes()[0]!)).toEqual(change(updates[0]!));
	});
});
