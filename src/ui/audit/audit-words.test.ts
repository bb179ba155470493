// Faults planted in audit-words.ts and audit-days.ts, each seen red and taken back: what somebody did to
// herself told as done by another; a clock that runs ahead told as offline; days of another zone; no year.
import { describe, expect, test } from 'vitest';
import { DeviceId, PersonId } from '#domain/ids.ts';
import { zoneNamed } from '#domain/time/zone.ts';
import type { Day } from '#domain/time/day.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { auditKinds } from '#server/accounts/audit.ts';
import type { AuditEntry } from '#sync/session/answers.ts';
import { audit } from '../text/audit.ts';
import { byDay, dayHeading } from './audit-days.ts';
import { doneBefore, whatHappened } from './audit-words.ts';

const [ann, bob, gone] = [
	idNamed(PersonId, 'ann'),
	idNamed(PersonId, 'bob'),
	idNamed(PersonId, 'gone')
];
const names = new Map([
	[ann, 'Ann'],
	[bob, 'Bob']
]);
const brussels = zoneNamed('Europe/Brussels');

function entry(kind: string, changes: Partial<AuditEntry> = {}): AuditEntry {
	return {
		...{ number: 1, kind, at: 1_000_000, madeAt: null, by: ann, person: null },
		...{ device: null, role: null },
		...changes
	};
}

function said(one: AuditEntry, language: 'nl' | 'fr' | 'en' = 'nl'): string {
	return whatHappened(one, audit[language], (person) => names.get(person) ?? null);
}

describe('what happened', () => {
	test('names who did it, whom it concerns and which role', () => {
		expect(said(entry('founded'))).toBe('Ann begon deze werking.');
		expect(said(entry('joined', { person: bob, role: 'volunteer' }))).toBe(
			'Bob kwam erbij als vrijwilliger, met een uitnodiging van Ann.'
		);
		expect(said(entry('role-changed', { person: bob, role: 'coordinator' }))).toBe(
			'Ann maakte Bob coördinator.'
		);
		expect(said(entry('device-withdrawn', { person: bob }))).toBe(
			'Ann trok een toestel van Bob in.'
		);
		expect(said(entry('shut-out', { person: bob }))).toBe('Ann sloot Bob buiten.');
		expect(said(entry('exported'))).toBe('Ann bewaarde alles in een bestand.');
	});

	test('tells what somebody did to herself from what was done to her', () => {
		const own = { person: ann, role: 'volunteer' } as const;
		expect(said(entry('joined', own))).toBe('Ann doet mee op nog een toestel.');
		expect(said(entry('role-changed', own))).toBe('Ann werd zelf vrijwilliger.');
		expect(said(entry('device-withdrawn', own))).toBe('Ann meldde een eigen toestel af.');
		expect(said(entry('joined', { ...own, by: null, person: bob }))).toBe(
			'Bob kwam erbij als vrijwilliger.'
		);
	});

	test('tells an invitation for somebody from one for whoever comes first', () => {
		expect(said(entry('invitation-cancelled', { person: bob }))).toBe(
			'Ann trok de uitnodiging voor Bob in.'
		);
		expect(said(entry('invitation-cancelled', { role: 'partner' }))).toBe(
			'Ann trok een uitnodiging voor een partner in.'
		);
		expect(said(entry('invitation-guessed', { by: null, person: bob }))).toMatch(
			/^De uitnodiging voor Bob is gestopt/
		);
		expect(said(entry('invitation-guessed', { by: null, role: 'volunteer' }))).toMatch(
			/^Een uitnodiging voor een vrijwilliger is gestopt/
		);
	});

	test('speaks of somebody where the directory has no name (any more)', () => {
		expect(said(entry('shut-out', { by: gone, person: gone }))).toBe('Iemand sloot iemand buiten.');
		expect(said(entry('joined', { person: gone, role: 'partner' }))).toMatch(/^Iemand kwam erbij/);
	});

	test('has words for all that the relay notes, in each language, and for what it does not know', () => {
		for (const language of ['nl', 'fr', 'en'] as const) {
			for (const kind of auditKinds)
				for (const by of [ann, null])
					for (const person of [ann, bob, null])
						expect(said(entry(kind, { by, person }), language)).not.toBe(audit[language].other);
			expect(said(entry('teleported'), language)).toBe(audit[language].other);
		}
	});
});

test('what was done offline says when, and what was told at once does not', () => {
	const at = 10_000_000;
	expect(doneBefore(entry('exported', { at, madeAt: at - 3_600_000 }))).toBe(at - 3_600_000);
	expect(doneBefore(entry('exported', { at, madeAt: at - 2_000 }))).toBeNull();
	// The clock of a device may run ahead.
	expect(doneBefore(entry('exported', { at, madeAt: at + 3_600_000 }))).toBeNull();
	expect(doneBefore(entry('joined', { at, device: idNamed(DeviceId, 'd') }))).toBeNull();
});

describe('days', () => {
	const at = (text: string) => Date.parse(text);

	test('are those of the clock on the wall, in the order of the entries', () => {
		const list = [
			entry('founded', { number: 3, at: at('2026-11-24T00:30:00+01:00') }),
			entry('founded', { number: 2, at: at('2026-11-23T23:30:00+01:00') }),
			entry('founded', { number: 1, at: at('2026-11-23T08:00:00+01:00') })
		];
		const days = byDay(list, brussels);
		expect(days.map(({ day, entries }) => [day, entries.map(({ number }) => number)])).toEqual([
			['2026-11-24', [3]],
			['2026-11-23', [2, 1]]
		]);
	});

	test('are called as people call them, with a year where it is another one', () => {
		const today = '2026-11-24' as Day;
		const called = (day: string) => dayHeading(day as Day, today, 'nl');
		expect(called('2026-11-24')).toBe('Vandaag');
		expect(called('2026-11-23')).toBe('Gisteren');
		expect(called('2026-11-10')).toBe('Dinsdag 10 november');
		expect(called('2025-11-10')).toBe('Maandag 10 november 2025');
	});
});
