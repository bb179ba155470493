// Faults planted here, each seen red and taken back: the last piece not marked; a message that grows
// without end; `readParts` that takes an empty part; `Assembly` that says `too-large` of each piece, or
// begins a frame with what was left of the one before; `decodeLine` without the check of the last position.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { MalformedFrame } from './frame.ts';
import { decodeLine, encodeLine, openFrames, type LineFrame } from './line-frame.ts';
import {
	Assembly,
	joined,
	maxMessageBytes,
	pack,
	packFrames,
	pieceBytes,
	readParts,
	type Part
} from './line.ts';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const anyCount = fc.maxSafeNat();
/** Of every size, also of several pieces; none begins as a piece does. */
const anyFrame = fc
	.oneof(
		{ weight: 4, arbitrary: fc.nat(300) },
		{ weight: 1, arbitrary: fc.nat(5 * pieceBytes) },
		{ weight: 1, arbitrary: fc.constantFrom(...[-1, 0, 1].map((more) => pieceBytes + more)) }
	)
	.map((length) => Uint8Array.from({ length: length + 1 }, (_, at) => (at === 0 ? 2 : at % 251)));
const anyPart = fc.record({ channel: anyCount, frame: anyFrame });
const anyParts = fc.array(anyPart, { minLength: 1, maxLength: 12 });
const anyOpening = fc.record({
	channel: anyCount,
	document: fc.string(),
	client: anyCount,
	have: anyBytes
});
const anyLineFrame: fc.Arbitrary<LineFrame> = fc.oneof(
	fc.record({ kind: fc.constant('hello' as const), version: anyCount }),
	fc.record({ kind: fc.constant('open' as const), documents: fc.array(anyOpening) }),
	fc.record({ kind: fc.constant('opened' as const), channel: anyCount, room: anyCount }),
	fc.record({
		...{ kind: fc.constant('shut' as const), channel: anyCount },
		...{ code: fc.nat(65_535), reason: fc.string() }
	}),
	fc.record({ kind: fc.constant('ping' as const) }),
	fc.record({ kind: fc.constant('pong' as const) }),
	fc.record({ kind: fc.constant('return' as const), afterMs: anyCount })
);

/** What the other side makes of the messages. */
function heard(messages: readonly Uint8Array[], maxBytes = Infinity): (Part | 'too-large')[] {
	const assembly = new Assembly(maxBytes);
	return messages
		.flatMap((message) => readParts(message).map((part) => assembly.take(part)))
		.filter((taken) => taken !== 'incomplete');
}

function refused(read: () => unknown): boolean {
	try {
		read();
		return false;
	} catch (error) {
		expect(error).toBeInstanceOf(MalformedFrame);
		return true;
	}
}

describe('the parts of a line', () => {
	property.prop([anyParts])('what one side packs, the other side puts together', (parts) => {
		expect(heard(pack(parts).map(joined))).toEqual(parts);
	});

	property.prop([anyParts])('no message is so large that nothing is heard for long', (parts) => {
		for (const message of pack(parts)) {
			expect(joined(message).length).toBeLessThan(pieceBytes + 20);
		}
	});

	property.prop([anyCount, fc.array(anyFrame)])(
		'frames of one document are packed as any others are',
		(channel, frames) => {
			const parts = frames.map((frame) => ({ channel, frame }));
			expect(packFrames(channel, frames)).toEqual(pack(parts));
		}
	);

	test('what is small goes together', () => {
		const parts = Array.from({ length: 100 }, () => ({ channel: 7, frame: new Uint8Array([2]) }));
		expect(pack(parts)).toHaveLength(1);
	});

	property.prop([anyBytes], { numRuns: 5_000 })(
		'bytes of any kind give parts or a refusal',
		(bytes) => {
			const assembly = new Assembly(1_000);
			refused(() => readParts(bytes).map((part) => assembly.take(part)));
		}
	);

	property.prop([anyParts, fc.nat(), fc.nat(255)])(
		'a message with one byte changed gives parts or a refusal',
		(parts, at, byte) => {
			const [bytes] = pack(parts).map(joined);
			bytes![at % bytes!.length] = byte;
			const assembly = new Assembly(1_000);
			refused(() => readParts(bytes!).map((part) => assembly.take(part)));
		}
	);

	test.each([
		['nothing at all', []],
		['a part that ends too soon', [1, 3, 2, 2]],
		['a part without a frame', [1, 0]]
	])('%s is refused', (_, bytes) => {
		expect(refused(() => readParts(Uint8Array.from(bytes)))).toBe(true);
	});
});

