/*
 * Faults that were planted and seen red: this device counted; withdrawn devices counted; volunteers
 * counted; any refusal taken for being out; what was never registered taken as out of reach.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import type { Members } from '#sync/session/answers.ts';
import { ann, bob, idNamed } from '#tests/support/named-ids.ts';
import { type Leaving, leaveRisk } from './leave-risk.ts';

const here = idNamed(DeviceId, 'here');
const tablet = idNamed(DeviceId, 'tablet');
const coordinating: Leaving = { role: 'coordinator', isExample: false, isRegistered: true };

type Member = Members['members'][number];

function member(
	person: Member['person'],
	role: Member['role'],
	devices: readonly DeviceId[],
	withdrawn = false
): Member {
	const [joinedAt, lastSeenAt, withdrawnAt] = [1, 2, withdrawn ? 3 : null];
	return {
		...{ person, role, organisations: [] },
		devices: devices.map((device) => ({ device, label: 'x', joinedAt, lastSeenAt, withdrawnAt }))
	};
}

function risk(members: Member[], thisDevice: DeviceId | null = here) {
	return leaveRisk(coordinating, { ok: true, value: { members, thisDevice } });
}

describe('wiping the device of a coordinator', () => {
	test('locks nobody out when another coordinator, or another device of hers, stays', () => {
		expect(risk([member(ann, 'coordinator', [here, tablet])])).toBe('none');
		const both = [member(ann, 'coordinator', [here]), member(bob, 'coordinator', [tablet])];
		expect(risk(both)).toBe('none');
		expect(risk(both, null)).toBe('none');
	});

	test('ends it when hers is the last key: volunteers and withdrawn devices are none', () => {
		const mine = member(ann, 'coordinator', [here]);
		expect(risk([mine])).toBe('last');
		expect(risk([mine], null)).toBe('last');
		expect(risk([mine, member(bob, 'volunteer', [tablet])])).toBe('last');
		expect(risk([mine, member(bob, 'coordinator', [tablet], true)])).toBe('last');
	});

	test('ends it when the relay would not let hers go, until there is a key that it had not seen', () => {
		const both = [member(ann, 'coordinator', [here]), member(bob, 'coordinator', [tablet])];
		const of = (members: Member[], role: Member['role'] = 'coordinator') =>
			leaveRisk({ ...coordinating, role }, { ok: true, value: { members, thisDevice: here } }, [
				...[here, tablet]
			]);
		expect(of(both)).toBe('last');
		expect(of(both, 'volunteer')).toBe('last');
		const opened = member(ann, 'coordinator', [here, idNamed(DeviceId, 'opened')]);
		expect(of([opened])).toBe('none');
	});

	test('is not known to be safe while the relay does not answer, or answers that it can’t', () => {
		expect(leaveRisk(coordinating, null)).toBe('unknown');
		for (const code of ['unreachable', 'relay-failed', 'too-many-requests'] as const)
			expect(leaveRisk(coordinating, { ok: false, code })).toBe('unknown');
	});

	test('takes nothing away once the relay has let the device go', () => {
		for (const code of ['device-withdrawn', 'person-erased', 'not-a-member'] as const)
			expect(leaveRisk(coordinating, { ok: false, code })).toBe('none');
	});

	test('loses everything when the relay never heard of the workspace', () => {
		expect(leaveRisk({ ...coordinating, isRegistered: false }, null)).toBe('only-here');
	});

	property.prop([
		fc.constantFrom('volunteer', 'partner', 'coordinator' as const),
		fc.boolean(),
		fc.boolean()
	])('is nobody’s loss but a coordinator’s own work', (role, isExample, isRegistered) => {
		const isSafe = leaveRisk({ role, isExample, isRegistered }, null) === 'none';
		expect(isSafe).toBe(role !== 'coordinator' || isExample);
	});
});
