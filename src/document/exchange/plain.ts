import { fromBase64, toBase64 } from 'lib0/buffer';

/** A value as JSON has it. */
export type Json =
	string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What could not be turned over. */
export const unplain = Symbol('unplain');

/** Deeper than anything that a person or a program writes on purpose. */
const maxDepth = 200;

/*
 * Yjs keeps a few values that JSON has no word for. They are written as an object with one key that
 * begins with "$"; an object that has such a key of its own is wrapped in {"$object": …}.
 */

/**
 * A stored value as JSON, such that `fromPlain` gives the same value back. Answers `unplain` for what is
 * no plain value: a shared type of a newer version, a nest without end.
 */
export function toPlain(value: unknown, depth = 0): Json | typeof unplain {
	if (depth > maxDepth) return unplain;
	switch (typeof value) {
		case 'string':
		case 'boolean':
			return value;
		case 'number':
			return Number.isFinite(value) && !Object.is(value, -0)
				? value
				: { $number: Object.is(value, -0) ? '-0' : String(value) };
		case 'bigint':
			return { $bigint: String(value) };
		case 'undefined':
			return { $undefined: true };
		case 'object':
			return objectToPlain(value, depth);
		default:
			return unplain;
	}
}

function objectToPlain(value: object | null, depth: number): Json | typeof unplain {
	if (value === null) return null;
	if (Array.isArray(value)) return listOf(value, (one) => toPlain(one, depth + 1));
	if (value instanceof Uint8Array) return { $bytes: toBase64(value) };
	if (!isDictionary(value)) return unplain;
	const entries = entriesOf(value, (one) => toPlain(one, depth + 1));
	if (entries === unplain) return unplain;
	return Object.keys(entries).some((key) => key.startsWith('$')) ? { $object: entries } : entries;
}

/** The stored value that `toPlain` wrote, or `unplain` when it wrote no such thing. */
export function fromPlain(json: unknown, depth = 0): unknown {
	if (depth > maxDepth) return unplain;
	if (Array.isArray(json)) return listOf(json, (one) => fromPlain(one, depth + 1));
	if (typeof json !== 'object' || json === null) return json;
	if (!isDictionary(json)) return unplain;
	const [key] = Object.keys(json);
	if (key === undefined || !Object.keys(json).some((one) => one.startsWith('$')))
		return entriesOf(json, (one) => fromPlain(one, depth + 1));
	return Object.keys(json).length === 1 ? special(key, json[key], depth) : unplain;
}

const strangeNumbers: Readonly<Record<string, number>> = {
	NaN: NaN,
	Infinity: Infinity,
	'-Infinity': -Infinity,
	'-0': -0
};

function special(key: string, value: unknown, depth: number): unknown {
	switch (key) {
		case '$number':
			return typeof value === 'string' && Object.hasOwn(strangeNumbers, value)
				? strangeNumbers[value]
				: unplain;
		case '$bigint':
			return typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? BigInt(value) : unplain;
		case '$undefined':
			return value === true ? undefined : unplain;
		case '$bytes':
			return typeof value === 'string' ? bytesOf(value) : unplain;
		case '$object':
			return isDictionary(value) ? entriesOf(value, (one) => fromPlain(one, depth + 1)) : unplain;
		default:
			return unplain;
	}
}

const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bytesOf(base64: string): Uint8Array | typeof unplain {
	return base64Pattern.test(base64) ? fromBase64(base64) : unplain;
}

/**
 * A plain object: no list, no bytes, nothing with a kind of its own. Yjs asks a value for its
 * `constructor`, so that it could not take back an object with a key of that name.
 */
export function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	if (Object.hasOwn(value, 'constructor')) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/** Whether Yjs takes a stored value as an element of a list: fewer kinds than as an entry of a map. */
export function isElement(value: unknown): boolean {
	return value !== unplain && value !== undefined && typeof value !== 'bigint';
}

function listOf<T>(list: readonly unknown[], turn: (one: unknown) => T | typeof unplain) {
	const turned: T[] = [];
	for (const one of list) {
		const next = turn(one);
		if (next === unplain) return unplain;
		turned.push(next);
	}
	return turned;
}

function entriesOf<T>(
	record: Readonly<Record<string, unknown>>,
	turn: (one: unknown) => T | typeof unplain
): Record<string, T> | typeof unplain {
	const entries: [string, T][] = [];
	for (const [key, value] of Object.entries(record)) {
		const next = turn(value);
		if (next === unplain) return unplain;
		entries.push([key, next]);
	}
	return Object.fromEntries(entries);
}
