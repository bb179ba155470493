import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Occurrence } from '#domain/series/series.ts';
import { type Day, addDays, mondayOf } from '#domain/time/day.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import { inExample, tuesday } from '#tests/support/in-example.ts';
import WeekHarness from './WeekHarness.svelte';

const monday = mondayOf(tuesday);
let workspace: OpenWorkspace;

inExample((opened) => (workspace = opened));

async function open(query = '') {
	return render(WeekHarness, { workspace, start: `/week/2026-W48${query}` });
}

/** A date of this week with a venue, that nobody contests. */
function aDate(isWanted: (date: Occurrence) => boolean = () => true): Occurrence {
	const found = workspace.planning
		.between(tuesday, addDays(monday, 3))
		.find(
			({ occurrence, booked }) =>
				booked.status === 'held' &&
				!occurrence.cancelled &&
				workspace.planning.venues.rivals(occurrence.id).length === 0 &&
				isWanted(occurrence)
		);
	return found!.occurrence;
}

function now(date: Occurrence): Occurrence {
	return workspace.planning.date(date.id)!.occurrence;
}

function block(date: Occurrence): HTMLElement {
	return document.querySelector<HTMLElement>(`[data-occurrence="${date.id}"]`)!;
}

/** Below the head of the table, which stays on top, and above the edge of the window. */
function isInSight(element: HTMLElement): boolean {
	const { top, bottom } = element.getBoundingClientRect();
	return top > 80 && bottom < innerHeight;
}

const shown = (date: Occurrence) => expect.poll(() => block(date)).not.toBeNull();

test('Alt and an arrow move a date to the next day, say so, and the focus goes with it', async () => {
	const screen = await open();
	const date = aDate();
	await shown(date);
	block(date).focus();
	await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');

	await expect.poll(() => now(date).day).toBe(addDays(date.day, 1));
	await expect.element(screen.getByText(`${date.title}: nu`, { exact: false })).toBeVisible();
	await expect.poll(() => document.activeElement).toBe(block(date));

	await userEvent.keyboard('{Control>}z{/Control}');
	await expect.poll(() => now(date).day).toBe(date.day);
	await expect.element(screen.getByText('Ongedaan gemaakt: verplaatsen.')).toBeVisible();
	expect(now(date).changed).toBe(false);
});

test('Alt, Shift and an arrow move a date a quarter of an hour; the arrows alone only walk', async () => {
	await open();
	const date = aDate();
	await shown(date);
	block(date).focus();
	await userEvent.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}');
	await expect.poll(() => now(date).from).toBe(date.from + 15);

	const before = document.activeElement;
	await userEvent.keyboard('{ArrowRight}');
	expect(document.activeElement).not.toBe(before);
	expect(now(date).day).toBe(date.day);
});

test('a move that the week has no room for is said and not done', async () => {
	const screen = await open();
	const date = aDate();
	await shown(date);
	block(date).focus();
	const days = 7 - (new Date(`${date.day}T12:00`).getDay() || 7);
	for (let at = 0; at < days; at++) {
		await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
		const day = addDays(date.day, at + 1);
		await expect
			.poll(() => block(date).closest('[data-cell]')?.getAttribute('data-cell'))
			.toMatch(/\/\d$/);
		await expect.poll(() => now(date).day).toBe(day);
		await expect.poll(() => document.activeElement).toBe(block(date));
	}
	await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
	await expect
		.element(screen.getByText('Verder kan niet binnen deze week', { exact: false }))
		.toBeInTheDocument();
});

test('a block is dragged to another day and venue, for that date only', async () => {
	await open();
	const date = aDate();
	await shown(date);
	// Wherever an earlier test had scrolled to: both ends of the drag must be in sight.
	block(date).scrollIntoView({ block: 'center', behavior: 'instant' });
	const target = [...document.querySelectorAll<HTMLElement>('[data-cell$="/4"]')].find(
		(cell) => !cell.contains(block(date)) && isInSight(cell)
	)!;
	await userEvent.dragAndDrop(block(date), target);

	await expect.poll(() => now(date).day).toBe(addDays(monday, 4));
	const siblings = workspace.planning.calendar.of(date.series);
	expect(siblings.filter(({ changed }) => changed).map(({ id }) => id)).toContain(date.id);
});

test('the sheet opens by its address, and the cross closes it', async () => {
	const date = aDate();
	const screen = await open(`?open=${encodeURIComponent(date.id)}`);
	const sheet = screen.getByRole('dialog', { name: date.title });
	await expect.element(sheet).toBeVisible();
	await expect.element(sheet.getByText('Zaal is gereserveerd')).toBeVisible();
	await sheet.getByRole('button', { name: 'Sluit' }).click();
	await expect.element(sheet).not.toBeInTheDocument();
});

