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

/** What lies before and after somebody's own, without a copy. */
export function withoutOwn({ bytes, starts }: Joint, own: Span | null): Uint8Array[] {
	if (!own) return [bytes];
	const [from, until] = [starts[own.from] ?? bytes.length, starts[own.until] ?? bytes.length];
	return [bytes.subarray(0, from), bytes.subarray(until)].filter(({ length }) => length > 0);
}
