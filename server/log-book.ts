import type { Log, LogEvent, LogLevel } from './log.ts';

/** How often one thing was logged since the relay started, and when last. */
export interface LogSum {
	readonly event: LogEvent;
	readonly level: LogLevel;
	readonly count: number;
	readonly lastAt: Date;
}

/** Counts what goes by on its way into the log, for whoever asks how the relay is. */
export class LogBook {
	readonly #sums = new Map<LogEvent, LogSum>();
	/** Use this wherever something is logged. */
	readonly log: Log;

	constructor(log: Log, now: () => Date) {
		this.log = (level, entry) => {
			const count = (this.#sums.get(entry.event)?.count ?? 0) + 1;
			this.#sums.set(entry.event, { event: entry.event, level, count, lastAt: now() });
			log(level, entry);
		};
	}

	/** The latest first. */
	get sums(): readonly LogSum[] {
		return [...this.#sums.values()].sort((one, other) => +other.lastAt - +one.lastAt);
	}
}
