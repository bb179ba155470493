import { expectWeek, openExample, workspaceOf } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('a coordinator saves everything in one file and puts it back as a new workspace', async ({
	device
}) => {
	const page = await device();
	await openExample(page);
	const before = workspaceOf(page);
	await page.goto(`${before}/instellingen`);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Bewaar alles in een bestand' }).click();
	const file = await (await download).path();
	await page.locator('input[type=file]').setInputFiles(file);
	await expect(page.getByText('In dit bestand')).toBeVisible();
	await page.getByRole('button', { name: 'Zet terug als nieuwe werking' }).click();
	await page.waitForURL(
		(url) => !url.pathname.startsWith(before) && url.pathname.startsWith('/w/')
	);
	await page.goto(`${workspaceOf(page)}/week`);
	await expectWeek(page);
	await expect(page.getByText(/is dan al van/)).toHaveCount(2);
});

test('a file that is not ours is refused in words, and nothing changes', async ({ device }) => {
	const page = await device();
	await openExample(page);
	await page.goto(`${workspaceOf(page)}/instellingen`);
	const input = page.locator('input[type=file]');
	await input.setInputFiles({
		name: 'recepten.json',
		mimeType: 'application/json',
		buffer: Buffer.from('{"soep":true}')
	});
	await expect(page.getByText('Dit is geen bestand van Draaiboek.')).toBeVisible();
	await input.setInputFiles({
		name: 'kapot.json',
		mimeType: 'application/json',
		buffer: Buffer.from('{"soep":')
	});
	await expect(page.getByText('Dit bestand is niet te lezen.')).toBeVisible();
});
