// Faults that were planted and seen red: a zone that nobody knows given out as it stands.
import { describe, expect, test } from 'vitest';
import { Device } from '#tests/support/devices.ts';
import { ann } from '#tests/support/named-ids.ts';
import { today, zoneNamed } from '#domain/time/zone.ts';

describe('what a workspace says of itself', () => {
	test.each([
		['Europe/Lisbon', 'Europe/Lisbon'],
		['Europe/Brussel', 'Europe/Brussels'],
		['', 'Europe/Brussels'],
		[7, 'Europe/Brussels'],
		[undefined, 'Europe/Brussels']
	])('with %j as its zone has the clocks of %s', (stored, zone) => {
		const { documents } = new Device(1, ann);
		if (stored !== undefined) documents.directory.meta.set('zone', stored);
		expect(documents.workspace().zone).toBe(zone);
		expect(today(0, zoneNamed(documents.workspace().zone))).toBe('1970-01-01');
	});
});
