/*
 * Faults that were planted and seen red: `by` not compared with the lane; qualifications not asked;
 * a volunteer withdraws anybody's claim; partners book.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { claimId, claimOf, withdrawalOf } from '#tests/support/any-history.ts';
import { ann, autumn, bob, idNamed } from '#tests/support/named-ids.ts';
import type { Booking, LaneEvent } from '../claims/event.ts';
import { EventId, PersonId, QualificationId, SeriesId } from '../ids.ts';
import type { Day } from '../time/day.ts';
import type { Member, Role } from './access.ts';
import { type World, admit, maxHolds, maxWordLength } from './admit.ts';

const driver = idNamed(QualificationId, 'driver');
const stranger = idNamed(PersonId, 'stranger');

/** Claim 0 is ann's, claim 1 bob's; nobody knows another. */
const claimants = new Map([
	[claimId(0), ann],
	[claimId(1), bob]
]);

function world(asked: QualificationId | null | undefined = null, ...drivers: PersonId[]): World {
	return {
		qualificationFor: () => asked,
		isQualified: (person, qualification) => qualification === driver && drivers.includes(person),
		claimant: (claim) => claimants.get(claim)
	};
}

function member(role: Role, person = ann): Member {
	return { person, role, organisations: [] };
}

function booking(more: Partial<Booking> = {}): Booking {
	const [id, series] = [idNamed(EventId, 'booking'), idNamed(SeriesId, 'coffee')];
	return {
		kind: 'booking',
		id,
		season: autumn,
		series,
		holds: [],
		frees: [],
		by: ann,
		madeAt: 1,
		...more
	};
}

const anyEvent: fc.Arbitrary<LaneEvent> = fc.oneof(
	fc
		.tuple(fc.constantFrom(ann, bob), fc.constantFrom(ann, bob))
		.map(([person, by]) => claimOf(5, person, { by })),
	fc
		.tuple(fc.nat(2), fc.constantFrom(ann, bob), fc.constantFrom('', 'ziek'))
		.map(([claim, by, word]) => withdrawalOf(claim, 0, { by, word })),
	fc.constantFrom(ann, bob).map((by) => booking({ by }))
);
const anyMember = fc
	.tuple(fc.constantFrom<Role>('coordinator', 'partner', 'volunteer'), fc.constantFrom(ann, bob))
	.map(([role, person]) => member(role, person));
const anyWorld = fc
	.tuple(fc.constantFrom(null, undefined, driver), fc.subarray([ann, bob]))
	.map(([asked, drivers]) => world(asked, ...drivers));

describe('what the clerk takes', () => {
	property.prop([anyEvent, anyMember, anyWorld])(
		'lies in its maker’s own lane',
		(event, member, known) => {
			if (event.by !== member.person) {
				expect(admit(event, member.person, member, known)).toBe('not-your-lane');
			}
			expect(admit(event, stranger, member, known)).toBe('not-a-member');
			expect(admit(event, event.by, null, known)).toBe('not-a-member');
		}
	);

	property.prop([anyEvent, anyMember, anyWorld])(
		'is about its maker, unless a coordinator made it',
		(event, member, known) => {
			if (member.role === 'coordinator' || admit(event, event.by, member, known)) return;
			expect(event.kind).not.toBe('booking');
			if (event.kind === 'claim') expect(event.person).toBe(member.person);
			if (event.kind === 'withdrawal') expect(claimants.get(event.claim)).toBe(member.person);
		}
	);

	property.prop([anyEvent, anyWorld])(
		'is everything that a coordinator makes in her lane',
		(event, known) => {
			expect(admit(event, event.by, member('coordinator', event.by), known)).toBeNull();
		}
	);

	test.each(['partner', 'volunteer'] as const)(
		'a %s claims for herself when she has what the need asks',
		(role) => {
			const refused = (asked: QualificationId | null | undefined, ...drivers: PersonId[]) =>
				admit(claimOf(5, ann), ann, member(role), world(asked, ...drivers));
			expect(refused(null)).toBeNull();
			expect(refused(driver, ann)).toBeNull();
			expect(refused(driver, bob)).toBe('not-qualified');
			expect(refused(undefined)).toBeNull();
			expect(admit(claimOf(5, bob, { by: ann }), ann, member(role), world())).toBe(
				'for-someone-else'
			);
			expect(admit(booking(), ann, member(role), world())).toBe('not-a-coordinator');
			expect(admit(withdrawalOf(1, 0), ann, member(role), world())).toBe('not-your-claim');
			expect(admit(withdrawalOf(7, 0), ann, member(role), world())).toBe('not-your-claim');
			expect(admit(withdrawalOf(0, 0), ann, member(role), world())).toBeNull();
		}
	);

	test('has a size', () => {
		const word = (length: number) => withdrawalOf(0, 0, { word: 'x'.repeat(length) });
		const free = { booking: claimId(0), first: '2026-11-24' as Day, last: '2026-11-24' as Day };
		const frees = (count: number) => booking({ frees: Array.from({ length: count }, () => free) });
		const refused = (event: LaneEvent) => admit(event, ann, member('coordinator'), world());
		expect([refused(word(maxWordLength)), refused(word(maxWordLength + 1))]).toEqual([
			null,
			'too-large'
		]);
		expect([refused(frees(maxHolds)), refused(frees(maxHolds + 1))]).toEqual([null, 'too-large']);
	});
});
