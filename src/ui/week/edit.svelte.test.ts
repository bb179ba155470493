/*
 * Faults that were planted and seen red: the rhythm written though it was folded away again; the sheet
 * left on a date that is gone; who is on what goes not counted.
 */
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { planActivity } from '#document/commands/activities.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { type Day, addDays, weekday } from '#domain/time/day.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import { inExample, tuesday } from '#tests/support/in-example.ts';
import WeekHarness from './WeekHarness.svelte';

const days = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];
let workspace: OpenWorkspace;

inExample((opened) => (workspace = opened));

function datesOf({ series }: Occurrence): readonly Occurrence[] {
	return workspace.planning.calendar.of(series);
}

/** A date of this week, of a series on one weekday with some on either side of it. */
function aDate(isWanted: (date: Occurrence) => boolean = () => true): Occurrence {
	const found = workspace.planning
		.between(addDays(tuesday, 1), addDays(tuesday, 5))
		.find(({ occurrence }) => {
			const dates = datesOf(occurrence);
			const at = dates.findIndex(({ id }) => id === occurrence.id);
			const { rule } = workspace.planning.calendar.records(occurrence.series)!.series.plan;
			const isPlain = rule.kind === 'weekly' && rule.weekdays.length === 1 && rule.every === 1;
			return isPlain && at > 0 && dates.length - at > 3 && isWanted(occurrence);
		});
	return found!.occurrence;
}

async function edit(date: Occurrence, scope: RegExp | null) {
	const screen = await render(WeekHarness, {
		workspace,
		start: `/week/2026-W48?open=${encodeURIComponent(date.id)}`
	});
	await screen.getByRole('button', { name: 'Wijzig', exact: true }).click();
	if (scope) await screen.getByRole('radio', { name: scope }).click();
	return screen;
}

const following = /^Deze en volgende/;
const people = ({ id }: Occurrence) =>
	workspace.planning
		.date(id)!
		.cover.needs.flatMap(({ staffing }) => staffing.claims)
		.filter(({ standing }) => standing.status !== 'withdrawn').length;

test('the rhythm stands in words and is folded away; one date has none of its own', async () => {
	const date = aDate();
	const screen = await edit(date, null);
	await expect
		.element(screen.getByText('Het ritme wijzig je voor deze en volgende', { exact: false }))
		.toBeVisible();
	await expect
		.element(screen.getByRole('button', { name: 'Wijzig het ritme' }))
		.not.toBeInTheDocument();
	await screen.getByRole('radio', { name: following }).click();
	const day = days[weekday(date.day) - 1]!;
	await expect
		.element(screen.getByText(`Elke week op ${day}, tot en met`, { exact: false }))
		.toBeVisible();
	await expect.element(screen.getByLabelText('Hoe vaak')).not.toBeInTheDocument();
	await screen.getByRole('button', { name: 'Wijzig het ritme' }).click();
	await expect.element(screen.getByRole('textbox', { name: 'Eerste dag' })).toHaveFocus();
});

test('this and following go to another day after it was said what that does, and back with undo', async () => {
	const date = aDate((one) => people(one) > 0);
	const screen = await edit(date, following);
	const before = datesOf(date).map(({ id }) => id);
	const after = addDays(date.day, 1);
	await screen.getByRole('button', { name: 'Wijzig het ritme' }).click();
	await screen.getByRole('textbox', { name: 'Eerste dag' }).fill(after);
	const reached = datesOf(date).filter(({ day }) => day >= date.day);
	await expect
		.element(screen.getByText(`${reached.length} keren verdwijnen`, { exact: false }))
		.toBeVisible();
	const taken = reached.map(people).filter((count) => count > 0);
	const count = taken.reduce((sum, one) => sum + one, 0);
	await expect
		.element(
			screen.getByText(`Op ${taken.length} ervan staan ${count} inschrijvingen`, { exact: false })
		)
		.toBeVisible();
	await screen.getByRole('button', { name: 'Bewaar' }).click();

	await expect.poll(() => datesOf(date).map(({ day }) => day)).toContain(after);
	expect(datesOf(date).map(({ id }) => id)).toEqual(
		expect.arrayContaining(before.filter((id) => id < date.id))
	);
	expect(datesOf(date).map(({ id }) => id)).not.toContain(date.id);
	// The sheet goes on with the date that came in its place.
	await expect.element(screen.getByRole('dialog', { name: date.title })).toBeVisible();
	const listed = workspace.planning
		.orphans(tuesday)
		.filter((orphan) => orphan.kind === 'orphaned-claim');
	expect(listed.length).toBeGreaterThanOrEqual(count);

	await screen.getByRole('button', { name: 'Maak ongedaan' }).first().click();
	await expect.poll(() => datesOf(date).map(({ id }) => id)).toEqual(before);
	await expect.element(screen.getByRole('dialog', { name: date.title })).toBeVisible();
});

