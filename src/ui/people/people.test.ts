import { describe, expect, test } from 'vitest';
import { History } from '#document/commands/history.ts';
import { Step } from '#document/commands/step.ts';
import { buildExample } from '#document/example/example.ts';
import type { Person } from '#domain/directory/directory.ts';
import { idsFrom, type PersonId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { documentsFrom } from '#tests/support/numbered.ts';
import { type Belonging, isLastCoordinator, joiningOf } from './joined.ts';
import { matching } from './people-filter.ts';
import { draftOf, faultsIn, savePerson } from './person-draft.ts';
import { rollOf } from './roll.ts';

const example = buildExample({ seed: 3, today: '2026-11-24' as Day });

function opened() {
	const documents = documentsFrom(example, example.coordinator);
	let byte = 7;
	const newId = idsFrom(() => (byte = (byte * 31 + 11) % 251));
	const hand = { me: documents.me, now: () => 1, newId };
	const history = new History(() => new Step(hand, documents.lane, () => null));
	return { documents, history };
}

const [ann, bob] = ['annannannannanna', 'bobbobbobbobbobb'] as [PersonId, PersonId];
const device = { device: 'd', label: 'telefoon', joinedAt: 1, lastSeenAt: 5, withdrawnAt: null };

function belonging(withdrawnAt: number | null): Belonging {
	const devices = [{ ...device, withdrawnAt }] as unknown as Belonging['members'][0]['devices'];
	return {
		thisDevice: null,
		members: [
			{ person: ann, role: 'coordinator', organisations: [], devices },
			{ person: bob, role: 'volunteer', organisations: [], devices: [] }
		],
		invitations: [
			{ invitation: 'i' as never, person: bob, role: 'volunteer', expiresAt: 9 },
			{ invitation: 'j' as never, person: bob, role: 'volunteer', expiresAt: 12 }
		]
	};
}

describe('how far somebody is with taking part', () => {
	test('a device that works counts, a withdrawn one shuts her out', () => {
		expect(joiningOf(ann, belonging(null))).toEqual({ kind: 'joined', devices: 1, lastSeenAt: 5 });
		expect(joiningOf(ann, belonging(8))).toEqual({ kind: 'shut-out' });
	});

	test('of two invitations the one that lasts longest counts; without any she was never invited', () => {
		expect(joiningOf(bob, belonging(null))).toEqual({ kind: 'invited', expiresAt: 12 });
		expect(joiningOf(bob, { ...belonging(null), invitations: [] })).toEqual({ kind: 'never' });
	});

	test('the only coordinator with a working device is the last one', () => {
		expect(isLastCoordinator(ann, belonging(null).members)).toBe(true);
		expect(isLastCoordinator(bob, belonging(null).members)).toBe(false);
	});
});

describe('the list of people', () => {
	const roll = rollOf(opened().documents.directory);
	const all = { typed: '', qualification: null, kind: 'all' } as const;
	const names = (people: readonly Person[]) => people.map(({ name }) => name);

	test('finds without accents and capitals, by name and by organisation', () => {
		const ayse = matching(roll.people, { ...all, typed: 'yildiz AYSE' }, () => '');
		expect(names(ayse)).toEqual(['Ayşe Yıldız']);
		const some = matching(roll.people, { ...all, typed: 'veerpont' }, roll.organisationName);
		expect(some.length).toBeGreaterThan(0);
		expect(some.every(({ organisation }) => organisation !== null)).toBe(true);
	});

	test('shows only who has the qualification, and only staff when asked', () => {
		const [qualification] = roll.qualifications;
		const able = matching(roll.people, { ...all, qualification: qualification!.id }, () => '');
		expect(able.length).toBeGreaterThan(0);
		expect(able.every((one) => one.qualifications.includes(qualification!.id))).toBe(true);
		expect(
			matching(roll.people, { ...all, kind: 'staff' }, () => '').every(({ staff }) => staff)
		).toBe(true);
	});
});

describe('the form about a person', () => {
	const typed = { ...draftOf(null, null), name: '  Rosa D. ' };

	test('asks for a name and for an address with both its parts', () => {
		expect(faultsIn({ name: ' ', mail: '' })).toEqual({ name: true, mail: false });
		expect(faultsIn({ name: 'Rosa', mail: 'rosa@' })).toEqual({ name: false, mail: true });
		expect(faultsIn({ name: 'Rosa', mail: ' rosa@example.be ' }).mail).toBe(false);
	});

	test('writes person, contact and a new qualification as one step that is taken back whole', () => {
		const { documents, history } = opened();
		const before = documents.directory.qualifications.all().length;
		const id = history.run('add-person', (step) =>
			savePerson(step, documents, null, { ...typed, newQualification: 'Tolk', phone: '0470 1' })
		);
		const tolk = documents.directory.qualifications.all().find(({ name }) => name === 'Tolk');
		expect(documents.directory.people.get(id)).toMatchObject({
			name: 'Rosa D.',
			qualifications: [tolk!.id]
		});
		expect(documents.people.contacts.get(id)?.phone).toBe('0470 1');

		history.undo();
		expect(documents.directory.people.get(id)?.removed).toBe(true);
		expect(documents.directory.qualifications.all()).toHaveLength(before);
	});

	test('a qualification that exists under another spelling is not made twice', () => {
		const { documents, history } = opened();
		const [first] = documents.directory.qualifications.all();
		const again = { ...typed, newQualification: first!.name.toUpperCase() };
		const id = history.run('add-person', (step) => savePerson(step, documents, null, again));
		expect(documents.directory.people.get(id)?.qualifications).toEqual([first!.id]);
	});

	test('what the message takes back is that step, whatever was done since', () => {
		const { documents, history } = opened();
		let made: Step | null = null;
		const one = history.run('add-person', (step) => {
			made = step;
			return savePerson(step, documents, null, typed);
		});
		const other = history.run('add-person', (step) =>
			savePerson(step, documents, null, { ...typed, name: 'Jef' })
		);
		expect(history.takeBack(made!)).toBe('undone');
		expect(documents.directory.people.get(one)?.removed).toBe(true);
		expect(documents.directory.people.get(other)?.removed).toBe(false);
		expect(history.takeBack(made!)).toBeNull();
	});
});
