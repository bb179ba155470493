// Faults planted in pace.ts, each seen red and taken back: an address pays for all that a member does; nobody pays but
// the address.
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { defaultLimits } from '../limits.ts';
import { Pace } from './pace.ts';

const limits = {
	...defaultLimits,
	...{ framesAtOnce: 100, framesPerSecond: 10 },
	...{ framesAtOncePerAddress: 1_000, framesPerSecondPerAddress: 100 }
};
const address = '198.51.100.7';

property.prop([fc.array(fc.nat(1_000_000), { maxLength: 50 })])(
	'what one member is over her pace is hers alone, and nobody else at her address waits for it',
	(works) => {
		const pace = new Pace(limits);
		for (const work of works) pace.spend({ member: 'bad', address }, 0, work);
		expect(pace.spend({ member: 'good', address }, 0, 1)).toBe(0);
	}
);

property.prop([fc.integer({ min: 101, max: 1_000_000 })])('who is over her pace waits', (work) => {
	const pace = new Pace(limits);
	expect(pace.spend({ member: 'bad', address }, 0, work)).toBeCloseTo((work - 100) * 100, 3);
	expect(pace.spend({ member: 'bad', address: '203.0.113.9' }, 0, 0)).toBeGreaterThan(0);
});

test('an address from which many do all that they may waits with all of them', () => {
	const pace = new Pace(limits);
	for (let member = 0; member < 11; member++) pace.spend({ member: `${member}`, address }, 0, 100);
	expect(pace.spend({ member: 'one more', address }, 0, 0)).toBeGreaterThan(0);
	expect(pace.spend({ member: 'one more', address: '203.0.113.9' }, 0, 1)).toBe(0);
});
