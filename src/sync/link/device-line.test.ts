// All documents of a device over one line. Faults planted in device-line.ts, conversation.ts,
// channel-socket.ts and line-link.ts, each seen red and taken back: a socket for each document; hello in a
// message of its own; a channel used twice; no end of a line that is silent; the last words of the last
// document not sent; `return` forgotten; trouble that is long past counted on; a long upload without questions;
// changes sent of what may only be read; what is said of a document before it is opened.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import { pieceBytes } from '#wire/line.ts';
import { DeviceOnLine } from '../testing/device-on-line.ts';

const directory: DocumentName = { kind: 'directory' };
const people: DocumentName = { kind: 'people' };
const venues: DocumentName = { kind: 'venues' };
let device: DeviceOnLine;

beforeEach(() => {
	device = new DeviceOnLine();
});
afterEach(() => device.close());

describe('one line', () => {
	test('carries all documents, and those that are ready when it opens are asked for in one message', async () => {
		const shared = [directory, people, venues].map((name) => device.share(name));
		for (const one of shared) expect(one.state.status).toBe('opening');
		await device.settle();
		expect(device.relay.lines).toHaveLength(1);
		expect(device.relay.line.opened).toEqual([['directory', 'people', 'ledger/venues']]);
		expect(device.relay.line.ofLine[0]).toEqual({ kind: 'hello', version: 1 });
		expect(device.relay.line.messages[0]).toHaveLength(2);
		for (const { state } of shared)
			expect(state).toEqual({ status: 'open', attempt: 0, synced: true });
	});

	test('takes up a later document by itself, and those that come together together', async () => {
		device.share(directory);
		await device.settle();
		device.share(people);
		device.share(venues);
		await device.settle();
		expect(device.relay.lines).toHaveLength(1);
		expect(device.relay.line.opened).toEqual([['directory'], ['people', 'ledger/venues']]);
	});

	test('says what is shown of a document after it is opened, and all in its order', async () => {
		const first = device.share(directory);
		first.awareness.setLocalState({ week: '2026-W48' });
		device.share(people);
		await device.settle();
		expect(device.relay.line.messages[0]!.map(({ channel }) => channel)).toEqual([0, 0, 1, 0]);
		expect(device.relay.line.opened).toEqual([['directory', 'people']]);
		expect(device.relay.line.heard('directory')[0]).toMatchObject({ kind: 'presence' });
	});

	test('asks only for what each document lacks', async () => {
		const here = device.share(directory);
		here.write('soup');
		await device.settle();
		const frame = device.relay.line.ofLine.find(({ kind }) => kind === 'open');
		const have = frame?.kind === 'open' ? frame.documents[0]!.have : new Uint8Array();
		expect(Y.decodeStateVector(have).get(here.doc.clientID)).toBe(1);
		expect(device.atRelay(directory)).toEqual(['soup']);
	});

	test('brings changes to and fro, each to its own document', async () => {
		const [first, second] = [device.share(directory), device.share(people)];
		await device.settle();
		first.write('soup');
		const elsewhere = new Y.Doc();
		elsewhere.getMap('notes').set('cards', true);
		device.relay.line.say('people', { kind: 'change', update: Y.encodeStateAsUpdate(elsewhere) });
		await device.settle();
		expect(device.atRelay(directory)).toEqual(['soup']);
		expect(device.atRelay(people)).toEqual([]);
		expect(second.notes).toEqual({ cards: true });
		expect(first.notes).toEqual({ soup: true });
	});

	test('counts what is sent and settled document by document', async () => {
		const [first, second] = [device.share(directory), device.share(people)];
		await device.settle();
		first.write('soup');
		first.write('cards');
		await device.settle();
		expect(first.told).toEqual([
			...['opened', 'answer', 'receipt 1'],
			...['change', 'change', 'receipt 2', 'receipt 3']
		]);
		expect(second.told).toEqual(['opened', 'answer', 'receipt 1']);
	});

	test('sends nothing of a document that may only be read, but who looks at it', async () => {
		const read = device.share(directory, false);
		await device.settle();
		read.write('forbidden');
		read.awareness.setLocalState({ week: '2026-W48' });
		await device.settle();
		expect(device.relay.line.heard('directory').map(({ kind }) => kind)).toEqual(['presence']);
		expect(read.told).toEqual(['opened']);
	});

	test('closes with its last document, after the last words of it', async () => {
		const [first, second] = [device.share(directory), device.share(people)];
		first.awareness.setLocalState({ week: '2026-W48' });
		await device.settle();
		second.link.close();
		await device.settle();
		expect(device.relay.line.ofLine.at(-1)).toMatchObject({ kind: 'shut', code: 1000 });
		expect(device.relay.line.isClosed).toBe(false);
		first.write('last');
		first.link.close();
		expect(device.relay.line.isClosed).toBe(true);
		expect(device.relay.line.heard('directory').map(({ kind }) => kind)).toContain('change');
		expect(device.relay.line.ofLine.filter(({ kind }) => kind === 'shut')).toHaveLength(2);
		device.share(venues);
		await device.settle();
		expect(device.relay.lines).toHaveLength(2);
	});

	test('a document that is closed and opened again hears nothing that was meant for the first', async () => {
		const first = device.share(directory);
		device.share(people);
		await device.settle();
		const { line } = device.relay;
		const elsewhere = new Y.Doc();
		elsewhere.getMap('notes').set('crossed', true);
		line.say('directory', { kind: 'change', update: Y.encodeStateAsUpdate(elsewhere) });
		line.shut('directory', 1013);
		first.link.close();
		const again = device.share(directory);
		await device.settle();
		expect(line.opened.at(-1)).toEqual(['directory']);
		expect(again.doc.getMap('notes').size).toBe(0);
		expect(again.state).toMatchObject({ status: 'open', synced: true });
	});
});