test('a rhythm that was folded away again is not changed; what else was filled in is', async () => {
	const date = aDate();
	const screen = await edit(date, following);
	const before = datesOf(date).map(({ id }) => id);
	await screen.getByRole('button', { name: 'Wijzig het ritme' }).click();
	await screen.getByLabelText('Hoe vaak').selectOptions('Elke maand');
	await expect.element(screen.getByText('Wat er dan gebeurt', { exact: false })).toBeVisible();
	await screen.getByRole('button', { name: 'Laat het ritme zoals het was' }).click();
	await screen.getByLabelText('Buurt', { exact: true }).selectOptions('Geen bepaalde buurt');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.poll(() => workspace.planning.date(date.id)!.occurrence.neighbourhood).toBeNull();
	expect(datesOf(date).map(({ id }) => id)).toEqual(before);
});

test('a first day before the date that stays is refused in words, with the focus on it', async () => {
	const date = aDate();
	const screen = await edit(date, following);
	await screen.getByRole('button', { name: 'Wijzig het ritme' }).click();
	await screen.getByRole('textbox', { name: 'Eerste dag' }).fill(addDays(date.day, -7));
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect
		.element(screen.getByText('Kies een dag na de vorige keer', { exact: false }))
		.toBeVisible();
	await expect.element(screen.getByRole('textbox', { name: 'Eerste dag' })).toHaveFocus();
});

test('with the keyboard alone: every other week, for the whole series', async () => {
	const date = aDate();
	const screen = await edit(date, null);
	screen
		.getByRole('radio', { name: /^Deze keer/ })
		.element()
		.focus();
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	const open = screen.getByRole('button', { name: 'Wijzig het ritme' });
	await expect.element(open).toBeVisible();
	open.element().focus();
	await userEvent.keyboard('{Enter}');
	await screen.getByLabelText('Hoe vaak').selectOptions('Om de zoveel weken');
	const before = datesOf(date).map(({ id }) => id);
	screen.getByRole('textbox', { name: 'Naam' }).element().focus();
	await userEvent.keyboard('{Enter}');
	const odd = before.filter((_, at) => at % 2 === 0);
	await expect.poll(() => datesOf(date).map(({ id }) => id)).toEqual(odd);
});

test('a single date is repeated, and keeps whoever is on it', async () => {
	const { season } = workspace.planning.calendar.records(aDate().series)!.series;
	const plan = workspace.planning.calendar.records(aDate().series)!.series.plan;
	const day = '2026-11-25' as Day;
	const series = workspace.do('plan', (step, documents) =>
		planActivity(step, documents, season, {
			plan: { ...plan, title: 'Kaartavond', rule: { kind: 'once', day }, venue: null },
			needs: []
		})
	);
	const [date] = workspace.planning.calendar.of(series);
	const screen = await edit(date!, null);
	expect(document.querySelector('[type=radio]')).toBeNull();
	await screen.getByRole('button', { name: 'Herhaal deze activiteit' }).click();
	await screen.getByLabelText('Hoe vaak').selectOptions('Elke week');
	await screen.getByRole('textbox', { name: 'Tot en met' }).fill('2026-12-10');
	await expect.element(screen.getByText('Eén keer blijft staan', { exact: false })).toBeVisible();
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect
		.poll(() => datesOf(date!).map((one) => one.day))
		.toEqual([day, '2026-12-02', '2026-12-09']);
});

const maxima = (date: Occurrence) =>
	datesOf(date).map(({ needs }) => needs.map(({ max }) => max).join());

