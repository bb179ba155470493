// Faults that were planted and seen red: 256 instead of 252 as the last byte taken; a day that does not exist accepted.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
	EventId,
	OccurrenceId,
	PersonId,
	SeriesId,
	idsFrom,
	occurrenceId,
	ruleDayOf,
	seriesOf
} from './ids.ts';
import { Day, dayOf } from './time/day.ts';

const anyIdText = fc.string({
	unit: fc.nat(35).map((digit) => digit.toString(36)),
	minLength: 16,
	maxLength: 16
});
const anyDay = fc.integer({ min: -25_000, max: 80_000 }).map(dayOf);

describe('an id', () => {
	property.prop([fc.oneof(fc.anything(), fc.string())])(
		'is never read out of anything else',
		(foreign) => {
			const isOne = typeof foreign === 'string' && /^[a-z0-9]{16}$/.test(foreign);
			expect(PersonId.parse(foreign) !== null).toBe(isOne);
			expect(EventId.parse(foreign) !== null).toBe(isOne);
			expect(OccurrenceId.parse(foreign)).toBeNull();
		}
	);

	property.prop([anyIdText])('is read as it was written', (text) => {
		expect(SeriesId.parse(text)).toBe(text);
	});

	test.each(['Annscoffeehour00', 'annscoffeehour0', 'annscoffeehour000', 'annscoffeehour0\n', ''])(
		'%j names nobody',
		(text) => expect(PersonId.parse(text)).toBeNull()
	);
});

describe('the name of a date', () => {
	property.prop([anyIdText, anyDay])('holds its series and the day of the rule', (text, day) => {
		const id = occurrenceId(SeriesId.parse(text)!, day);
		expect(OccurrenceId.parse(id)).toBe(id);
		expect([seriesOf(id), ruleDayOf(id)]).toEqual([text, day]);
	});

	property.prop([anyIdText, fc.string({ maxLength: 12 })])(
		'names a day that exists',
		(text, day) => {
			expect(OccurrenceId.parse(`${text}@${day}`) !== null).toBe(Day.parse(day) !== null);
		}
	);

	test.each([
		'annscoffeehour00@2027-02-29',
		'annscoffeehour00/2026-11-24',
		'annscoffeehour00@2026-11-24 '
	])('%j names no date', (text) => expect(OccurrenceId.parse(text)).toBeNull());
});

describe('fresh ids', () => {
	property.prop([fc.infiniteStream(fc.nat(255))])(
		'are well formed, whatever chance brings',
		(bytes) => {
			const newId = idsFrom(() => bytes.next().value as number);
			expect(EventId.parse(newId())).not.toBeNull();
		}
	);

	test('use every letter alike when every byte is alike', () => {
		let at = 0;
		const newId = idsFrom(() => at++ % 256);
		const counts = new Map<string, number>();
		for (let id = 0; id < 252; id++) {
			for (const letter of newId()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
		}
		expect(new Set(counts.values())).toEqual(new Set([(252 * 16) / 36]));
		expect(counts.size).toBe(36);
	});
});
