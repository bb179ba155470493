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
}
