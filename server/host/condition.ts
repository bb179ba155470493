import type { HostFacts } from './facts.ts';
import type { LastBackup } from './last-backup.ts';

/** What a host should do something about, with what she needs to know to do it. */
export type Finding =
	/** Nothing is kept, and so nothing acknowledged. */
	| { readonly kind: 'not-keeping'; readonly since: Date }
	/** The database, or the folder, does not answer. */
	| { readonly kind: 'store-silent' }
	| { readonly kind: 'disk-nearly-full'; readonly freeBytes: number }
	| { readonly kind: 'redis-away' }
	| { readonly kind: 'backup-old'; readonly at: Date }
	/** The host said where backups lie, and there is none. */
	| { readonly kind: 'backup-none' }
	/** There is no such folder, or the relay may not read what lies in it. */
	| { readonly kind: 'backup-folder' }
	| { readonly kind: 'backup-unreadable' };

/** Whether something went wrong since the start that may want a hand, though all works now. */
export function hadTrouble({ log }: Pick<HostFacts, 'log'>): boolean {
	return log.some(({ level }) => level === 'error');
}

/** A season of a large workspace is some megabytes: with this much there is time to act. */
const leastFreeBytes = 500 * 1024 * 1024;
const oldBackupMs = 48 * 3_600_000;

/** What is not well, the worst first; empty when all is. */
export function findingsOf(facts: HostFacts): Finding[] {
	const { journal, store, bus, lastBackup, now } = facts;
	const findings: Finding[] = [];
	const { health } = journal;
	if (health !== null && health !== 'keeps')
		findings.push({ kind: 'not-keeping', since: health.failsSince });
	if (!store.isThere) findings.push({ kind: 'store-silent' });
	if (store.freeBytes !== null && store.freeBytes < leastFreeBytes)
		findings.push({ kind: 'disk-nearly-full', freeBytes: store.freeBytes });
	if (bus === 'lost') findings.push({ kind: 'redis-away' });
	return [...findings, ...ofBackups(lastBackup, now)];
}

function ofBackups(last: LastBackup, now: Date): Finding[] {
	switch (last) {
		case 'none':
			return [{ kind: 'backup-none' }];
		case 'no-folder':
			return [{ kind: 'backup-folder' }];
		case 'unreadable':
			return [{ kind: 'backup-unreadable' }];
		case 'unknown':
			return [];
		default:
			return +now - +last > oldBackupMs ? [{ kind: 'backup-old', at: last }] : [];
	}
}
