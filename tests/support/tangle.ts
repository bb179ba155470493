import {
	createEncoder,
	toUint8Array,
	writeUint8,
	writeVarString,
	writeVarUint
} from 'lib0/encoding';

const [first, second] = [1, 2];
const list = 'a';
/** Of a struct: a value in a list, and whether it names its left or its right neighbour. */
const heads = { alone: 8, withLeft: 8 | 0b1000_0000, withRight: 8 | 0b0100_0000 } as const;
const nothing = 126;

/**
 * An update of a few tens of kilobytes, in order and well-formed, that takes Yjs seconds: `count` values, each
 * put before the one before it, and then as many of another client that name no neighbour, so that for each
 * of them all of the first are looked at.
 */
export function tangle(count: number): Uint8Array {
	const encoder = createEncoder();
	const number = (...numbers: number[]) => numbers.forEach((one) => writeVarUint(encoder, one));
	const value = () => {
		number(1);
		writeUint8(encoder, nothing);
	};
	const alone = () => {
		writeUint8(encoder, heads.alone);
		number(1);
		writeVarString(encoder, list);
		value();
	};
	number(2);
	number(count, second, 0);
	// The first one names the last of the other client, so that those are taken in before it.
	writeUint8(encoder, heads.withLeft);
	number(first, count - 1);
	value();
	for (let at = 1; at < count; at++) alone();
	number(count, first, 0);
	alone();
	for (let at = 1; at < count; at++) {
		writeUint8(encoder, heads.withRight);
		number(first, at - 1);
		value();
	}
	number(0);
	return toUint8Array(encoder);
}
