// A thread that answers, and one that doesn't. Faults planted in thread.ts, each seen red and taken back: no
// limit, one by the clock on the wall, a limit that signs don't renew, the next question given to the thread that was ended.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { tangle } from '#tests/support/tangle.ts';
import { Stopped, TooSlow } from '../relay/integrator.ts';
import { readShape } from '../relay/update-shape.ts';
import { threadedIntegrator } from './integrator.ts';
import { Thread } from './thread.ts';

/**
 * Echoes; `wait` never answers, `sleep` gets no processor for a while, `signs` says ten times in a while that it
 * gets on, `throw` has a bug.
 */
const program = `
	const { parentPort } = require('node:worker_threads');
	let count = 0;
	parentPort.on('message', (question) => {
		parentPort.postMessage({ kind: 'begun' });
		const answer = { kind: 'answer', answer: [question, ++count] };
		if (question === 'wait') for (;;);
		if (question === 'sleep') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
		if (question === 'throw') throw new Error('a bug');
		if (question !== 'signs') return parentPort.postMessage(answer);
		let signs = 0;
		const timer = setInterval(() => {
			if (++signs < 10) return parentPort.postMessage({ kind: 'sign', sign: signs });
			clearInterval(timer);
			parentPort.postMessage(answer);
		}, 50);
	});
`;

let folder: string;
let thread: Thread;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'thread-'));
	const file = join(folder, 'program.cjs');
	writeFileSync(file, program);
	thread = new Thread(pathToFileURL(file), 300);
});

afterEach(async () => {
	await thread.close();
	rmSync(folder, { recursive: true });
});

describe('a thread', () => {
	test('answers one question after another', async () => {
		const answers = await Promise.all(['a', 'b', 'c'].map((one) => thread.ask(one)));
		expect(answers).toEqual([
			['a', 1],
			['b', 2],
			['c', 3]
		]);
	});

	test('is ended by a question that takes too long; the others are answered by a new one', async () => {
		await thread.ask('a');
		const [slow, next] = await Promise.allSettled([thread.ask('wait'), thread.ask('b')]);
		expect(slow).toMatchObject({ status: 'rejected', reason: expect.any(TooSlow) as unknown });
		expect(next).toMatchObject({ status: 'fulfilled', value: ['b', 1] });
	});

	test('is not ended for having got no processor', async () => {
		expect(await thread.ask('sleep')).toEqual(['sleep', 1]);
	});

	test('may take longer while it says that it gets on', async () => {
		const signs: unknown[] = [];
		expect(await thread.ask('signs', (sign) => signs.push(sign))).toEqual(['signs', 1]);
		expect(signs).toHaveLength(9);
	});

	test('a bug in it fails its question and no other', async () => {
		await expect(thread.ask('throw')).rejects.toThrow('a bug');
		expect(await thread.ask('a')).toEqual(['a', 1]);
	});

	test('fails what is waiting when the relay stops', async () => {
		const waiting = [thread.ask('wait'), thread.ask('a')];
		const failed = Promise.all(waiting.map((one) => expect(one).rejects.toThrow(Stopped)));
		await thread.close();
		await failed;
	});
});

test('the integrator in a thread makes one update of many, and knows what Yjs can not take in', async () => {
	const integrator = threadedIntegrator(5_000);
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (const key of ['a', 'b', 'c']) doc.getMap('m').set(key, 1);
	const { state, broken } = await integrator.integrate(updates);
	const copy = new Y.Doc();
	Y.applyUpdate(copy, state);
	expect(copy.getMap('m').toJSON()).toEqual({ a: 1, b: 1, c: 1 });
	expect(broken).toBe(0);
	const have = Y.encodeStateVectorFromUpdate(updates[0]!);
	expect(await integrator.missing(state, have)).toEqual(Y.diffUpdate(state, have));
	expect(await integrator.shape(state)).toEqual(readShape(state));
	expect(await integrator.shape(new Uint8Array([9]))).toBeNull();
	await integrator.close();
});

test('who waits for an answer does not wait for a document that takes long', async () => {
	const integrator = threadedIntegrator(5_000);
	const order: string[] = [];
	const slow = integrator
		.integrate([tangle(4_000)])
		.catch(() => undefined)
		.then(() => order.push('integrated'));
	for (let n = 0; n < 5; n++) {
		await integrator.shape(new Uint8Array([0, 0]));
		order.push('answered');
	}
	await slow;
	expect(order.at(-1)).toBe('integrated');
	await integrator.close();
});
