import {
	begin,
	dayOfNextWeek,
	expectShared,
	goToNextWeek,
	openExample,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const tuesday = dayOfNextWeek(2);
const lunch = { title: 'Soep en babbel', day: tuesday, from: '14:00', until: '16:00', places: 2 };

/** `2026-12-15` from `2026-12-01` and two weeks. */
function weeksLater(day: string, weeks: number): string {
	return new Date(Date.parse(day) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
}

test('a coordinator makes a weekly activity, sees its cover in words, and finds it after a reload', async ({
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, { ...lunch, weeklyUntil: weeksLater(tuesday, 3) });
	await goToNextWeek(page);
	await expect(page.getByText('Soep en babbel').first()).toBeVisible();
	await expect(page.getByText(/0 van 2/).first()).toBeVisible();
	await expectShared(page);
	await page.reload();
	await expect(page.getByText('Soep en babbel').first()).toBeVisible();
	await page.getByRole('link', { name: 'Volgende week' }).click();
	await expect(page.getByText('Soep en babbel').first()).toBeVisible();
});

test('she cancels one date, takes that back with undo, and does it again with redo', async ({
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, lunch);
	await goToNextWeek(page);
	await page.getByText('Soep en babbel').first().click();
	await page.getByRole('button', { name: 'Meer', exact: true }).last().click();
	await page.getByText('Zeg deze keer af').click();
	await page
		.getByRole('dialog', { name: 'Deze keer afzeggen?' })
		.getByRole('button', { name: 'Zeg deze keer af' })
		.click();
	await expect(page.getByText('Deze keer is afgezegd.')).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(page.getByText('Deze keer is afgezegd.')).toBeHidden();
	await page.keyboard.press('Control+Shift+z');
	await expect(page.getByText('Deze keer is afgezegd.')).toBeVisible();
});

test('she brings this and the following dates to Thursday, is told what that does, and takes it back', async ({
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, { ...lunch, weeklyUntil: weeksLater(tuesday, 3) });
	await page.locator(`[data-occurrence$="@${tuesday}"]`).click();
	const sheet = page.getByRole('dialog', { name: 'Soep en babbel' });
	await sheet.getByRole('button', { name: 'Wijzig', exact: true }).click();
	await sheet.getByRole('radio', { name: /^Deze en volgende/ }).check();
	await expect(sheet.getByText(/^Elke week op dinsdag/)).toBeVisible();
	await sheet.getByRole('button', { name: 'Wijzig het ritme' }).click();
	await sheet.getByRole('textbox', { name: 'Eerste dag' }).fill(dayOfNextWeek(4));
	await expect(sheet.getByText(/4 keren verdwijnen: .* Daar staat niemand op\./)).toBeVisible();
	await sheet.getByRole('button', { name: 'Bewaar' }).click();
	await expect(sheet.getByText(/^donderdag/)).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(sheet.getByText(/^dinsdag/)).toBeVisible();
	await page.keyboard.press('Control+Shift+z');
	await expect(sheet.getByText(/^donderdag/)).toBeVisible();
});

test('she asks for three people instead of two this time, and only this time', async ({
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, { ...lunch, weeklyUntil: weeksLater(tuesday, 3) });
	await page.locator(`[data-occurrence$="@${tuesday}"]`).click();
	const sheet = page.getByRole('dialog', { name: 'Soep en babbel' });
	await sheet.getByRole('button', { name: 'Wijzig wie er nodig is' }).click();
	await expect(sheet.getByRole('radio', { name: /^Deze keer/ })).toBeChecked();
	await sheet.getByRole('spinbutton', { name: 'Hoogstens' }).fill('3');
	await sheet.getByRole('spinbutton', { name: 'Minstens' }).fill('3');
	await sheet.getByRole('button', { name: 'Bewaar' }).click();
	await expect(page.getByText(/0 van 3/).first()).toBeVisible();
	await sheet.getByRole('button', { name: 'Sluit' }).click();
	await goToNextWeek(page);
	await expect(page.getByText(/0 van 2/).first()).toBeVisible();
});

test('the address holds the week and the open date, and Back closes the sheet', async ({
	device
}) => {
	const page = await device();
	await openExample(page);
	await goToNextWeek(page);
	const week = page.url();
	await page.getByText('Soep op de middag').first().click();
	await expect(page).toHaveURL(/open=/);
	const sheet = page.url();
	await page.goBack();
	await expect(page).toHaveURL(week);
	await page.goto(sheet);
	await expect(page.getByRole('heading', { name: 'Soep op de middag' }).first()).toBeVisible();
});

test('a block moves with the keyboard, and the result is spoken', async ({ device }) => {
	const page = await device();
	await begin(page);
	await plan(page, lunch);
	// The week of what was made is the one that shows.
	await page
		.getByRole('link', { name: /Soep en babbel/ })
		.first()
		.focus();
	await page.keyboard.press('Alt+ArrowRight');
	await expect(page.getByText(/Soep en babbel: nu .*wo/).first()).toBeAttached();
	await page.reload();
	await expect(page.getByText('Soep en babbel').first()).toBeVisible();
});

test('the example lists two double bookings and five gaps, each with a way to settle it', async ({
	device
}) => {
	const page = await device();
	await openExample(page);
	await expect(page.getByText(/is dan al van/)).toHaveCount(2);
	const first = page.getByRole('link', { name: /Zoek iemand/ }).first();
	await first.click();
	await expect(page).toHaveURL(/open=/);
	await expect(page.getByText(/Zet iemand in/).first()).toBeVisible();
});

test('the month shows the same dates', async ({ device }) => {
	const page = await device();
	await openExample(page);
	await page.goto(`${workspaceOf(page)}/week?beeld=maand`);
	await expect(page.getByText('Digihulp').first()).toBeVisible();
});