test('a change is for this date, for this and following, or for all', async () => {
	const date = aDate(({ series }) => workspace.planning.calendar.of(series).length > 3);
	const screen = await open(`?open=${encodeURIComponent(date.id)}`);
	const change = async (title: string, scope: string) => {
		await screen.getByRole('button', { name: 'Wijzig', exact: true }).click();
		await screen.getByRole('radio', { name: new RegExp(`^${scope}`) }).click();
		await screen.getByRole('textbox', { name: 'Naam' }).fill(title);
		await screen.getByRole('button', { name: 'Bewaar' }).click();
		await expect.poll(() => now(date).title).toBe(title);
	};
	const titles = () => workspace.planning.calendar.of(date.series).map(({ title }) => title);
	const at = workspace.planning.calendar.of(date.series).findIndex(({ id }) => id === date.id);

	await change('Eenmalig', 'Deze keer');
	expect(titles().filter((title) => title === 'Eenmalig')).toHaveLength(1);
	await change('Voortaan', 'Deze en volgende');
	expect(
		titles()
			.slice(at)
			.every((title) => title === 'Voortaan')
	).toBe(true);
	expect(titles().slice(0, at)).not.toContain('Voortaan');
	await change('Altijd', 'De hele reeks');
	expect(new Set(titles())).toEqual(new Set(['Altijd']));
});

test('an activity without a name is not saved, says why, and keeps what was filled in', async () => {
	const screen = await open('?nieuw=1&dag=2026-11-25');
	const editor = screen.getByRole('dialog', { name: 'Nieuwe activiteit' });
	await expect.element(editor.getByRole('textbox', { name: 'Naam' })).toHaveFocus();
	await editor.getByLabelText('Van', { exact: true }).fill('20:00');
	await editor.getByLabelText('Tot', { exact: true }).fill('21:30');
	await editor.getByRole('button', { name: 'Maak de activiteit' }).click();
	await expect.element(editor.getByText('Geef de activiteit een naam.')).toBeVisible();
	await expect.element(editor.getByRole('textbox', { name: 'Naam' })).toHaveFocus();

	await editor.getByRole('textbox', { name: 'Naam' }).fill('Kaartavond');
	await expect.element(editor.getByText('Geef de activiteit een naam.')).not.toBeInTheDocument();
	await editor.getByRole('button', { name: 'Maak de activiteit' }).click();
	await expect.element(screen.getByText('Kaartavond staat in de planning.')).toBeVisible();
	const planned = workspace.planning.between('2026-11-25' as Day, '2026-11-25' as Day);
	expect(planned.map(({ occurrence }) => occurrence.title)).toContain('Kaartavond');
});

