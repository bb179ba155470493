// Faults that were planted and seen red: an unreadable hold left out; `in` on the reasons; the word dropped.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { anyBooking, anyEvent } from '#tests/support/any-event.ts';
import { anyGarbage, copyOf } from '#tests/support/meeting.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { EventId } from '#domain/ids.ts';
import { packEvent, readRefusalReason, unpackEvent } from './event.ts';

const key = idNamed(EventId, 'event');

describe('an event', () => {
	property.prop([anyEvent])('comes back as it was made, over the wire', (event) => {
		const doc = new Y.Doc();
		doc.getMap('events').set(event.id, packEvent(event));
		expect(unpackEvent(event.id, copyOf(doc).getMap('events').get(event.id))).toEqual(event);
	});

	property.prop([anyEvent, fc.nat(8), anyGarbage])(
		'with a part that makes no sense is null or an event, and never throws',
		(event, at, garbage) => {
			const row: unknown[] = packEvent(event);
			row[at] = garbage;
			const read = unpackEvent(event.id, row);
			if (read) expect(unpackEvent(event.id, packEvent(read))).toEqual(read);
		}
	);

	property.prop([anyGarbage, fc.string()])('is read out of no garbage', (garbage, id) => {
		expect(unpackEvent(key, garbage)).toBeNull();
		expect(unpackEvent(id, [1, 'c', garbage])).toBeNull();
		expect(unpackEvent(key, [garbage, 'b', garbage, garbage, [garbage], [], garbage])).toBeNull();
	});

	property.prop([anyBooking, anyGarbage, fc.nat(4)])(
		'that books is read whole or not at all',
		(booking, garbage, at) => {
			fc.pre(typeof garbage !== 'object' || garbage === null);
			const holds: unknown[] = [...booking.holds];
			holds.splice(at, 0, garbage);
			const row: unknown[] = packEvent(booking);
			row[4] = holds;
			expect(unpackEvent(booking.id, row)).toBeNull();
		}
	);
});

describe('the reason of a refusal', () => {
	test.each(['toString', 'constructor', '__proto__', '', 7, null])('%j is none', (stored) =>
		expect(readRefusalReason(stored)).toBe('unreadable')
	);

	test('is read as it was written', () => {
		expect(readRefusalReason('not-qualified')).toBe('not-qualified');
	});
});
