import type { Durations } from '../counting.ts';

/** One number, with what sets it apart from others of the same name. */
export interface Sample {
	readonly labels?: Readonly<Record<string, string | number>>;
	readonly value: number;
}

/** A thing that is counted or measured. */
export type Metric = {
	/** As Prometheus wants it: `draaiboek_`, the thing, its unit, and `_total` for what only rises. */
	readonly name: string;
	readonly help: string;
} & (
	| { readonly kind: 'counter' | 'gauge'; readonly samples: readonly Sample[] }
	| { readonly kind: 'histogram'; readonly durations: Durations }
);

/** What `text` is, in a header. */
export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** Metrics as Prometheus reads them, in its text format 0.0.4. */
export function expose(metrics: readonly Metric[]): string {
	return metrics.map(exposed).join('');
}

function exposed(metric: Metric): string {
	const { name, help, kind } = metric;
	const lines = kind === 'histogram' ? histogram(name, metric.durations) : samples(metric);
	return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines, ''].join('\n');
}

function samples({ name, samples }: Metric & { readonly samples: readonly Sample[] }): string[] {
	return samples.map(({ labels = {}, value }) => `${name}${labelled(labels)} ${value}`);
}

function histogram(name: string, { bounds, upTo, seconds }: Durations): string[] {
	const buckets = upTo.map((count, at) => {
		const le = bounds[at] ?? '+Inf';
		return `${name}_bucket${labelled({ le })} ${count}`;
	});
	return [...buckets, `${name}_sum ${seconds}`, `${name}_count ${upTo.at(-1) ?? 0}`];
}

function labelled(labels: Readonly<Record<string, string | number>>): string {
	const pairs = Object.entries(labels).map(
		([name, value]) => `${name}="${escaped(String(value))}"`
	);
	return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
	return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
