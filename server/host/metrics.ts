import type { CountBy, Durations } from '../counting.ts';
import type { Metric, Sample } from './exposition.ts';
import type { HostFacts } from './facts.ts';

/** A relay's facts as metrics. Labels are codes and kinds that the source names, and never anything else. */
export function metricsOf(facts: HostFacts): Metric[] {
	return [
		...ofDevices(facts),
		...ofRefusals(facts),
		...ofJournal(facts),
		...ofThreads(facts),
		...ofOthers(facts),
		...ofProcess(facts)
	];
}

function ofDevices({ sockets, rooms, visits, traffic }: HostFacts): Metric[] {
	return [
		gauge('sockets', 'Sockets of devices that are open.', sockets),
		gauge('documents_open', 'Documents that somebody has open.', rooms),
		gauge('visits', 'Documents that are open on a device, each time that they are.', visits),
		counter('sockets_opened_total', 'Sockets of devices that came in.', traffic.opened),
		counted('sockets_closed_total', 'Sockets that have gone.', 'code', traffic.closed),
		counter('messages_in_total', 'Messages that devices sent.', traffic.messagesIn),
		counter('messages_out_total', 'Messages that devices were sent.', traffic.messagesOut),
		counter('bytes_in_total', 'Bytes that came over the sockets of devices.', traffic.bytesIn),
		counter('bytes_out_total', 'Bytes that went over the sockets of devices.', traffic.bytesOut)
	];
}

function ofRefusals({ relay, refusedCalls, traffic }: HostFacts): Metric[] {
	return [
		counted('changes_refused_total', 'Changes that were not taken.', 'code', relay.refusals),
		counted('calls_refused_total', 'Calls of the API that were refused.', 'code', refusedCalls),
		counted(
			'sockets_turned_away_total',
			'Sockets that were not let in at all.',
			'reason',
			traffic.turnedAway
		),
		counted('visits_ended_total', 'Visits that the relay ended.', 'code', relay.ended),
		counter('slow_visits_total', 'Visits ended since too much lay waiting for them.', relay.slow),
		counter(
			'presence_left_out_total',
			'Times that a slow line was not told who looks at a document.',
			relay.presenceLeftOut
		)
	];
}

function ofJournal({ journal, store }: HostFacts): Metric[] {
	return [
		counted('commits_total', 'Batches for the journal.', 'outcome', journal.batches),
		counter('changes_kept_total', 'Changes that were kept.', journal.changes),
		histogram('commit_seconds', 'How long a batch took to be kept.', journal.appending),
		histogram('load_seconds', 'How long a document took to be read.', journal.loading),
		histogram('fold_seconds', 'How long snapshots took to be kept.', journal.folding),
		gauge('journal_up', 'Whether the place where everything is kept answers.', +store.isThere),
		known('documents_known', 'Documents that are kept.', store.documents),
		known('journal_bytes', 'Room that everything kept takes.', store.sizeBytes),
		known('disk_free_bytes', 'Room that is left on the disk of the data folder.', store.freeBytes)
	];
}

function ofThreads({ integrator, clerk }: HostFacts): Metric[] {
	return [
		histogram(
			'integrate_seconds',
			'How long Yjs took over a document, waiting for its turn included.',
			integrator.integrating
		),
		counter('integrate_too_slow_total', 'Documents that took Yjs too long.', integrator.tooSlow),
		counter('clerk_rows_total', 'Rows that the clerk wrote into ledgers.', clerk?.rows ?? 0),
		counter('clerk_overtaken_total', 'Times that another clerk was faster.', clerk?.overtaken ?? 0)
	];
}

function ofOthers({ bus, log, lastBackup }: HostFacts): Metric[] {
	const states = ['alone', 'without', 'carried', 'lost'] as const;
	const busStates = states.map((state) => ({ labels: { state }, value: +(state === bus) }));
	const entries = log.map(({ level, event, count }) => ({
		labels: { level, event },
		value: count
	}));
	const backupSeconds = lastBackup instanceof Date ? +lastBackup / 1_000 : null;
	return [
		{ ...named('bus', 'How news between relays travels.'), kind: 'gauge', samples: busStates },
		{ ...named('log_total', 'Entries of the log.'), kind: 'counter', samples: entries },
		known('last_backup_timestamp_seconds', 'When the last backup was written.', backupSeconds)
	];
}

function ofProcess({ version, startedAt, process }: HostFacts): Metric[] {
	const { heapBytes, residentBytes, cpuSeconds, loopDelay } = process;
	const { median, p99, max } = loopDelay;
	const delays = Object.entries({ median, p99, max }).map(([of, value]) => ({
		labels: { of },
		value
	}));
	return [
		{
			...named('info', 'The version.'),
			kind: 'gauge',
			samples: [{ labels: { version }, value: 1 }]
		},
		gauge('start_timestamp_seconds', 'When the relay started.', +startedAt / 1_000),
		gauge('heap_bytes', 'Memory that JavaScript uses on the main thread.', heapBytes),
		gauge('resident_bytes', 'Memory that the process has.', residentBytes),
		counter('cpu_seconds_total', 'Processor time, threads included.', cpuSeconds),
		{
			...named('event_loop_delay_seconds', 'How late turns came, in the last quarter of a minute.'),
			kind: 'gauge',
			samples: delays
		}
	];
}

function named(name: string, help: string): { name: string; help: string } {
	return { name: `draaiboek_${name}`, help };
}

function counter(name: string, help: string, value: number): Metric {
	return { ...named(name, help), kind: 'counter', samples: [{ value }] };
}

function gauge(name: string, help: string, value: number): Metric {
	return { ...named(name, help), kind: 'gauge', samples: [{ value }] };
}

/** A gauge that is left out while nobody knows. */
function known(name: string, help: string, value: number | null): Metric {
	const samples: Sample[] = value === null ? [] : [{ value }];
	return { ...named(name, help), kind: 'gauge', samples };
}

function counted(
	name: string,
	help: string,
	label: string,
	counts: CountBy<string | number>
): Metric {
	const samples = counts.entries.map(([key, value]) => ({ labels: { [label]: key }, value }));
	return { ...named(name, help), kind: 'counter', samples };
}

function histogram(name: string, help: string, durations: Durations): Metric {
	return { ...named(name, help), kind: 'histogram', durations };
}
