import { describe, expect, test } from 'vitest';
import type { SyncStatus } from '#sync/status.ts';
import { languages } from '../text/messages.ts';
import { status as dictionary } from '../text/status.ts';
import { statusWords } from './status-words.ts';

const unkept = (['full', 'refused', 'closed', 'slow'] as const).flatMap((why) => [
	{ why, count: 0, sharing: 'done' as const },
	{ why, count: 0, sharing: 'under-way' as const },
	{ why, count: 0, sharing: 'no-line' as const },
	{ why, count: 2, sharing: 'under-way' as const },
	{ why, count: 1, sharing: 'no-line' as const },
	{ why, count: 2, sharing: 'refused' as const }
]);
const offline = { kind: 'offline', since: 0, count: 3, overdue: false, kept: true } as const;

const every: readonly SyncStatus[] = [
	{ kind: 'opening', count: 0, kept: true },
	{ kind: 'opening', count: 1, kept: false },
	{ kind: 'shared' },
	{ kind: 'sharing', count: 1, overdue: false, kept: true },
	{ kind: 'sharing', count: 12, overdue: true, kept: true },
	offline,
	{ ...offline, count: 0 },
	{ ...offline, overdue: true },
	{ ...offline, kept: false },
	...unkept.map((one) => ({ kind: 'not-saved' as const, ...one })),
	{ kind: 'withdrawn', count: 1, kept: true },
	{ kind: 'erased', count: 0, kept: true },
	{ kind: 'no-session', count: 0, kept: true },
	{ kind: 'no-session', count: 1, kept: false },
	{ kind: 'no-workspace', count: 0, kept: true },
	{ kind: 'no-workspace', count: 1, kept: false },
	{ kind: 'expired', count: 0, kept: true },
	{ kind: 'expired', count: 1, kept: false },
	{ kind: 'not-allowed', documents: [{ kind: 'people' }], count: 1, kept: true },
	{ kind: 'gone', documents: [{ kind: 'directory' }], count: 0, kept: true },
	{ kind: 'too-large', documents: [{ kind: 'people' }], count: 1, kept: true },
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
		expect(briefs.length).toBe(5);
		for (const { line, brief } of briefs) expect(line.startsWith(brief ?? '?'), line).toBe(true);
	});
});

describe('the honest line', () => {
	const say = (status: SyncStatus) => statusWords(status, dictionary.nl, () => 'vandaag 14:05');

	test('says how many changes only this device has, and that it has them', () => {
		expect(say(offline).line).toBe('3 wijzigingen nog niet gedeeld, bewaard op dit toestel');
		expect(say({ ...offline, count: 1 }).line).toBe(
			'1 wijziging nog niet gedeeld, bewaard op dit toestel'
		);
	});

	test('does not say that the device has them while they are on their way to its disk', () => {
		const { line, details } = say({ ...offline, kept: false });
		expect(line).toBe('3 wijzigingen nog niet gedeeld');
		expect(details).not.toContain(dictionary.nl.keptHere);
	});

	test('never says "shared" while something waits, nor "kept" where nothing is kept', () => {
		for (const status of every) {
			const { line, details } = say(status);
			if ('count' in status && status.count > 0) expect(line).not.toMatch(/^(Alles|Wel) gedeeld/);
			if (status.kind === 'not-saved' || ('kept' in status && !status.kept))
				expect([line, ...details].join(' ')).not.toMatch(/(?<![Nn]iet )bewaard op dit toestel\b/);
		}
	});

	test('a device that is forgotten says that her work stays kept only where it is', () => {
		for (const kind of ['no-session', 'no-workspace', 'expired'] as const) {
			const said = (kept: boolean) => say({ kind, count: 1, kept }).details.join(' ');
			expect(said(true)).toContain('blijft bewaard');
			expect(said(false)).toContain('alleen in dit venster');
			expect(said(false)).not.toContain('blijft bewaard');
		}
	});

	test('never says that all is shared while something was not accepted, also once it is put away', () => {
		const { line, tone } = statusWords({ kind: 'shared' }, dictionary.nl, () => '', true);
		expect(line).toBe('Gedeeld, behalve wat niet aanvaard is');
		expect(tone).not.toBe('good');
	});

	test('asks for attention when a change is older than a day, and for help when it is lost on closing', () => {
		expect(say({ ...offline, overdue: true }).tone).toBe('attention');
		const lost = say({ kind: 'not-saved', why: 'full', count: 1, sharing: 'no-line' });
		expect(lost.line).toBe('Nog nergens bewaard: 1 wijziging');
		expect(lost.tone).toBe('trouble');
		expect(lost.details.join(' ')).toMatch(/geen verbinding.*venster open.*toestel is vol/s);
	});

	test('does not cry out for each change on its way from a device that keeps nothing', () => {
		const unkeptNow = { kind: 'not-saved', why: 'refused' } as const;
		expect(say({ ...unkeptNow, count: 1, sharing: 'under-way' }).tone).toBe('attention');
		expect(say({ ...unkeptNow, count: 0, sharing: 'done' }).tone).toBe('attention');
	});

	test('never asks to close what must stay open', () => {
		for (const status of every)
			if (status.kind === 'not-saved' && status.count > 0)
				expect(say(status).details.join(' ')).not.toMatch(/\b(sluit|open \w+ dan opnieuw)\b/i);
	});
});
