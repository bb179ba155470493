// Faults planted in exposition.ts and counting.ts, each seen red and taken back: quotes in labels left as they
// are, buckets that don't add up those before them.
import { describe, expect, test } from 'vitest';
import { Durations } from '../counting.ts';
import { expose } from './exposition.ts';

describe('metrics in text', () => {
	test('a counter with its labels, as Prometheus writes it in its own examples', () => {
		const samples = [
			{ labels: { code: 'too-large', kind: 'a "b"\\\n' }, value: 3 },
			{ value: 1.5 }
		];
		expect(expose([{ name: 'x_total', help: 'Things.', kind: 'counter', samples }])).toBe(
			'# HELP x_total Things.\n' +
				'# TYPE x_total counter\n' +
				'x_total{code="too-large",kind="a \\"b\\"\\\\\\n"} 3\n' +
				'x_total 1.5\n'
		);
	});

	test('durations count everything up to each bound, and all of it at last', () => {
		const durations = new Durations();
		for (const ms of [0.5, 1, 30, 60_000]) durations.note(ms);
		const lines = expose([{ name: 'x_seconds', help: 'Time.', kind: 'histogram', durations }])
			.trim()
			.split('\n');
		expect(lines.slice(0, 3)).toEqual([
			'# HELP x_seconds Time.',
			'# TYPE x_seconds histogram',
			'x_seconds_bucket{le="0.001"} 2'
		]);
		expect(lines).toContain('x_seconds_bucket{le="0.025"} 2');
		expect(lines).toContain('x_seconds_bucket{le="0.05"} 3');
		expect(lines).toContain('x_seconds_bucket{le="10"} 3');
		expect(lines.slice(-3)).toEqual([
			'x_seconds_bucket{le="+Inf"} 4',
			'x_seconds_sum 60.0315',
			'x_seconds_count 4'
		]);
	});

	test('what nobody can tell has no line of its own', () => {
		expect(expose([{ name: 'x', help: 'X.', kind: 'gauge', samples: [] }])).toBe(
			'# HELP x X.\n# TYPE x gauge\n'
		);
	});
});
