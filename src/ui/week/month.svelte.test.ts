// The month is FullCalendar's. Faults planted, each seen red and taken back: the calendar made anew with every
// change, dates that are never told to it.
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { changeOccurrence } from '#document/commands/activities.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import { inExample, tuesday } from '#tests/support/in-example.ts';
import WeekHarness from './WeekHarness.svelte';

let workspace: OpenWorkspace;

inExample((opened) => (workspace = opened));

test('the month stays on the screen while what is in it changes', async () => {
	const screen = await render(WeekHarness, { workspace, start: '/week/2026-W48?beeld=maand' });
	const calendar = () => document.querySelector('.month')?.firstElementChild;
	await expect.poll(() => document.querySelectorAll('.month time').length).toBeGreaterThan(10);
	const before = calendar();
	const date = workspace.planning.between(tuesday, tuesday)[0]!.occurrence;
	workspace.do('change', (step, documents) =>
		changeOccurrence(step, documents, workspace.seasons[0]!.id, date.id, { title: 'Wafelbak' })
	);
	await expect.element(screen.getByText('Wafelbak').first()).toBeVisible();
	expect(calendar()).toBe(before);
});
