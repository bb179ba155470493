import type { LogEvent } from '../log.ts';
import type { Finding } from './condition.ts';
import type { LastBackup } from './last-backup.ts';

/** What is logged and is not good news. */
export type Trouble = Exclude<LogEvent, 'bus-back' | 'erased' | 'stopped'>;

/** All words of the status page; a moment and a size come as words already. */
export interface HostWords {
	readonly language: string;
	readonly title: string;
	readonly well: string;
	/** All works, but there were errors since the start. */
	readonly wellNow: string;
	readonly notWell: string;
	readonly oneOfSeveral: string;
	/** Where everything is kept, and what to look at there. */
	readonly look: { readonly folder: string; readonly database: string };
	readonly findings: Readonly<Record<Finding['kind'], (value: string) => string>>;
	readonly labels: {
		readonly version: string;
		readonly since: string;
		readonly keeping: string;
		readonly store: string;
		readonly room: string;
		readonly backup: string;
		readonly devices: string;
		readonly documents: string;
		readonly redis: string;
	};
	readonly keeps: string;
	readonly failsSince: (when: string) => string;
	readonly nothingYet: string;
	readonly answers: string;
	readonly silent: string;
	readonly ownFolder: string;
	readonly used: (size: string) => string;
	readonly usedAndFree: (size: string, free: string) => string;
	readonly unknown: string;
	readonly backups: Readonly<Record<Exclude<LastBackup, Date>, string>>;
	readonly documentsKept: (kept: string, open: string) => string;
	readonly bus: { readonly without: string; readonly carried: string; readonly lost: string };
	/** Nobody is let in for so long. */
	readonly tooManyTries: (minutes: number) => string;
	readonly log: {
		readonly title: string;
		readonly empty: string;
		readonly times: (count: number, last: string) => string;
	};
	/** What each means, and what helps; of those in `ofStore` `look` says the latter. */
	readonly troubles: Readonly<Record<Trouble, string>>;
}
