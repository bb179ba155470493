/** One line of a benchmark's table. */
export interface Row {
	readonly name: string;
	readonly value: number;
	/** What `value` counts: `ms`, `µs`, `dates/s`. */
	readonly unit: string;
	/** What was measured beside it in the same run … */
	readonly peer?: string;
	/** … and how many times better than the peer this is: above 1 is better, whatever the unit. */
	readonly ratio?: number;
	/** What is aimed at, in words: `≤ 300 ms`, `≥ 0.7 ×`. */
	readonly aim?: string;
}

/** How much time a benchmark may take: `quick` says whether its code still runs, not how fast. */
export interface Effort {
	readonly quick: boolean;
}
