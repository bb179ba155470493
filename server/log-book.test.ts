import { expect, test } from 'vitest';
import { causeText, logTo } from './log.ts';
import { LogBook } from './log-book.ts';

test('what is logged goes on as it is, and is counted by what happened', () => {
	const lines: string[] = [];
	let now = new Date('2026-11-22T10:00:00Z');
	const book = new LogBook(
		logTo(
			(line) => lines.push(line),
			() => now
		),
		() => now
	);
	book.log('error', { event: 'not-kept', changes: 3, cause: 'Error: full' });
	now = new Date('2026-11-22T11:00:00Z');
	book.log('warning', { event: 'bus-lost', cause: 'Error: away' });
	book.log('error', { event: 'not-kept', changes: 1, cause: 'Error: full' });
	expect(lines.map((line) => JSON.parse(line) as unknown)[0]).toEqual({
		...{ at: '2026-11-22T10:00:00.000Z', level: 'error', event: 'not-kept' },
		...{ changes: 3, cause: 'Error: full' }
	});
	expect(lines).toHaveLength(3);
	const [one, other] = book.sums;
	expect([one, other].map((sum) => [sum?.event, sum?.count])).toEqual(
		expect.arrayContaining([
			['not-kept', 2],
			['bus-lost', 1]
		])
	);
	expect(one?.lastAt).toEqual(now);
});

test('a name that was tried at two addresses in vain says what happened at each', () => {
	const errors = [new Error('connect ECONNREFUSED ::1:1'), new Error('connect ECONNREFUSED 1')];
	expect(causeText(new AggregateError(errors))).toBe(
		'Error: connect ECONNREFUSED ::1:1; Error: connect ECONNREFUSED 1'
	);
});
