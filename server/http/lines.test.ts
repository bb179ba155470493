// The door for lines, over real sockets. Faults planted in sync.ts, lines.ts, relay.ts and line.ts, each
// seen red and taken back: a line without documents that stays when its device is withdrawn; a relay that
// stops without a word, or before it has passed on what came in; no sign of life while a line is read more
// slowly; the larger message of a plain socket; a line that is not counted among the sockets of its member.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { InviteAnswer } from '#wire/api.ts';
import { decode, type Frame } from '#wire/frame.ts';
import { decodeLine, encodeLine, type LineFrame } from '#wire/line-frame.ts';
import { Assembly, joined, lineChannel, pack, readParts, type Part } from '#wire/line.ts';
import { answer, ask, change, changeOf, emptyVector } from '../testing/fake-device.ts';
import {
	personId,
	RunningRelay,
	workspaceId,
	type Browser,
	type TestOptions
} from '../testing/running-relay.ts';

const workspace = workspaceId('kern');
/** For what takes longer on a busy machine. */
const patient = { timeout: 20_000 };
const hello: LineFrame = { kind: 'hello', version: 1 };
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
	readonly ofLine: LineFrame[] = [];
	/** The relay names what it says after the room, not after the channel on which it was asked. */
	readonly #heard: { readonly room: number; readonly frame: Frame }[] = [];
	readonly socket: WebSocket;
	readonly opened: Promise<void>;
	readonly closed: Promise<number>;
	readonly #assembly = new Assembly(Infinity);

	constructor(browser: Browser = tablet) {
		this.socket = new WebSocket(`${relay.syncUrl}/${workspace}`, {
			headers: { cookie: browser.cookie }
		});
		this.opened = new Promise((resolve) => this.socket.once('open', resolve));
		this.closed = new Promise((resolve) => this.socket.once('close', resolve));
		this.socket.on('message', (data: Buffer) => this.#hear(Uint8Array.from(data)));
	}

	/** Of all its documents. */
	get frames(): Frame[] {
		return this.#heard.map(({ frame }) => frame);
	}

	on(channel: number): Frame[] {
		const rooms = this.ofLine.flatMap((one) =>
			one.kind === 'opened' && one.channel === channel ? [one.room] : []
		);
		return this.#heard.flatMap(({ room, frame }) => (rooms.includes(room) ? [frame] : []));
	}

	async tell(...frames: LineFrame[]): Promise<this> {
		return this.send(frames.map((frame) => ({ channel: lineChannel, frame: encodeLine(frame) })));
	}

	async send(parts: readonly Part[]): Promise<this> {
		await this.opened;
		for (const message of pack(parts)) this.socket.send(joined(message));
		return this;
	}

	open(...documents: string[]): Promise<this> {
		const opening = documents.map((document, at) => ({
			...{ channel: at + 1, document, client: 1_000 + at },
			have: emptyVector
		}));
		return this.tell({ kind: 'open', documents: opening });
	}

	#hear(message: Uint8Array): void {
		for (const part of readParts(message)) {
			const taken = this.#assembly.take(part);
			if (typeof taken === 'string') continue;
			if (taken.channel === lineChannel) this.ofLine.push(decodeLine(taken.frame));
			else this.#heard.push({ room: taken.channel, frame: decode(taken.frame) });
		}
	}
}

async function newcomer(): Promise<[Browser, string]> {
	const path = `/api/workspaces/${workspace}`;
	const { invitation, secret } = await tablet.ask<InviteAnswer>('POST', `${path}/invitations`, {
		role: 'volunteer'
	});
	const phone = relay.browser();
	const { device } = await phone.ask<{ device: string }>('POST', '/api/join', {
		...{ invitation, secret, name: 'Bob' },
		device: { label: 'phone' }
	});
	return [phone, device];
}

