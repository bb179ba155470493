import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const afternoon = { from: '14:00', until: '16:00' };
const titles = ['Soep en babbel', 'Praattafel', 'Naaiatelier'];

test('two tabs of one device follow each other, and when the first closes the other goes on, with the relay gone', async ({
	relay,
	device
}) => {
	const first = await device();
	await begin(first);
	await plan(first, { title: titles[0]!, day: dayOfNextWeek(2), ...afternoon });
	await expectShared(first);
	await expectKept(first);
	const address = `${workspaceOf(first)}/week`;
	const second = await first.context().newPage();
	await second.goto(address);
	await expectWeek(second);
	await goToNextWeek(second);
	await expect(second.getByText(titles[0]!).first()).toBeVisible();

	await relay.stop();
	await plan(second, { title: titles[1]!, day: dayOfNextWeek(3), ...afternoon });
	await expect(first.getByText(titles[1]!).first()).toBeVisible();
	await first.close();
	await plan(second, { title: titles[2]!, day: dayOfNextWeek(4), ...afternoon });
	await expect(second.getByText(/nog niet gedeeld, bewaard op dit toestel/).first()).toBeVisible({
		timeout: 20_000
	});

	await test.step('a tab that opens now finds all of it on the device', async () => {
		const third = await second.context().newPage();
		await second.close();
		await third.goto(address);
		await expectWeek(third);
		await goToNextWeek(third);
		for (const title of titles) await expect(third.getByText(title).first()).toBeVisible();
		await relay.start();
		await expectShared(third);
	});
});
