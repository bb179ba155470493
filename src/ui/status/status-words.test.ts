import { describe, expect, test } from 'vitest';
import type { SyncStatus } from '#sync/status.ts';
import { languages } from '../text/messages.ts';
import { status as dictionary } from '../text/status.ts';
import { statusWords } from './status-words.ts';

const unkept = [
	{ why: 'full', count: 2, withRelay: false },
	{ why: 'refused', count: 0, withRelay: false },
	{ why: 'closed', count: 2, withRelay: true }
] as const;

const every: readonly SyncStatus[] = [
	{ kind: 'opening', count: 0 },
	{ kind: 'opening', count: 1 },
	{ kind: 'shared' },
	{ kind: 'sharing', count: 1, overdue: false },
	{ kind: 'sharing', count: 12, overdue: true },
	{ kind: 'offline', since: 0, count: 0, overdue: false },
	{ kind: 'offline', since: 0, count: 3, overdue: false },
	{ kind: 'offline', since: 0, count: 3, overdue: true },
	{ kind: 'memory-only', why: 'slow', count: 1, withRelay: false },
	{ kind: 'memory-only', why: 'refused', count: 0, withRelay: true },
	...unkept.map((one) => ({ kind: 'not-saved' as const, ...one })),
	{ kind: 'withdrawn', count: 1 },
	{ kind: 'no-session', count: 0 },
	{ kind: 'not-allowed', documents: [{ kind: 'people' }], count: 1 },
	{ kind: 'gone', documents: [{ kind: 'directory' }], count: 0 },
	{ kind: 'too-large', documents: [{ kind: 'people' }], count: 1 },
	{ kind: 'closed' }
];

/** Words that mean something to whoever made the app and nothing to whoever uses it. */
const technical = /\b(sync|offline|cache|server|serveur|relay|browserdata|token|synchronis)/i;

describe.each(languages)('in %s', (language) => {
	const say = (status: SyncStatus) =>
		statusWords(status, dictionary[language], () => 'vandaag 14:05');

	test.each(every.map((status) => [JSON.stringify(status), status] as const))('%s', (_, status) => {
		const { line, details } = say(status);
		expect(line.length).toBeGreaterThan(3);
		expect([line, ...details].join(' ')).not.toMatch(technical);
		expect([line, ...details].join(' ')).not.toMatch(/undefined|NaN|\b1 wijzigingen/);
		if (status.kind !== 'closed') expect(details.length).toBeGreaterThan(0);
	});

	test('what a phone shows of the line is how the line begins', () => {
		const briefs = every.map(say).filter(({ brief }) => brief !== undefined);
		expect(briefs.length).toBe(4);
		for (const { line, brief } of briefs) expect(line.startsWith(brief ?? '?'), line).toBe(true);
	});
});

describe('the honest line', () => {
	const say = (status: SyncStatus) => statusWords(status, dictionary.nl, () => 'vandaag 14:05');

	test('says how many changes only this device has, and that it has them', () => {
		expect(say({ kind: 'offline', since: 0, count: 3, overdue: false }).line).toBe(
			'3 wijzigingen nog niet gedeeld, bewaard op dit toestel'
		);
		expect(say({ kind: 'offline', since: 0, count: 1, overdue: false }).line).toBe(
			'1 wijziging nog niet gedeeld, bewaard op dit toestel'
		);
	});

	test('never says "shared" while something waits, nor "kept" where nothing is kept', () => {
		for (const status of every) {
			const { line } = say(status);
			if ('count' in status && status.count > 0 && !('withRelay' in status && status.withRelay))
				expect(line).not.toBe('Alles gedeeld');
			if (status.kind === 'not-saved' || status.kind === 'memory-only')
				expect(line).not.toContain('bewaard op dit toestel,');
		}
	});

	test('never says that all is shared while something was not accepted, also once it is put away', () => {
		const { line, tone } = statusWords({ kind: 'shared' }, dictionary.nl, () => '', true);
		expect(line).toBe('Gedeeld, behalve wat niet aanvaard is');
		expect(tone).not.toBe('good');
	});

	test('asks for attention when a change is older than a day, and for help when it is lost on closing', () => {
		expect(say({ kind: 'offline', since: 0, count: 1, overdue: true }).tone).toBe('attention');
		const lost = say({ kind: 'not-saved', why: 'full', count: 1, withRelay: false });
		expect(lost.tone).toBe('trouble');
		expect(lost.details.join(' ')).toMatch(/Sluit dit venster niet.*toestel is vol/s);
	});
});
