// Faults planted here, each seen red and taken back: no question after bytes that can't be taken in; a
// question after each of them; nobody told.
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import { poison } from '#tests/support/poison.ts';
import { decode, encode } from '#wire/frame.ts';
import { systemClock } from '../clock.ts';
import type { Link } from './link.ts';
import { websocketLinks } from './websocket-link.ts';

let relay: WebSocketServer;
let link: Link;
/** What the relay answers to the first question, the second one, and so on. */
let answers: Uint8Array[];
let questions: number;
const doc = new Y.Doc();
const onunreadable = vi.fn<() => void>();

beforeEach(async () => {
	[answers, questions] = [[], 0];
	relay = new WebSocketServer({ port: 0 });
	relay.on('connection', (socket) => {
		socket.on('message', (bytes: Buffer) => {
			const frame = decode(bytes);
			const update = frame.kind === 'ask' ? answers[questions++] : undefined;
			if (update) socket.send(encode({ kind: 'answer', update }));
		});
	});
	await new Promise((resolve) => relay.once('listening', resolve));
	vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
	link.close();
	relay.close();
	vi.restoreAllMocks();
});

function connect(): void {
	const url = `ws://127.0.0.1:${(relay.address() as AddressInfo).port}`;
	const Socket = WebSocket as unknown as typeof globalThis.WebSocket;
	const links = websocketLinks({ url, Socket, clock: systemClock });
	const silent = () => undefined;
	link = links(
		{
			workspace: WorkspaceId.parse('leie000000000000')!,
			document: { kind: 'lane', person: PersonId.parse('ann0000000000000')! },
			...{ doc, awareness: new Awareness(doc), mayWrite: true }
		},
		{
			...{ onopened: silent, onsent: silent, onreceipt: silent, onrefusal: silent },
			...{ onpostponed: silent, onunreadable }
		}
	);
}

test('bytes that Yjs can’t take in are told and asked for once more, so that what came with them arrives', async () => {
	const other = new Y.Doc();
	// Yjs takes the larger ids first: this one stands behind what throws.
	other.clientID = 3;
	other.getMap('notes').set('soup', true);
	const good = Y.encodeStateAsUpdate(other);
	const both = Y.mergeUpdates([good, poison]);
	expect(() => Y.applyUpdate(new Y.Doc(), both)).toThrow();
	answers = [both, poison, good];
	connect();
	await vi.waitFor(() => expect(onunreadable).toHaveBeenCalledTimes(2));
	expect(questions).toBe(2);
	expect(doc.getMap('notes').size).toBe(0);

	// A fresh socket asks afresh, and the relay has mended what it sends.
	link.lose();
	link.retry();
	await vi.waitFor(() => expect(doc.getMap('notes').get('soup')).toBe(true));
	expect(link.state.read()).toMatchObject({ status: 'open', synced: true });
});
