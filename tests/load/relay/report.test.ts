import { expect, test } from 'vitest';
import type { Outcome, Result } from './measure.ts';
import { report } from './report.ts';
import type { RivalName } from './rivals.ts';

function outcome(better: 'more' | 'less', results: Partial<Record<RivalName, Result>>): Outcome {
	return {
		measure: {
			...{ title: 'Writing', unit: better === 'more' ? '/CPU s' : 'ms', better },
			aims: [{ against: ['hocuspocus', 'y-websocket'], times: 4 }]
		},
		results: new Map(Object.entries(results) as [RivalName, Result][])
	};
}

function measured(...values: number[]): Result {
	return { kind: 'measured', values };
}

test('the middle round counts, and what lies around it is shown', () => {
	const text = report([
		outcome('more', { ours: measured(900, 100, 400), hocuspocus: measured(80, 90, 100) })
	]);
	expect(text).toMatch(/Draaiboek.*\| 400 \/CPU s +\| 100 – 900 /);
	expect(text).toMatch(/Hocuspocus.*\| 4.44 × +\| ≥ 4 × +\| met/);
	expect(text).toContain('All aims are met (1).');
});

test('less time is better where time is measured', () => {
	const text = report([outcome('less', { ours: measured(10), hocuspocus: measured(20) })]);
	expect(text).toMatch(/Hocuspocus.*\| 2 × +\| ≥ 4 × +\| falls short/);
	expect(text).toContain('1 of 1 aims are not met');
	expect(text).toContain('- Writing, beside Hocuspocus 4, memory: 2 × where ≥ 4 × is aimed at');
});

test('a server that failed stands in the table with its reason, and its aim counts as not met', () => {
	const text = report([
		outcome('more', {
			ours: measured(400),
			hocuspocus: measured(10),
			'y-websocket': { kind: 'failed', reason: '3 deliveries never came within 20 s' }
		})
	]);
	expect(text).toMatch(/y-websocket.*\| failed +\| 3 deliveries never came within 20 s/);
	expect(text).toContain('- Writing, beside y-websocket 2, memory: not measured');
});
