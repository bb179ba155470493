// Faults planted here, each seen red and taken back: own other devices shown; one entry for each device
// of another; a week of any length kept.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { PersonId } from '#domain/ids.ts';
import { Presence, readOnlooker } from './presence.ts';

const ann = PersonId.parse('ann0000000000000')!;
const bob = PersonId.parse('bob0000000000000')!;

/** Devices that hear all of each other. */
function devices(...people: PersonId[]): Presence[] {
	const all = people.map(() => new Awareness(new Y.Doc()));
	for (const awareness of all) {
		awareness.setLocalState(null);
		awareness.on('update', (_changes: unknown, origin: unknown) => {
			if (origin === 'told') return;
			const update = encodeAwarenessUpdate(awareness, [awareness.clientID]);
			for (const other of all) if (other !== awareness) applyAwarenessUpdate(other, update, 'told');
		});
	}
	return people.map((person, index) => new Presence(all[index]!, person));
}

describe('who else looks', () => {
	test('a person on two devices is one, and her own devices are no others', () => {
		const [tablet, annsPhone, bobsPhone, bobsLaptop] = devices(ann, ann, bob, bob);
		for (const device of [tablet, annsPhone, bobsPhone, bobsLaptop]) device!.look('2026-W48');
		expect(tablet!.others.read()).toEqual([{ person: bob, week: '2026-W48' }]);
		expect(bobsPhone!.others.read()).toEqual([{ person: ann, week: '2026-W48' }]);
		bobsLaptop!.look('2026-W49');
		expect(tablet!.others.read()).toHaveLength(2);
		bobsLaptop!.leave();
		bobsPhone!.leave();
		expect(tablet!.others.read()).toEqual([]);
	});

	property.prop([fc.anything()])(
		'whatever a device says of itself is somebody or nobody',
		(state) => {
			const read = readOnlooker(state);
			if (read) expect((read.week ?? '').length).toBeLessThanOrEqual(16);
		}
	);

	test('a week that is none is left out, the person stays', () => {
		expect(readOnlooker({ person: ann, week: 7 })).toEqual({ person: ann, week: null });
		expect(readOnlooker({ person: ann, week: 'x'.repeat(5_000) })).toEqual({
			person: ann,
			week: null
		});
		expect(readOnlooker({ person: 'Ann', week: '2026-W48' })).toBeNull();
	});
});