describe('trouble with the line', () => {
	test('it comes back by itself, with all documents in one message', async () => {
		const shared = [directory, people].map((name) => device.share(name));
		await device.settle();
		device.relay.line.hangUp(1006);
		for (const one of shared) expect(one.state.status).toBe('waiting');
		shared[0]!.write('offline');
		await device.pass(1_000);
		expect(device.relay.lines).toHaveLength(2);
		expect(device.relay.line.opened).toEqual([['directory', 'people']]);
		expect(device.atRelay(directory)).toEqual(['offline']);
		for (const one of shared) expect(one.told.filter((told) => told === 'opened')).toHaveLength(2);
	});

	test.each([
		[4410, 'withdrawn'],
		[4411, 'expired'],
		[4412, 'erased']
	])('close code %i is final for all documents', async (code, why) => {
		const shared = [directory, people].map((name) => device.share(name));
		await device.settle();
		device.relay.line.hangUp(code);
		await device.pass(120_000);
		for (const { link } of shared) expect(link.state.read()).toEqual({ status: 'refused', why });
		expect(device.relay.lines).toHaveLength(1);
	});

	test.each([
		[4401, 'no-session'],
		[4403, 'no-session'],
		[4404, 'no-workspace']
	])(
		'after close code %i it asks again, says why meanwhile, and shares once it is known',
		async (code, why) => {
			const here = device.share(directory);
			await device.settle();
			device.relay.turnsAway = code;
			device.relay.line.hangUp(code);
			here.write('meanwhile');
			const said: string[] = [];
			const stop = here.link.state.observe(() => said.push(here.state.status));
			await device.pass(120_000);
			stop();
			expect(device.relay.lines.length).toBeGreaterThan(5);
			expect(said).toEqual([]);
			expect(here.state).toEqual({ status: 'refused', why });
			device.relay.turnsAway = null;
			here.link.retry();
			await device.settle();
			expect(here.state).toMatchObject({ status: 'open', synced: true });
			expect(device.atRelay(directory)).toEqual(['meanwhile']);
		}
	);

	test('silence shows within five seconds, though the socket notices nothing', async () => {
		const here = device.share(directory);
		await device.settle();
		await device.pass(10_000);
		expect(here.state.status).toBe('open');
		device.relay.isThere = false;
		await device.pass(4_200);
		expect(here.state.status).toBe('waiting');
		expect(device.relay.line.isClosed).toBe(true);
		device.relay.isThere = true;
		await device.pass(5_000);
		expect(here.state).toMatchObject({ status: 'open', synced: true });
	});

	test('silence shows as soon on a line that came back, once everything was answered on it', async () => {
		const here = device.share(directory);
		await device.settle();
		for (let time = 0; time < 3; time++) {
			device.relay.line.hangUp(1006);
			await device.pass(1_000);
			expect(here.state.status).toBe('open');
		}
		device.relay.isThere = false;
		await device.pass(4_200);
		expect(here.state.status).toBe('waiting');
	});

	test('a relay that never lets a device in shows within five seconds, and it has more patience later', async () => {
		device.relay.isThere = false;
		const here = device.share(directory);
		await device.pass(4_100);
		expect(here.state.status).toBe('waiting');
		await device.pass(1_000);
		expect(here.state.status).toBe('opening');
		await device.pass(7_000);
		expect(here.state).toEqual({ status: 'opening', attempt: 1 });
	});

	test('the device itself says that the network is gone, and back', async () => {
		const here = device.share(directory);
		await device.settle();
		here.link.lose();
		expect(here.state.status).toBe('waiting');
		here.link.retry();
		await device.settle();
		expect(here.state).toMatchObject({ status: 'open', synced: true });
		here.link.retry();
		await device.settle();
		expect(device.relay.lines).toHaveLength(2);
		expect(device.relay.line.ofLine.filter(({ kind }) => kind === 'ping')).toHaveLength(1);
	});

	test('a relay that stops is asked when it said that it would be back', async () => {
		const here = device.share(directory);
		await device.settle();
		device.relay.line.tell({ kind: 'return', afterMs: 8_000 });
		await device.settle();
		device.relay.line.hangUp(1012);
		expect(here.state).toEqual({
			...{ status: 'waiting', attempt: 0 },
			retryAt: device.clock.now() + 8_000
		});
		await device.pass(7_900);
		expect(device.relay.lines).toHaveLength(1);
		await device.pass(200);
		expect(here.state.status).toBe('open');
	});

	test.each([
		['a part that ends too soon', [1, 9, 2]],
		['no frame of a line', [0, 1, 99]]
	])('%s ends the line, and it comes back', async (_, bytes) => {
		const here = device.share(directory);
		await device.settle();
		device.relay.line.onmessage?.({ data: Uint8Array.from(bytes).buffer });
		expect(here.state.status).toBe('waiting');
		await device.pass(1_000);
		expect(here.state.status).toBe('open');
	});

	test('on which everything was answered, and which is lost later, is tried again soon', async () => {
		device.relay.isThere = false;
		const here = device.share(directory);
		await device.pass(40_000);
		device.relay.isThere = true;
		await device.pass(40_000);
		expect(here.state.status).toBe('open');
		device.relay.line.hangUp(1006);
		expect(here.state).toMatchObject({ status: 'waiting', attempt: 0 });
	});

	test('a long upload is seen to arrive, piece by piece', async () => {
		const here = device.share(directory);
		await device.settle();
		const before = device.relay.line.messages.length;
		here.write('long', 'x'.repeat(20 * pieceBytes));
		await device.settle();
		const pings = device.relay.line.ofLine.filter(({ kind }) => kind === 'ping');
		expect(pings.length).toBeGreaterThanOrEqual(20);
		const said = device.relay.line.messages.slice(before);
		expect(Math.max(...said.flat().map(({ frame }) => frame.length))).toBeLessThan(pieceBytes + 20);
		expect(device.atRelay(directory)).toEqual(['long']);
	});
});
