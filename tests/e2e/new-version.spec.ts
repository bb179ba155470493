import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begin, expectKept, expectShared, expectWeek } from './support/people.ts';
import { expect, test } from './support/test.ts';

const root = new URL('../..', import.meta.url).pathname;
const mark = '<meta name="draaiboek-build" content="second" />';

/** The built app once more, as a later version of it. */
function secondBuild(): string {
	const folder = join(mkdtempSync(join(tmpdir(), 'draaiboek-build-')), 'build');
	cpSync(join(root, 'build'), folder, { recursive: true });
	const change = (name: string, how: (text: string) => string) => {
		const file = join(folder, name);
		writeFileSync(file, how(readFileSync(file, 'utf8')));
	};
	change('index.html', (page) => page.replace('<head>', `<head>${mark}`));
	change('service-worker.js', (worker) => `${worker}\n// second`);
	return folder;
}

test('a new version is offered once everything is shared, and taken when she says so', async ({
	relay,
	device
}) => {
	const page = await device();
	await begin(page);
	await expectShared(page);
	await expectKept(page);
	const build = secondBuild();
	try {
		await relay.stop();
		await relay.start({ BUILD_DIR: build });
		await page.reload();
		await expectWeek(page);
		expect(await page.content()).not.toContain(mark.slice(0, 30));
		await expect(page.getByText('Er is een nieuwe versie van Draaiboek')).toBeVisible({
			timeout: 20_000
		});
		const loaded = page.waitForEvent('load');
		await page.getByRole('button', { name: 'Herlaad nu' }).click();
		await loaded;
		await expectWeek(page);
		await expect(page.locator('meta[name="draaiboek-build"]')).toHaveCount(1);
		await expect(page.getByText('Er is een nieuwe versie van Draaiboek')).toBeHidden();
		await expectShared(page);
	} finally {
		rmSync(join(build, '..'), { recursive: true, force: true });
	}
});
