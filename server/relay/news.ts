import type { Joint } from '#wire/line.ts';

/** Some of a list that lie side by side: from one place up to and not including another. */
export interface Span {
	readonly from: number;
	readonly until: number;
}

/** What somebody is told of a turn: everything but her own, then how much of it is settled. */
export function framesFor(
	news: readonly Uint8Array[],
	own: Span | null,
	receipt: Uint8Array | null
): Uint8Array[] {
	const others = own ? [...news.slice(0, own.from), ...news.slice(own.until)] : [...news];
	return receipt ? [...others, receipt] : others;
}

/** Where in the bytes somebody's own lies: from one place up to and not including another. */
export function ownBytes({ bytes: { length }, starts }: Joint, own: Span | null): [number, number] {
	return own ? [starts[own.from] ?? length, starts[own.until] ?? length] : [length, length];
}

/** What lies before and after somebody's own, without a copy. */
export function withoutOwn(joint: Joint, own: Span | null): Uint8Array[] {
	const { bytes } = joint;
	const [from, until] = ownBytes(joint, own);
	return [bytes.subarray(0, from), bytes.subarray(until)].filter(({ length }) => length > 0);
}
