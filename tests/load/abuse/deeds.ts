import { connect } from 'node:net';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { encode } from '#wire/frame.ts';
import { writePresence } from '#wire/presence.ts';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';
import { tangle } from '#tests/support/tangle.ts';
import { allButTheLast } from './season.ts';

/** Who means ill, and where: a member like any other, on a device of her own. */
export interface Target extends LineAddress {
	readonly person: string;
	/** The document in which the others write. */
	readonly document: string;
}

const nobody = { onframe: () => undefined };
const emptyVector = new Uint8Array([0]);

/** What one bad member can do, each as hard as a device can. A deed goes on until its process is ended. */
export const deeds = {
	'small changes, as fast as they go': (target) =>
		saying(target, 200, () => ({ kind: 'change', update: changeOf('x') })),
	'changes of 200 kB': (target) =>
		saying(target, 5, () => ({ kind: 'change', update: changeOf('x'.repeat(200_000)) })),
	'answers of 4 MB': (target) =>
		saying(target, 1, () => ({ kind: 'answer', update: changeOf('x'.repeat(4_000_000)) })),
	'asking for everything, again and again': (target) =>
		saying(target, 100, () => ({ kind: 'ask', have: emptyVector })),
	'asking for everything, ten thousand times in one message': (target) =>
		saying(target, 10_000, () => ({ kind: 'ask', have: emptyVector })),
	'asking for the last of it, again and again': (target) =>
		saying(target, 100, () => ({ kind: 'ask', have: allButTheLast })),
	'asking for everything and reading none of it': (target) =>
		Promise.race([
			readingNothing(target),
			saying(target, 50, () => ({ kind: 'ask', have: emptyVector }), 'deaf')
		]),
	'showing herself at ever other places': (target) => {
		let clock = 0;
		return saying(target, 100, () => {
			const state = JSON.stringify({ week: 'x'.repeat(3_000) });
			return { kind: 'presence', entries: writePresence([{ client: 7, clock: ++clock, state }]) };
		});
	},
	'opening and closing documents': opening,
	'opening ten thousand documents in one frame': openingVastly,
	'coming and going': comingAndGoing,
	'frames that make no sense': senseless,
	'messages with nothing in them, whatever the relay says to it': (target) =>
		flooding(target, () => new Uint8Array(0)),
	'words in the place of frames, whatever the relay says to it': (target) =>
		flooding(target, () => 'x'),
	'messages that never end': unending,
	'a lane that takes Yjs seconds': tangled,
	'calls that change something': (target) =>
		calling(target, `workspaces/${target.workspace}/invitations`, {
			method: 'POST',
			body: JSON.stringify({ role: 'volunteer' })
		}),
	'asking who she is, without end': (target) => calling(target, 'me', { method: 'GET' }),
	'connections that say nothing': silent
} satisfies Record<string, (target: Target) => Promise<never>>;

export type Deed = keyof typeof deeds;

/** A change by a client of its own. */
function changeOf(text: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getMap('bad').set('text', text);
	return Y.encodeStateAsUpdate(doc);
}

type Said = Parameters<LeanLine['say']>[1];

/** Says so many of these in each turn, on a line that is opened anew when it is ended; `deaf`: and reads nothing. */
async function saying(
	target: Target,
	atOnce: number,
	frame: () => Said,
	how: 'listening' | 'deaf' = 'listening'
): Promise<never> {
	const { document } = target;
	for (;;) {
		const line = await LeanLine.open(target, nobody);
		if (how === 'deaf') line?.stopReading();
		line?.ask([{ document, client: 7, have: emptyVector }]);
		let isOpen = line !== null;
		void line?.closed.then(() => (isOpen = false));
		while (line && isOpen) {
			if (line.bufferedBytes < 1_000_000)
				for (let many = 0; many < atOnce; many++) line.say(document, frame());
			await turn();
		}
		await turn();
	}
}

async function readingNothing(target: Target): Promise<never> {
	for (;;) {
		const socket = socketOf(target, `/${target.document}`);
		let isOpen = true;
		socket.on('error', () => undefined).once('close', () => (isOpen = false));
		socket.once('open', () => socket.pause());
		const question = encode({ kind: 'ask', have: emptyVector });
		while (isOpen) {
			if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < 100_000) {
				for (let many = 0; many < 50; many++) socket.send(question);
			}
			await turn();
		}
	}
}

