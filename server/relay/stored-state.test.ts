// Faults planted in stored-state.ts and deleted-ranges.ts, each seen red and taken back: deletions left
// out of the answer to a returning device, what came after a rest left out when it is folded, a vector that steps over a gap, tail pieces left out when
// they only delete, `lacks` blind for deletions, the first piece sent as the closing answer, pieces that were made
// once answered with though more has come, what lay in a batch lost when it grows; a part of the base that is
// left out, or taken out here as well, where it was taken out elsewhere; the list of deletions, or the vector, not made
// anew when more came, made anew for everybody, made before what came last is sorted in, not counted as work.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decode } from '#wire/frame.ts';
import { changeOf } from '../testing/fake-device.ts';
import { integrate } from './integrate.ts';
import { largeBytes } from './integrator.ts';
import { readShape, type ClockRange } from './update-shape.ts';
import { pieceOf } from './piece.ts';
import { StoredState } from './stored-state.ts';

/** Two devices that write, delete and now and then meet. */
const anyStep = fc.record({
	device: fc.nat(1),
	key: fc.constantFrom('a', 'b', 'c', 'd'),
	value: fc.option(fc.string({ maxLength: 5 })),
	meet: fc.boolean()
});

function history(
	steps: readonly { device: number; key: string; value: string | null; meet: boolean }[]
) {
	const docs = [new Y.Doc(), new Y.Doc()];
	const updates: Uint8Array[] = [];
	for (const doc of docs) {
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'meeting') updates.push(update);
		});
	}
	for (const { device, key, value, meet } of steps) {
		const map = docs[device]!.getMap('m');
		if (value === null) map.delete(key);
		else map.set(key, value);
		if (meet)
			for (const [a, b] of [docs, docs.toReversed()] as Y.Doc[][]) {
				Y.applyUpdate(b!, Y.encodeStateAsUpdate(a!), 'meeting');
			}
	}
	return updates;
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc;
}

/** The relay's state: some updates folded into the base, the others in the tail. */
function stateOf(updates: readonly Uint8Array[], folded: number): StoredState {
	const base = folded > 0 ? Y.encodeStateAsUpdate(docOf(updates.slice(0, folded))) : null;
	return new StoredState(
		base && pieceOf(base),
		updates.slice(folded).map((update) => pieceOf(update)!)
	);
}

function take(doc: Y.Doc, frames: readonly Uint8Array[]): void {
	for (const bytes of frames) {
		const frame = decode(bytes);
		if (frame.kind === 'change' || frame.kind === 'answer') Y.applyUpdate(doc, frame.update);
	}
}

function covers(outer: ClockRange, inner: ClockRange): boolean {
	return outer.client === inner.client && outer.from <= inner.from && outer.until >= inner.until;
}

/** Of a client of its own. */
const large = changeOf('large', 'x'.repeat(largeBytes));

const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 30 });

