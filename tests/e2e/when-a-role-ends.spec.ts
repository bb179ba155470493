// Fault planted, seen red and taken back: a relay that passes over in silence what is not allowed.
import { makeRole } from './support/access.ts';
import {
	begin,
	dayOfNextWeek,
	expectKept,
	expectShared,
	expectWeek,
	goToNextWeek,
	invite,
	join,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const soup = { title: 'Soep en babbel', day: dayOfNextWeek(2), from: '14:00', until: '16:00' };

test('what a coordinator planned without a signal, after her role had ended, is said not to be accepted, and nobody gets half of it', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await expectShared(ann);
	const bob = await device();
	await join(bob, await invite(ann, 'Coördinator'), 'Bob');
	await expectWeek(bob);
	await expectShared(bob);
	await expectKept(bob);
	const address = workspaceOf(bob);

	await relay.stop();
	await plan(bob, soup);
	await bob.goto('about:blank');
	await relay.start();
	await expectShared(ann);
	await makeRole(ann, 'Bob', 'Vrijwilliger');

	await bob.goto(`${address}/shiften`);
	await expect(bob.getByText(/^Niet aanvaard/).first()).toBeVisible({ timeout: 20_000 });
	await expect(bob.getByText('Een wijziging aan de planning').first()).toBeVisible();
	await expect(bob.getByText(/Je hebt hier het recht niet voor/).first()).toBeVisible();
	await expect(bob.getByRole('link', { name: 'Open shiften', exact: true })).toBeVisible();
	await expectAccessible(bob);
	await bob.reload();
	await expect(bob.getByText(/^Niet aanvaard/).first()).toBeVisible();

	await ann.goto(`${address}/week`);
	await expectWeek(ann);
	await goToNextWeek(ann);
	await expectShared(ann);
	expect(await ann.getByText(soup.title).count()).toBe(0);
});