async function opening(target: Target): Promise<never> {
	for (;;) {
		const line = await LeanLine.open(target, nobody);
		const wishes = Array.from({ length: 200 }, (_, at) => ({
			document: at === 0 ? target.document : `season/${String(at).padStart(16, 'a')}`,
			...{ client: at + 1, have: emptyVector }
		}));
		line?.ask(wishes);
		await turn();
		await line?.leave();
	}
}

async function openingVastly(target: Target): Promise<never> {
	for (;;) {
		const line = await LeanLine.open(target, nobody);
		const wishes = Array.from({ length: 10_000 }, (_, at) => ({
			document: `season/${String(at).padStart(16, 'b')}`,
			...{ client: at + 1, have: emptyVector }
		}));
		line?.ask(wishes);
		await line?.closed;
		await turn();
	}
}

async function comingAndGoing(target: Target): Promise<never> {
	for (;;) {
		const lines = await Promise.all(
			Array.from({ length: 50 }, () => LeanLine.open(target, nobody))
		);
		await Promise.all(lines.flatMap((line) => (line ? [line.leave()] : [])));
	}
}

async function senseless(target: Target): Promise<never> {
	const once = () =>
		new Promise<void>((resolve) => {
			const socket = socketOf(target, `/${target.document}`);
			socket.on('error', () => resolve()).once('close', () => resolve());
			socket.once('open', () => socket.send(new Uint8Array([0, 2, 3, 255, 255, 255])));
		});
	for (;;) await Promise.all(Array.from({ length: 20 }, once));
}

/** Over twenty lines at once, as fast as they take it, until they are gone; then over others. */
function flooding(target: Target, message: () => Uint8Array | string): Promise<never> {
	const begin = (): void => {
		const socket = socketOf(target, '');
		socket.on('error', () => undefined).once('close', begin);
		const flood = (): void => {
			if (socket.readyState !== WebSocket.OPEN) return;
			if (socket.bufferedAmount < 200_000)
				for (let many = 0; many < 500; many++) socket.send(message());
			setImmediate(flood);
		};
		socket.once('open', flood);
	};
	for (let many = 0; many < 20; many++) begin();
	return new Promise(() => undefined);
}

/** On a hundred sockets, each of which says that 8 MB come and keeps the last bytes of them. */
function unending(target: Target): Promise<never> {
	const begin = (): void => {
		const socket = socketOf(target, `/${target.document}`);
		socket.on('error', () => undefined).once('close', begin);
		const part = new Uint8Array(78_000);
		socket.once('open', () => {
			for (let many = 0; many < 100; many++) socket.send(part, { fin: false });
		});
	};
	for (let many = 0; many < 100; many++) begin();
	return new Promise(() => undefined);
}

/** A plain socket: for one document, or a line. */
function socketOf({ port, workspace, cookie, from }: Target, path: string): WebSocket {
	const headers = { cookie, ...(from ? { 'x-forwarded-for': from } : {}) };
	return new WebSocket(`ws://127.0.0.1:${port}/sync/${workspace}${path}`, { headers });
}

/** In her own lane, which the clerk must read: once, and again whenever it was given up. */
async function tangled(target: Target): Promise<never> {
	const document = `lane/${target.person}`;
	const line = await LeanLine.open(target, nobody);
	line?.ask([{ document, client: 7, have: emptyVector }]);
	line?.say(document, { kind: 'answer', update: tangle(5_500) });
	return saying({ ...target, document }, 1, () => ({ kind: 'change', update: changeOf('x') }));
}

/** Over twenty connections at once. */
async function calling(
	{ port, cookie, from }: Target,
	path: string,
	what: { readonly method: string; readonly body?: string }
): Promise<never> {
	const headers = { cookie, ...(from ? { 'x-forwarded-for': from } : {}) };
	const call = () =>
		fetch(`http://127.0.0.1:${port}/api/${path}`, { ...what, headers }).then(
			(answer) => answer.arrayBuffer(),
			() => null
		);
	for (;;) await Promise.all(Array.from({ length: 20 }, call));
}

/** Until they are cut off; then others take their place. */
function silent({ port }: Target): Promise<never> {
	const begin = (): void => {
		const socket = connect(port, '127.0.0.1');
		socket.on('error', () => undefined).once('close', begin);
		socket.write('GET /health HTTP/1.1\r\nx-slow: ');
	};
	for (let many = 0; many < 1_000; many++) begin();
	return new Promise(() => undefined);
}

function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
