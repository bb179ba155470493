// One document of many on a line. Faults planted in line-link.ts, channel-socket.ts and channel-state.ts, each
// seen red and taken back: a document that is shut taking the line along; trouble that is long past counted
// on; a frame that makes no sense passed over in silence; changes of a document that is only read sent; a change that is too large given up; a question
// after each broken frame.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import { poison } from '#tests/support/poison.ts';
import { DeviceOnLine } from '../testing/device-on-line.ts';

const directory: DocumentName = { kind: 'directory' };
const people: DocumentName = { kind: 'people' };
let device: DeviceOnLine;

beforeEach(() => {
	device = new DeviceOnLine();
});
afterEach(() => device.close());

describe('trouble with one document', () => {
	test.each([
		[4403, 'not-allowed'],
		[4404, 'gone'],
		[4410, 'withdrawn'],
		[4401, 'no-session']
	])('a deny (%i) is final for it, and the others go on', async (code, why) => {
		device.relay.denied.set('people', code);
		const [first, denied] = [device.share(directory), device.share(people)];
		await device.settle();
		expect(denied.state).toEqual({ status: 'refused', why });
		first.write('soup');
		await device.settle();
		expect(device.atRelay(directory)).toEqual(['soup']);
		denied.link.retry();
		await device.settle();
		await device.pass(120_000);
		expect(device.relay.line.opened.flat().filter((name) => name === 'people')).toHaveLength(1);
		expect(device.relay.lines).toHaveLength(1);
	});

	test('of one that may only be read nothing goes out, but for an answer that the relay is to judge', async () => {
		const read = device.share(directory, false);
		await device.settle();
		read.write('soup');
		const again = async () => {
			device.relay.line.shut('directory', 1013);
			await device.pass(2_000);
		};
		await again();
		expect(read.told).not.toContain('answer');
		read.offers = true;
		await again();
		expect(read.told).toContain('answer');
		read.write('bread');
		await device.settle();
		expect(read.told).not.toContain('change');
	});

	test('what is shut for now is opened again by itself, on the same line, and nothing is lost', async () => {
		const [first, second] = [device.share(directory), device.share(people)];
		await device.settle();
		device.relay.line.shut('people', 1013);
		await device.settle();
		// The first time it is no absence.
		expect(second.state).toEqual({ status: 'opening', attempt: 0 });
		second.write('meanwhile');
		expect(first.state.status).toBe('open');
		await device.pass(1_000);
		expect(second.state).toMatchObject({ status: 'open', synced: true });
		expect(device.atRelay(people)).toEqual(['meanwhile']);
		expect(device.relay.lines).toHaveLength(1);
	});

	test('a relay that keeps nothing of it is offered it less and less often, and the device says so', async () => {
		device.relay.confirms = false;
		const here = device.share(directory);
		await device.settle();
		for (let round = 0; round < 4; round++) {
			device.relay.line.shut('directory', 1013);
			await device.settle();
			const state = here.state;
			expect(state).toMatchObject(
				round === 0 ? { status: 'opening' } : { status: 'waiting', attempt: round }
			);
			await device.pass(10_000);
			expect(here.state.status).toBe('open');
		}
	});

	test.each([true, false])(
		'trouble that is over is no first of many (may be written: %s)',
		async (mayWrite) => {
			const here = device.share(directory, mayWrite);
			await device.settle();
			for (let time = 0; time < 3; time++) {
				device.relay.line.shut('directory', 1013);
				await device.settle();
				expect(here.state).toEqual({ status: 'opening', attempt: 0 });
				await device.pass(1_000);
				expect(here.state.status).toBe('open');
			}
		}
	);

	test('a frame that makes no sense costs that document and nothing else', async () => {
		const [first, second] = [device.share(directory), device.share(people)];
		await device.settle();
		device.relay.line.sayBytes('people', new Uint8Array([0x80]));
		await device.settle();
		expect(second.state.status).toBe('opening');
		expect(first.state.status).toBe('open');
		await device.pass(1_000);
		expect(second.state.status).toBe('open');
		expect(device.relay.lines).toHaveLength(1);
	});

	test('a change that is too large comes in the answer when it is opened anew', async () => {
		const here = device.share(directory);
		await device.settle();
		device.relay.confirms = false;
		here.write('long', 'x'.repeat(300_000));
		await device.settle();
		device.relay.line.say('directory', { kind: 'refusal', change: 2, code: 'too-large' });
		await device.settle();
		device.relay.confirms = true;
		await device.pass(2_000);
		expect(here.told).toContain('postponed');
		expect(here.told).not.toContain('refused too-large');
		expect(device.atRelay(directory)).toEqual(['long']);
	});

	test('an answer that is too large is refused for good', async () => {
		const here = device.share(directory);
		await device.settle();
		device.relay.line.shut('directory', 1009);
		await device.settle();
		expect(here.told.at(-1)).toBe('refused too-large');
		device.relay.line.say('directory', { kind: 'refusal', change: 1, code: 'too-large' });
		await device.pass(2_000);
		device.relay.line.say('directory', { kind: 'refusal', change: 1, code: 'too-large' });
		await device.settle();
		expect(here.told.filter((one) => one === 'refused too-large')).toHaveLength(2);
	});
});

describe('what Yjs can’t take in', () => {
	test('is told and asked for once more, so that what came with it arrives', async () => {
		vi.spyOn(console, 'error').mockReturnValue();
		const other = new Y.Doc();
		// Yjs takes the larger ids first: this one stands behind what throws.
		other.clientID = 3;
		other.getMap('notes').set('soup', true);
		const good = Y.encodeStateAsUpdate(other);
		const both = Y.mergeUpdates([good, poison]);
		expect(() => Y.applyUpdate(new Y.Doc(), both)).toThrow();
		device.relay.scripted.push(both, poison, good);
		const here = device.share(people);
		await device.settle();
		expect(here.told.filter((told) => told === 'unreadable')).toHaveLength(2);
		expect(device.relay.scripted).toHaveLength(1);
		expect(here.doc.getMap('notes').size).toBe(0);
		expect(here.state.status).toBe('open');

		// A fresh line asks afresh, and the relay has mended what it sends.
		here.link.lose();
		here.link.retry();
		await device.settle();
		expect(here.doc.getMap('notes').get('soup')).toBe(true);
		expect(here.state).toMatchObject({ status: 'open', synced: true });
		vi.restoreAllMocks();
	});
});