describe('stored state', () => {
	property.prop([anySteps, fc.nat(), fc.nat()], { numRuns: 500 })(
		'brings any device up to date, whatever it had',
		(steps, foldAt, haveAt) => {
			const updates = history(steps);
			const state = stateOf(updates, foldAt % (updates.length + 1));
			const device = docOf(updates.slice(0, haveAt % (updates.length + 1)));
			take(device, state.answer(Y.encodeStateVector(device)).frames);
			const whole = docOf(updates);
			expect(device.getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
			expect(Y.encodeStateVector(device)).toEqual(Y.encodeStateVector(whole));
			expect(docOf(state.updates).getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
		}
	);

	property.prop([anySteps, fc.nat(), fc.nat(), fc.nat()], { numRuns: 300 })(
		'says of a large base that a part of it is lacked, and answers with that part, as it was and with what came since',
		(steps, foldAt, haveAt, goOnAt) => {
			const updates = [large, ...history(steps)];
			const folded = 1 + (foldAt % updates.length);
			const asked = folded + (goOnAt % (updates.length - folded + 1));
			const state = stateOf(updates.slice(0, asked), folded);
			const device = docOf(updates.slice(0, haveAt % (updates.length + 1)));
			const have = Y.encodeStateVector(device);
			const base = state.largeBaseFor(have);
			const lacked = updates.slice(0, folded).map((update) => pieceOf(update)!.shape);
			const clocks = Y.decodeStateVector(have);
			const lacksSome = lacked.some(({ brings }) =>
				brings.some(({ client, until }) => until > (clocks.get(client) ?? 0))
			);
			expect(base !== null).toBe(clocks.size > 0 && lacksSome);
			for (const update of updates.slice(asked)) state.add([pieceOf(update)!]);
			const part = base && Y.diffUpdate(base, have);
			const { frames, goneThroughBytes } = state.answer(have, part);
			take(device, frames);
			const whole = docOf(updates);
			expect(device.getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
			expect(Y.encodeStateVector(device)).toEqual(Y.encodeStateVector(whole));
			if (!base) return;
			expect(goneThroughBytes).toBeLessThan(base.length);
			// Whatever was taken out is what is sent, be it all of it.
			const sent = state.answer(have, base).frames.reduce((sum, { length }) => sum + length, 0);
			expect(sent).toBeGreaterThan(base.length);
		}
	);

	property.prop([anySteps, fc.nat(), fc.nat()], { numRuns: 300 })(
		'is whole again when it is folded after its bytes were let go of, whatever came meanwhile',
		(steps, restAt, foldAt) => {
			const updates = history(steps);
			const rested = restAt % (updates.length + 1);
			const count = rested + (foldAt % (updates.length + 1 - rested));
			const state = stateOf(updates.slice(0, rested), 0).withoutBytes();
			expect(state.hasBytes).toBe(false);
			for (const update of updates.slice(rested)) state.add([pieceOf(update)!]);
			const base = pieceOf(Y.encodeStateAsUpdate(docOf(updates.slice(0, count))))!;
			const device = new Y.Doc();
			take(device, state.refolded(base, count).answer(new Uint8Array([0])).frames);
			const whole = docOf(updates);
			expect(device.getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
			expect(Y.encodeStateVector(device)).toEqual(Y.encodeStateVector(whole));
		}
	);

	test('says what it had to go through for an answer: nothing for a base that goes out as it lies there', () => {
		const doc = new Y.Doc();
		for (let n = 0; n < 50; n++) doc.getMap('m').set(`k${n}`, n);
		const whole = Y.encodeStateAsUpdate(doc);
		const state = stateOf([whole], 1);
		expect(state.answer(new Uint8Array([0])).goneThroughBytes).toBe(0);
		expect(state.answer(Y.encodeStateVector(doc)).goneThroughBytes).toBe(0);
		const part = Y.encodeStateVector(new Map([[doc.clientID, 10]]));
		expect(state.answer(part).goneThroughBytes).toBe(whole.length);
		doc.getMap('m').set('later', 1);
		const later = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(whole));
		state.add([pieceOf(later)!]);
		expect(state.answer(new Uint8Array([0])).goneThroughBytes).toBe(later.length + 100);
	});

	test('counts the list of deletions once, for whoever has it made', () => {
		const doc = new Y.Doc();
		for (let n = 0; n < 50; n++) doc.getMap('m').set('k', n);
		const state = stateOf([Y.encodeStateAsUpdate(doc)], 1);
		const have = Y.encodeStateVector(doc);
		const { frames, goneThroughBytes } = state.answer(have);
		expect(goneThroughBytes).toBe(frames[0]!.length);
		expect(state.answer(have).goneThroughBytes).toBe(0);
	});

	property.prop([anySteps])('answers with what came since it answered last', (steps) => {
		const updates = history(steps);
		const state = stateOf([], 0);
		const returning = new Y.Doc();
		for (const [at, update] of updates.entries()) {
			state.add([pieceOf(update)!]);
			const whole = docOf(updates.slice(0, at + 1));
			take(returning, state.answer(Y.encodeStateVector(returning)).frames);
			expect(returning.getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
			expect(state.vector()).toEqual(Y.encodeStateVector(whole));
			const fresh = new Y.Doc();
			take(fresh, state.answer(new Uint8Array([0])).frames);
			expect(fresh.getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
		}
	});

	property.prop([anySteps, fc.nat()])(
		'tells who lacks nothing of all deletions in one frame, however much came since it was folded',
		(steps, foldAt) => {
			const updates = history(steps);
			const state = stateOf(updates, foldAt % (updates.length + 1));
			const whole = docOf(updates);
			const [frame, ...others] = state.answer(Y.encodeStateVector(whole)).frames;
			expect(others).toEqual([]);
			const told = decode(frame!);
			expect(told.kind).toBe('answer');
			const { brings, deletes } = readShape(
				told.kind === 'answer' ? told.update : new Uint8Array()
			)!;
			expect(brings).toEqual([]);
			const said = updates.flatMap((update) => readShape(update)!.deletes);
			expect(said.every((one) => deletes.some((all) => covers(all, one)))).toBe(true);
		}
	);

	test('gives all who come or return the same memory, not a copy each', () => {
		const doc = new Y.Doc();
		for (let n = 0; n < 50; n++) doc.getMap('m').set('k', n);
		const state = stateOf([Y.encodeStateAsUpdate(doc)], 1);
		for (const have of [new Uint8Array([0]), Y.encodeStateVector(doc)]) {
			const [first, second] = [state.answer(have).frames, state.answer(have).frames];
			expect(first.every((frame, at) => frame === second[at])).toBe(true);
		}
	});

	property.prop([anySteps, fc.nat()])(
		'closes every answer with exactly one answer frame',
		(steps, foldAt) => {
			const updates = history(steps);
			const state = stateOf(updates, foldAt % (updates.length + 1));
			const kinds = state.answer(new Uint8Array([0])).frames.map((bytes) => decode(bytes).kind);
			expect(kinds.at(-1)).toBe('answer');
			expect(kinds.filter((kind) => kind === 'answer')).toHaveLength(1);
		}
	);

	property.prop([anySteps, fc.nat(), fc.nat()], { numRuns: 500 })(
		'asks for what it lacks, though an update was lost on the way',
		(steps, foldAt, lostAt) => {
			const updates = history(steps);
			const kept = updates.filter((_, index) => index !== lostAt % updates.length);
			const state = stateOf(kept, foldAt % (kept.length + 1));
			const whole = docOf(updates);
			const sent = Y.encodeStateAsUpdate(whole, state.vector());
			if (state.lacks(pieceOf(sent)!.shape)) state.add([pieceOf(sent)!]);
			const device = new Y.Doc();
			take(device, state.answer(new Uint8Array([0])).frames);
			expect(device.getMap('m').toJSON()).toEqual(whole.getMap('m').toJSON());
			expect(Y.encodeStateVector(device)).toEqual(Y.encodeStateVector(whole));
		}
	);

	property.prop([anySteps, fc.nat()])(
		'what every device works out by itself would change nothing here',
		(steps, foldAt) => {
			const updates = history(steps);
			const state = stateOf(updates, foldAt % (updates.length + 1));
			const repeated = Y.encodeStateAsUpdate(docOf(updates), state.vector());
			expect(state.bringsNew(pieceOf(repeated)!.shape)).toBe(false);
			state.learnDeletions(readShape(integrate(state.updates).state)!);
			expect(state.lacks(pieceOf(repeated)!.shape)).toBe(false);
		}
	);
});