describe('a frame that comes in pieces', () => {
	const large = { channel: 5, frame: new Uint8Array(3 * pieceBytes).fill(2) };
	const small = { channel: 6, frame: new Uint8Array([2, 2]) };

	test('lets small ones of other documents pass in between', () => {
		const [first, ...rest] = pack([large]).map(joined);
		const between = pack([small]).map(joined);
		expect(heard([first!, ...between, ...rest])).toEqual([small, large]);
	});

	test('is refused when the pieces of two are mixed', () => {
		const one = pack([large]).map(joined);
		const other = pack([{ ...large, channel: 6 }]).map(joined);
		expect(refused(() => heard([one[0]!, other[0]!]))).toBe(true);
	});

	test('that is too large is told once, costs no memory, and the next one arrives', () => {
		const messages = pack([large, large, small]).map(joined);
		expect(heard(messages, pieceBytes * 1.5)).toEqual(['too-large', 'too-large', small]);
		expect(heard(messages, large.frame.length)).toEqual([large, large, small]);
		expect(heard(pack([small]).map(joined), 1)).toEqual(['too-large']);
	});

	test.each([[[73]], [[73, 1]], [[73, 2, 2]]])('%j is no piece', (bytes) => {
		const part = { channel: 1, frame: Uint8Array.from(bytes) };
		expect(refused(() => new Assembly(10).take(part))).toBe(true);
	});
});

describe('what a line says of itself', () => {
	const anyVector = fc
		.oneof({ weight: 20, arbitrary: fc.nat(100) }, { weight: 1, arbitrary: fc.nat(300_000) })
		.map((length) => new Uint8Array(length + 1));
	const openings = fc.array(
		fc.record({ channel: anyCount, document: fc.string(), client: anyCount, have: anyVector }),
		{ maxLength: 1_000 }
	);

	test('none is longer than a message, however many documents are opened', () => {
		const one = { document: 'x'.repeat(24), client: 1, have: new Uint8Array(100) };
		const frames = openFrames(Array.from({ length: 4_000 }, (_, channel) => ({ channel, ...one })));
		expect(Math.max(...frames.map(({ length }) => length))).toBeLessThan(maxMessageBytes);
	});

	property.prop([openings])('whoever opens many documents does it in several frames', (all) => {
		const frames = openFrames(all);
		for (const { length } of frames) expect(length).toBeLessThan(maxMessageBytes);
		const read = frames.map(decodeLine).flatMap((frame) => {
			expect(frame.kind).toBe('open');
			return frame.kind === 'open' ? frame.documents : [];
		});
		expect(read.map(({ channel, document, client }) => [channel, document, client])).toEqual(
			all.map(({ channel, document, client }) => [channel, document, client])
		);
		for (const [at, { have }] of read.entries()) {
			// Too long for a message: then everything is asked for.
			const asked = all[at]!.have;
			expect(have).toEqual(asked.length > maxMessageBytes / 2 ? Uint8Array.of(0) : asked);
		}
	});

	property.prop([anyLineFrame])('is read as it was written', (frame) => {
		expect(decodeLine(encodeLine(frame))).toEqual(frame);
	});

	property.prop([anyBytes], { numRuns: 5_000 })('is a frame or a refusal', (bytes) => {
		refused(() => decodeLine(bytes));
	});

	property.prop([anyLineFrame, fc.nat(), fc.nat(255)], { numRuns: 5_000 })(
		'is a frame or a refusal with one byte changed',
		(frame, at, byte) => {
			const bytes = encodeLine(frame);
			bytes[at % bytes.length] = byte;
			refused(() => decodeLine(bytes));
		}
	);

	property.prop([anyLineFrame, fc.uint8Array({ minLength: 1 })])(
		'is refused with something behind it, and when it ends too soon',
		(frame, more) => {
			const bytes = encodeLine(frame);
			expect(refused(() => decodeLine(new Uint8Array([...bytes, ...more])))).toBe(true);
			expect(refused(() => decodeLine(bytes.subarray(0, -1)))).toBe(true);
		}
	);
});
