// Faults planted in problem-groups.ts, each seen red and taken back: stacks that swallow another activity,
// a limit that counts dates instead of lines, weeks that begin on Sunday, rooms before an earlier date.
import { describe, expect, test } from 'vitest';
import type { Day } from '#domain/time/day.ts';
import type { Problem } from '#views/problems.ts';
import { firstLines, problemGroups } from './problem-groups.ts';

const today = '2026-11-25' as Day;

function problem(day: string, series: string, kind: Problem['kind'] = 'uncovered'): Problem {
	return { kind, occurrence: { id: `${series}@${day}`, series, day } } as unknown as Problem;
}

function shown(problems: readonly Problem[]) {
	return problemGroups(problems, today).map(({ when, stacks }) => [
		when,
		...stacks.map(({ first, rest }) => `${first.kind} ${first.occurrence.day} +${rest.length}`)
	]);
}

describe('problems in groups', () => {
	test('by how soon they matter, from Monday on', () => {
		expect(
			shown([
				problem('2026-11-29', 'soup'),
				problem('2026-11-30', 'soup'),
				problem('2026-12-06', 'walk'),
				problem('2026-12-07', 'soup')
			])
		).toEqual([
			['thisWeek', 'uncovered 2026-11-29 +0'],
			['nextWeek', 'uncovered 2026-11-30 +0', 'uncovered 2026-12-06 +0'],
			['later', 'uncovered 2026-12-07 +0']
		]);
	});

	test('the same matter on many dates of one activity is one line; another matter is not', () => {
		const weekly = ['08', '15', '22'].map((day) => problem(`2026-12-${day}`, 'soup'));
		expect(
			shown([...weekly, problem('2026-12-22', 'soup', 'closed'), problem('2026-12-23', 'walk')])
		).toEqual([
			['later', 'uncovered 2026-12-08 +2', 'closed 2026-12-22 +0', 'uncovered 2026-12-23 +0']
		]);
	});

	test('each stretch reads as a calendar does, whatever the matter is', () => {
		expect(
			shown([
				problem('2026-12-09', 'soup'),
				problem('2026-12-10', 'walk', 'double-booked'),
				problem('2026-12-16', 'soup')
			])
		).toEqual([['later', 'uncovered 2026-12-09 +1', 'double-booked 2026-12-10 +0']]);
	});

	test('the first lines are counted over the groups, and lose none of what they stand for', () => {
		const groups = problemGroups(
			[
				problem('2026-11-25', 'soup'),
				problem('2026-12-08', 'soup'),
				problem('2026-12-15', 'soup'),
				problem('2026-12-16', 'walk')
			],
			today
		);
		const lines = firstLines(groups, 2);
		expect(lines.map(({ stacks }) => stacks.length)).toEqual([1, 1]);
		expect(lines[1]?.stacks[0]?.rest).toHaveLength(1);
		expect(firstLines(groups, 1)).toHaveLength(1);
	});
});
