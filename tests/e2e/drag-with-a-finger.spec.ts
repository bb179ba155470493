import { addVenue, begin, dayOfNextWeek, expectWeek, plan, workspaceOf } from './support/people.ts';
import { fingerOn, middleOf } from './support/finger.ts';
import { expect, tablet, test } from './support/test.ts';

test('a finger that rests on an activity drags it to another day; one that swipes scrolls past it', async ({
	device
}) => {
	const page = await device(tablet);
	await begin(page);
	await addVenue(page, 'De Refter');
	await page.goto(`${workspaceOf(page)}/week?weergave=lokalen`);
	await expectWeek(page);
	const [from, until, venue] = ['14:00', '16:00', 'De Refter'];
	await plan(page, { title: 'Soep en babbel', day: dayOfNextWeek(2), from, until, venue });
	const row = page.getByRole('row').filter({ has: page.getByText(venue) });
	const block = page.locator('[data-movable]').filter({ hasText: 'Soep en babbel' });
	const inCell = (day: number) => row.getByRole('gridcell').nth(day).locator('[data-movable]');
	await expect(inCell(1)).toHaveCount(1);
	const finger = await fingerOn(page);
	const thursday = await middleOf(row.getByRole('gridcell').nth(3));

	await test.step('a swipe moves nothing', async () => {
		const from = await middleOf(block);
		await finger.swipe(from, { x: from.x, y: from.y + 150 });
		await expect(inCell(1)).toHaveCount(1);
	});

	await test.step('a long press takes it along', async () => {
		const from = await middleOf(block);
		await finger.press(from);
		await expect(page.locator('.ghost')).toBeVisible();
		await finger.moveAndLift(from, thursday);
		await expect(inCell(3)).toHaveCount(1);
		await expect(inCell(1)).toHaveCount(0);
		await expect(page.locator('.ghost')).toHaveCount(0);
	});

	await test.step('and back again with the message', async () => {
		await page.getByRole('button', { name: 'Maak ongedaan' }).last().click();
		await expect(inCell(1)).toHaveCount(1);
	});
});
