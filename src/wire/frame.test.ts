// Faults planted here, each seen red and taken back: `decode` without the check of the last position,
// a receipt written under 66, `readPresence` without JSON.parse.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { decode, encode, MalformedFrame, type Frame } from './frame.ts';
import { readPresence, writePresence } from './presence.ts';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const anyCount = fc.maxSafeNat();
const anyFrame: fc.Arbitrary<Frame> = fc.oneof(
	fc.record({ kind: fc.constant('ask' as const), have: anyBytes }),
	fc.record({ kind: fc.constant('answer' as const), update: anyBytes }),
	fc.record({ kind: fc.constant('change' as const), update: anyBytes }),
	fc.record({ kind: fc.constant('presence' as const), entries: anyBytes }),
	fc.record({ kind: fc.constant('ask-presence' as const) }),
	fc.record({ kind: fc.constant('hello' as const), version: anyCount }),
	fc.record({ kind: fc.constant('receipt' as const), settled: anyCount }),
	fc.record({
		kind: fc.constant('refusal' as const),
		change: anyCount,
		code: fc.constantFrom('not-allowed', 'too-large', 'malformed', 'too-many', 'not-kept')
	})
);
const anyPresence = fc.array(fc.record({ client: anyCount, clock: anyCount, state: fc.json() }), {
	maxLength: 10
});

function readable(read: () => unknown): boolean {
	try {
		read();
		return true;
	} catch (error) {
		expect(error).toBeInstanceOf(MalformedFrame);
		return false;
	}
}

describe('frames', () => {
	property.prop([anyFrame])('what one side writes, the other reads', (frame) => {
		expect(decode(encode(frame))).toEqual(frame);
	});

	property.prop([anyBytes], { numRuns: 5_000 })(
		'bytes of any kind give a frame or a refusal',
		(bytes) => {
			readable(() => decode(bytes));
		}
	);

	property.prop([anyFrame, fc.nat(), fc.nat(255)], { numRuns: 5_000 })(
		'a frame with one byte changed gives a frame or a refusal',
		(frame, at, byte) => {
			const bytes = encode(frame);
			bytes[at % bytes.length] = byte;
			readable(() => decode(bytes));
		}
	);

	property.prop([anyFrame, anyBytes])(
		'a frame never reads what lies behind it',
		(frame, behind) => {
			const bytes = encode(frame);
			const memory = new Uint8Array([...bytes, ...behind]);
			for (let end = 0; end < bytes.length; end++) {
				expect(readable(() => decode(memory.subarray(0, end)))).toBe(false);
			}
		}
	);

	property.prop([anyFrame, fc.uint8Array({ minLength: 1 })])(
		'something that follows a frame is refused with it',
		(frame, more) => {
			expect(readable(() => decode(new Uint8Array([...encode(frame), ...more])))).toBe(false);
		}
	);

	test('y-websocket itself writes the same bytes', () => {
		expect([...encode({ kind: 'change', update: new Uint8Array([7, 8]) })]).toEqual([
			0, 2, 2, 7, 8
		]);
		expect([...encode({ kind: 'ask-presence' })]).toEqual([3]);
	});
});

describe('presence', () => {
	property.prop([anyPresence])('what one side writes, the other reads', (entries) => {
		expect(readPresence(writePresence(entries))).toEqual(entries);
	});

	property.prop([anyBytes], { numRuns: 5_000 })(
		'bytes of any kind give entries or a refusal',
		(bytes) => {
			readable(() => readPresence(bytes));
		}
	);

	test('a state that is no JSON is refused, for it would throw in every other device', () => {
		const bytes = writePresence([{ client: 1, clock: 1, state: '{' }]);
		expect(readable(() => readPresence(bytes))).toBe(false);
	});
});
