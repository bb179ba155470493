/** A line through points, by least squares, and how far its slope may be off. */
export interface Fit {
	readonly slope: number;
	/** The standard error of the slope: twice that is about what chance does. */
	readonly error: number;
}

/** Null for fewer than three points: through two there is always a line, and it says nothing. */
export function fit(points: readonly (readonly [number, number])[]): Fit | null {
	if (points.length < 3) return null;
	const mean = (of: (point: readonly [number, number]) => number) =>
		points.reduce((sum, point) => sum + of(point), 0) / points.length;
	const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
	const spread = mean(([x]) => (x - meanX) ** 2) * points.length;
	const slope = (mean(([x, y]) => (x - meanX) * (y - meanY)) * points.length) / spread;
	const left = mean(([x, y]) => (y - meanY - slope * (x - meanX)) ** 2) * points.length;
	return { slope, error: Math.sqrt(left / (points.length - 2) / spread) };
}

/** Whether it rises by more than `most`, and that is not just chance. */
export function rises({ slope, error }: Fit, most: number): boolean {
	return slope - 2 * error > most;
}

/**
 * What a line says of something that should stay as it is. `too-much` is the only one that is a fault; `within`: it
 * rises, surely, but no more than is allowed.
 */
export type Trend = 'too-much' | 'within' | 'flat' | 'falls';

export function trendOf(line: Fit, most: number): Trend {
	if (rises(line, most)) return 'too-much';
	if (rises(line, 0)) return 'within';
	return line.slope + 2 * line.error < 0 ? 'falls' : 'flat';
}