describe('a line', () => {
	test('carries several documents over one socket, to and fro', async () => {
		const [here, there] = [await new Line().tell(hello), await new Line().tell(hello)];
		await here.open('directory', 'people');
		await there.open('people', 'directory');
		const answers = (line: Line) => line.frames.filter(({ kind }) => kind === 'answer').length;
		await expect.poll(() => answers(here) + answers(there)).toBe(4);
		const update = changeOf('x', 'x'.repeat(100_000));
		await here.send([{ channel: 1, frame: change(update) }]);
		await expect.poll(() => here.frames.at(-1)).toEqual({ kind: 'receipt', settled: 1 });
		await expect.poll(() => there.frames.at(-1)).toEqual({ kind: 'change', update });
	});

	test('that asks for much and takes nothing is answered as it takes it', async () => {
		await restart({ limits: { sendBufferBytes: 1_000_000, framesAtOnce: 1_000_000 } });
		const [other, line] = [await new Line().open('people'), await new Line().tell(hello)];
		await line.open('directory', 'people');
		await line.send([{ channel: 1, frame: answer(changeOf('x', 'x'.repeat(2_000_000))) }]);
		const told = () => line.frames.filter(({ kind }) => kind === 'receipt').length;
		await expect.poll(told, patient).toBe(1);
		line.socket.pause();
		const questions = Array.from({ length: 50 }, () => ({ channel: 1, frame: ask() }));
		const end = { channel: 2, frame: change(changeOf('end')) };
		await line.send([...questions, { channel: 2, frame: ask() }, end]);
		// All that was asked is taken by now.
		await expect.poll(() => other.frames.at(-1)?.kind, patient).toBe('change');
		line.socket.resume();
		await expect.poll(told, patient).toBe(2);
		const answers = (channel: number) => line.on(channel).filter(({ kind }) => kind === 'answer');
		expect(answers(1).length).toBeLessThan(20);
		// What was asked of the other document waited for its turn, which came.
		await expect.poll(() => answers(2).length, patient).toBe(2);
	});

	test('is one socket among those that a member may have', async () => {
		await restart({ limits: { socketsPerMember: 1 } });
		await new Line().opened;
		expect(await new Line().closed).toBe(1013);
	});

	test('takes no message that is larger than pieces need', async () => {
		const line = await new Line().tell(hello);
		line.socket.send(new Uint8Array(300_000));
		expect(await line.closed).toBe(1009);
	});

	test('is closed when its device is withdrawn, also while no document is open on it', async () => {
		const [phone, device] = await newcomer();
		const empty = await new Line(phone).tell(hello);
		const busy = await (await new Line(phone).tell(hello)).open('directory');
		const other = await new Line().open('directory');
		await expect.poll(() => busy.frames.length).toBeGreaterThan(0);
		await tablet.ask('DELETE', `/api/workspaces/${workspace}/devices/${device}`);
		expect([await empty.closed, await busy.closed]).toEqual([4410, 4410]);
		expect(await new Line(phone).closed).toBe(4410);
		expect(other.socket.readyState).toBe(WebSocket.OPEN);
	});

	test('comes back when the role of its member has changed', async () => {
		const [phone] = await newcomer();
		const line = await new Line(phone).open('directory');
		await expect.poll(() => line.frames.length).toBeGreaterThan(0);
		const me = await phone.ask<{ memberships: { person: string }[] }>('GET', '/api/me');
		const person = me.memberships[0]!.person;
		await tablet.ask('PATCH', `/api/workspaces/${workspace}/members/${person}`, {
			role: 'coordinator'
		});
		expect(await line.closed).toBe(1012);
	});

	test('that writes too fast hears that the relay is there, though it is not read', async () => {
		await restart({ limits: { framesAtOnce: 5, framesPerSecond: 5 } });
		const line = await new Line().open('directory');
		const update = changeOf('x', 'x'.repeat(30_000));
		await line.send([{ channel: 1, frame: change(update) }]);
		await expect.poll(() => line.ofLine.at(-1), { timeout: 5_000 }).toEqual({ kind: 'pong' });
	});
});

describe('a message with thousands of questions', () => {
	test('is answered at its member’s pace, part by part', async () => {
		await restart({ limits: { framesAtOnce: 100, framesPerSecond: 10 } });
		const line = await new Line().open('directory');
		await expect.poll(() => line.frames.length).toBeGreaterThan(0);
		await line.send(Array.from({ length: 2_000 }, () => ({ channel: 1, frame: ask() })));
		void relay.relay.hub.write(workspace, [
			{ document: { kind: 'directory' }, update: changeOf('x') }
		]);
		const kinds = () => line.frames.map(({ kind }) => kind);
		const answers = () => kinds().filter((kind) => kind === 'answer').length;
		await expect.poll(kinds).toContain('change');
		expect(answers()).toBeLessThan(100);
		await expect.poll(answers).toBeGreaterThanOrEqual(5);
	});
});

describe('a relay that stops', () => {
	test('passes on what came in, says when it may be back, and closes', async () => {
		const line = await (await new Line().tell(hello)).open('directory');
		await expect.poll(() => line.frames.length).toBeGreaterThan(0);
		const update = changeOf('x');
		void relay.relay.hub.write(workspace, [{ document: { kind: 'directory' }, update }]);
		await relay.relay.stop();
		expect(await line.closed).toBe(1012);
		expect(line.frames.at(-1)).toEqual({ kind: 'change', update });
		const told = line.ofLine.at(-1);
		expect(told?.kind === 'return' && told.afterMs).toBeGreaterThanOrEqual(2_000);
	});
});