test('a venue that is taken is told while it is chosen, with one that is free', async () => {
	const date = aDate();
	const screen = await open(`?nieuw=1&dag=${date.day}&zaal=${date.venue!}`);
	const editor = screen.getByRole('dialog', { name: 'Nieuwe activiteit' });
	const clock = (minutes: number) =>
		`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
	await editor.getByLabelText('Van', { exact: true }).fill(clock(date.from));
	await editor.getByLabelText('Tot', { exact: true }).fill(clock(date.until));
	await expect.element(editor.getByText('Al bezet:', { exact: false })).toBeVisible();
	await expect.element(editor.getByText(date.title, { exact: false }).first()).toBeVisible();
});

test('what is to be settled is listed, and leads to the part where it is mended', async () => {
	const screen = await open();
	const list = screen.getByRole('region', { name: /Op te lossen/ });
	const all = workspace.planning.problems(tuesday, workspace.seasons[0]!.last);
	await expect.element(list.getByLabelText(`${all.length} dingen op te lossen`)).toBeVisible();
	const gap = all.find(({ kind }) => kind === 'uncovered')!.occurrence;
	await list
		.getByRole('link', { name: new RegExp(`${gap.title}[^]*Zoek iemand`) })
		.first()
		.click();
	await expect.element(screen.getByRole('dialog', { name: gap.title })).toBeVisible();
});

test('somebody is put on a shift and taken off again, in words', async () => {
	const gap = workspace.planning
		.problems(tuesday, workspace.seasons[0]!.last)
		.find(({ kind }) => kind === 'uncovered')!.occurrence;
	const screen = await open(`?open=${encodeURIComponent(gap.id)}`);
	const sheet = screen.getByRole('dialog', { name: gap.title });
	await sheet
		.getByRole('button', { name: /Zet iemand in/ })
		.first()
		.click();
	const put = sheet.getByRole('button', { name: /^Zet in: / }).first();
	const name = put
		.element()
		.getAttribute('aria-label')!
		.replace(/^Zet in: /, '');
	await put.click();
	await sheet.getByRole('button', { name: 'Klaar' }).click();
	await expect.element(sheet.getByRole('button', { name: `Haal eraf: ${name}` })).toBeVisible();

	await sheet.getByRole('button', { name: `Haal eraf: ${name}` }).click();
	const question = screen.getByRole('dialog', { name: `${name} van de lijst halen?` });
	await question.getByRole('textbox', { name: /^Waarom/ }).fill('Vroeg het zelf');
	await question.getByRole('button', { name: `Haal ${name} eraf` }).click();
	await sheet.getByText('Geschiedenis', { exact: false }).click();
	await sheet.getByRole('button', { name: 'Lees waarom' }).last().click();
	await expect.element(sheet.getByText('“Vroeg het zelf”').last()).toBeVisible();
});

test('a date is cancelled after a question and takes place again', async () => {
	const date = aDate();
	const screen = await open(`?open=${encodeURIComponent(date.id)}`);
	const sheet = screen.getByRole('dialog', { name: date.title });
	await sheet.getByRole('button', { name: 'Meer' }).click();
	await sheet.getByRole('menuitem', { name: 'Zeg deze keer af' }).click();
	await screen
		.getByRole('dialog', { name: 'Deze keer afzeggen?' })
		.getByRole('button', { name: 'Zeg deze keer af' })
		.click();
	await expect.poll(() => now(date).cancelled).toBe(true);
	await sheet.getByRole('button', { name: 'Laat weer doorgaan' }).click();
	await expect.poll(() => now(date).cancelled).toBe(false);
});

test('what hangs loose of a removed activity is listed, and goes in one step that can be undone', async () => {
	const date = aDate(({ needs }) => needs.length > 0);
	const screen = await open(`?open=${encodeURIComponent(date.id)}`);
	const sheet = screen.getByRole('dialog', { name: date.title });
	await sheet.getByRole('button', { name: 'Meer' }).click();
	await sheet.getByRole('menuitem', { name: 'Verwijder de hele activiteit' }).click();
	await screen
		.getByRole('dialog', { name: 'De hele activiteit verwijderen?' })
		.getByRole('button', { name: 'Verwijder de hele activiteit' })
		.click();
	await expect.element(screen.getByText('Hangt los')).toBeVisible();
	expect(workspace.planning.orphans(tuesday).length).toBeGreaterThan(0);

	await screen.getByRole('button', { name: /^Schrap alle/ }).click();
	await expect.element(screen.getByText('Hangt los')).not.toBeInTheDocument();
	await screen.getByRole('button', { name: /^Maak ongedaan: iemand/ }).click();
	await expect.element(screen.getByText('Hangt los')).toBeVisible();
});

test('a room that a lost date still holds is given back', async () => {
	const date = aDate();
	const season = workspace.seasonOf(date.series)!;
	const { plan } = workspace.documents.season(season);
	// Somebody else takes the date away without her device knowing of the booking.
	plan.changes.edit(date.id, 'venue', null);
	const screen = await open();
	await screen.getByRole('button', { name: 'Geef zaal vrij' }).click();
	await expect.poll(() => workspace.planning.venues.takenFor(date.id)).toHaveLength(0);
});

test('a phone gets the agenda, and a tab with how much there is to settle', async () => {
	await page.viewport(390, 844);
	const screen = await open();
	const count = workspace.planning.problems(tuesday, workspace.seasons[0]!.last).length;
	await expect.element(screen.getByRole('link', { name: `Op te lossen ${count}` })).toBeVisible();
	await expect.element(screen.getByRole('heading', { name: /dinsdag 24 november/ })).toBeVisible();
	expect(document.querySelector('[role=grid]')).toBeNull();

	const yesterday = screen.getByRole('heading', { name: /maandag 23 november/ });
	expect(yesterday.elements()).toEqual([]);
	await screen.getByRole('button', { name: /^Eerder deze week/ }).click();
	await expect.element(yesterday).toBeVisible();
});

test('? shows the keys', async () => {
	const screen = await open();
	const date = aDate();
	await shown(date);
	block(date).focus();
	await userEvent.keyboard('?');
	await expect
		.element(screen.getByRole('dialog', { name: 'Sneltoetsen in het rooster' }))
		.toBeVisible();
});
