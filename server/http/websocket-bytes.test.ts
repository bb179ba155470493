// Faults planted in websocket-bytes.ts, each seen red and taken back: one's own told again, what lies behind it
// left out, the receipt left out, the head of a longer message cut short.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { framesFor, type Span } from '../relay/news.ts';
import { bytesOfFrames, bytesTold } from './websocket-bytes.ts';

const anyFrame = fc
	.oneof(fc.nat(40), fc.nat(300), fc.constantFrom(125, 126, 9_000, 65_535, 65_536))
	.map((length) => new Uint8Array(length).fill(length));

/** The unmasked binary messages that lie there one behind the other (RFC 6455, 5.2). */
function messagesIn(chunks: readonly Uint8Array[]): Uint8Array[] {
	const bytes = Buffer.concat(chunks);
	const messages: Uint8Array[] = [];
	for (let at = 0; at < bytes.length;) {
		expect(bytes[at]).toBe(0x82);
		const short = bytes[at + 1]!;
		const [head, length] =
			short < 126
				? [2, short]
				: short === 126
					? [4, bytes.readUInt16BE(at + 2)]
					: [10, Number(bytes.readBigUInt64BE(at + 2))];
		messages.push(new Uint8Array(bytes.subarray(at + head, at + head + length)));
		at += head + length;
	}
	return messages;
}

describe('what a device is told of a turn', () => {
	property.prop(
		[
			// More would be too much to lie in one piece.
			fc.array(anyFrame, { minLength: 1, maxLength: 3 }),
			fc.nat(),
			fc.nat(),
			fc.boolean(),
			fc.boolean()
		],
		{ numRuns: 300 }
	)(
		'is, to the byte, everything but its own and then its receipt',
		(news, one, other, hasOwn, hasReceipt) => {
			const places = [one % (news.length + 1), other % (news.length + 1)];
			const own: Span | null = hasOwn
				? { from: Math.min(...places), until: Math.max(...places) }
				: null;
			const receipt = hasReceipt ? new Uint8Array([65, 7]) : null;
			const told = framesFor(news, own, receipt);
			expect(messagesIn(bytesTold(news, own, receipt)!)).toEqual(told);
			expect(messagesIn(bytesOfFrames(told))).toEqual(told);
		}
	);

	test('is one piece where it is small, and not copied where it is large', () => {
		const small = [new Uint8Array(10), new Uint8Array(20), new Uint8Array(30)];
		const large = small.map(() => new Uint8Array(9_000));
		const own = { from: 1, until: 2 };
		expect(bytesTold(small, own, new Uint8Array(2))).toHaveLength(1);
		const [before, after] = bytesTold(large, own, null)!;
		expect(before!.buffer).toBe(after!.buffer);
		expect(bytesTold([new Uint8Array(300_000)], null, null)).toBeNull();
	});
});