async function changeStaff(date: Occurrence, scope: RegExp | null) {
	const screen = await render(WeekHarness, {
		workspace,
		start: `/week/2026-W48?open=${encodeURIComponent(date.id)}`
	});
	await screen.getByRole('button', { name: 'Wijzig wie er nodig is' }).click();
	if (scope) await screen.getByRole('radio', { name: scope }).click();
	return screen;
}

test('one more person is asked for this time, and no other date changes; undo takes it back', async () => {
	const date = aDate(({ needs }) => needs.length === 1);
	const before = maxima(date);
	const at = datesOf(date).findIndex(({ id }) => id === date.id);
	const screen = await changeStaff(date, null);
	await expect.element(screen.getByLabelText('Moet kunnen')).not.toBeInTheDocument();
	const most = Number(before[at]) + 1;
	await screen.getByRole('spinbutton', { name: 'Hoogstens' }).fill(String(most));
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.poll(() => maxima(date)[at]).toBe(String(most));
	expect(maxima(date).toSpliced(at, 1)).toEqual(before.toSpliced(at, 1));
	await expect.element(screen.getByText('Deze keer wijkt af van de reeks.')).toBeVisible();
	await screen.getByRole('button', { name: 'Maak ongedaan' }).first().click();
	await expect.poll(() => maxima(date)).toEqual(before);
});

test('a task is not needed from this date on, and whoever is on it stays in sight', async () => {
	const date = aDate((one) => one.needs.length === 1 && people(one) > 0);
	const at = datesOf(date).findIndex(({ id }) => id === date.id);
	const screen = await changeStaff(date, following);
	await screen.getByRole('button', { name: /: niet nodig$/ }).click();
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.poll(() => new Set(maxima(date).slice(at))).toEqual(new Set(['0']));
	expect(maxima(date).slice(0, at)).not.toContain('0');
	await expect.element(screen.getByText('te veel', { exact: false }).first()).toBeVisible();
});

test('a task for this time only is asked for nowhere else', async () => {
	const date = aDate(({ needs }) => needs.length === 1);
	const screen = await changeStaff(date, null);
	await screen.getByRole('button', { name: 'Nog een taak' }).click();
	await screen.getByRole('textbox', { name: 'Wat is er te doen?' }).fill('Chauffeur');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	const asked = () =>
		datesOf(date).filter(({ id }) =>
			workspace.planning.date(id)!.cover.needs.some(({ need }) => need.label === 'Chauffeur')
		);
	await expect.poll(() => asked().map(({ id }) => id)).toEqual([date.id]);
	await expect.element(screen.getByRole('heading', { name: /^Chauffeur/ })).toBeVisible();
});

test('two organisations must be there together, this time or from now on', async () => {
	const date = aDate(({ staffRules }) => staffRules.length === 0);
	const at = datesOf(date).findIndex(({ id }) => id === date.id);
	const rules = () => datesOf(date).map(({ staffRules }) => staffRules.length);
	const screen = await changeStaff(date, null);
	const include = (index: number) =>
		screen
			.getByRole('group', { name: 'Welke organisaties' })
			.getByRole('checkbox')
			.nth(index)
			.click();
	await screen.getByRole('checkbox', { name: /^Altijd iemand van elke/ }).click();
	await include(0);
	await include(1);
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.poll(() => rules().reduce((sum, count) => sum + count, 0)).toBe(1);
	expect(rules()[at]).toBe(1);

	await screen.getByRole('button', { name: 'Wijzig wie er nodig is' }).click();
	await screen.getByRole('radio', { name: following }).click();
	await include(2);
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	await expect.poll(() => rules().slice(at + 1)).not.toContain(0);
	expect(rules().slice(0, at)).not.toContain(1);
});

test('for the whole series a task gets another name, and one date’s own number stays', async () => {
	const date = aDate(({ needs }) => needs.length === 1);
	const screen = await changeStaff(date, /^De hele reeks/);
	await screen.getByRole('textbox', { name: 'Wat is er te doen?' }).fill('Gastvrouw van dienst');
	await screen.getByRole('button', { name: 'Bewaar' }).click();
	const before = maxima(date);
	await expect
		.poll(() => new Set(datesOf(date).flatMap(({ needs }) => needs.map(({ label }) => label))))
		.toEqual(new Set(['Gastvrouw van dienst']));
	expect(maxima(date)).toEqual(before);
});
