import { fc, test as property } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { fromPlain, toPlain, unplain } from './plain.ts';

const anyLeaf = fc.oneof(
	fc.string(),
	fc.double(),
	fc.boolean(),
	fc.constantFrom(null, undefined, NaN, -0, Infinity),
	fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
	fc.uint8Array({ maxLength: 9 }).map((bytes) => new Uint8Array(bytes))
);
const anyKey = fc.oneof(
	fc.string().filter((key) => key !== 'constructor'),
	fc.constantFrom('$bytes', '$object', '$', 'a', '__proto__')
);
const { anyStored } = fc.letrec((tie) => ({
	anyStored: fc.oneof(
		{ maxDepth: 4 },
		anyLeaf,
		fc.array(tie('anyStored'), { maxLength: 4 }),
		fc.dictionary(anyKey, tie('anyStored'), { maxKeys: 4, noNullPrototype: true })
	)
}));

property.prop([anyStored])('any value that Yjs keeps comes back from JSON the same', (value) => {
	const text = JSON.stringify(toPlain(value));
	expect(fromPlain(JSON.parse(text))).toStrictEqual(value);
});

property.prop([fc.jsonValue()])('any JSON is read or refused, never fallen over', (json) => {
	const value = fromPlain(json);
	if (value !== unplain) expect(fromPlain(toPlain(value))).toStrictEqual(value);
});

it.for([{ constructor: 1 }, new Y.Map(), () => 1, Symbol('x'), new Date(0), [new Y.Text()]])(
	'what is no plain value is said to be none (%#)',
	(value) => {
		expect(toPlain(value)).toBe(unplain);
	}
);

it('everyday values are written as everybody would', () => {
	const value = [1, 'koffie', null, { from: 600, weekdays: [2] }];
	expect(toPlain(value)).toEqual(value);
});
