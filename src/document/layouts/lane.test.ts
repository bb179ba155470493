// A fault that was planted and seen red: a row that was rewritten counts.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { anyEvent } from '#tests/support/any-event.ts';
import { claimId, claimOf } from '#tests/support/any-history.ts';
import { copyOf, meet } from '#tests/support/meeting.ts';
import { ann, autumn, bob } from '#tests/support/named-ids.ts';
import { packEvent } from './event.ts';
import { Lane } from './lane.ts';

const anyEvents = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 12 });

describe('a lane', () => {
	property.prop([fc.array(fc.tuple(fc.nat(1), fc.boolean()), { maxLength: 12 }), anyEvents])(
		'holds every event that either device made, once, and tells of each once',
		(moves, events) => {
			const lanes = [new Lane(new Y.Doc(), ann), new Lane(new Y.Doc(), ann)] as const;
			const told: string[] = [];
			lanes[0].observe((added) => told.push(...added.map(({ id }) => id)));
			events.forEach((event, at) => {
				const [device, meets] = moves[at] ?? [0, true];
				lanes[device]!.add(event);
				lanes[device]!.add({ ...event, madeAt: 0 });
				if (meets) meet(lanes[0].doc, lanes[1].doc);
			});
			meet(lanes[0].doc, lanes[1].doc);
			const made = events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
			for (const lane of [...lanes, new Lane(copyOf(lanes[0].doc), ann)]) {
				expect(lane.all().toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(made);
			}
			expect(told.toSorted()).toEqual(made.map(({ id }) => id));
		}
	);

	test('keeps an event as it was first read, and what it can’t read for a newer version', () => {
		const doc = new Y.Doc();
		const lane = new Lane(doc, ann);
		const claim = claimOf(0, ann);
		lane.add(claim);
		const rows = doc.getMap('events');
		rows.set(claim.id, packEvent(claimOf(1, bob)));
		rows.set(claimId(2), [9, 'z', autumn, { new: true }]);
		expect(lane.get(claim.id)).toEqual(claim);
		expect(lane.unreadableIn()).toEqual([{ event: claimId(2), season: autumn }]);
		expect(rows.get(claimId(2))).toEqual([9, 'z', autumn, { new: true }]);
	});
});
