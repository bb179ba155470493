import { begin, dayOfNextWeek, expectShared, invite, join, plan } from './support/people.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

const soup = {
	title: 'Soep en babbel',
	day: dayOfNextWeek(2),
	from: '14:00',
	until: '16:00',
	places: 1
};

test('a volunteer joins with a link, takes a shift in one tap and gives it back with a word', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	await plan(ann, soup);
	const link = await invite(ann, 'Vrijwilliger');
	const bob = await device(phone);
	await join(bob, link, 'Bob');
	await bob.getByRole('button', { name: /^Ik kom: Soep en babbel/ }).click();
	await expect(bob.getByText('Bevestigd')).toBeVisible();
	await expectAccessible(bob);
	await bob.getByRole('button', { name: /^Ik kan toch niet: Soep en babbel/ }).click();
	await bob.getByLabel('Wil je zeggen waarom?').fill('dokter');
	await bob.getByRole('button', { name: 'Geef door' }).click();
	await expect(bob.getByRole('button', { name: /^Ik kom: Soep en babbel/ })).toBeVisible();
});

test('a link works once: whoever comes second reads why', async ({ device }) => {
	const ann = await device();
	await begin(ann);
	const link = await invite(ann, 'Vrijwilliger');
	await join(await device(phone), link, 'Bob');
	const cas = await device(phone);
	await cas.goto(link);
	await expect(cas.getByText('Deze uitnodiging is al gebruikt')).toBeVisible();
	await expectAccessible(cas);
});

test('two volunteers take the last place while the relay is away: one comes, the other waits, both are told', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await plan(ann, soup);
	const links = [await invite(ann, 'Vrijwilliger'), await invite(ann, 'Vrijwilliger')];
	await expectShared(ann);
	const bob = await device(phone);
	await join(bob, links[0]!, 'Bob');
	const cas = await device(phone);
	await join(cas, links[1]!, 'Cas');
	for (const page of [bob, cas])
		await expect(page.getByRole('button', { name: /^Ik kom: Soep/ })).toBeVisible();
	await expectShared(bob);
	await expectShared(cas);

	await test.step('the relay is really stopped, and both take the place', async () => {
		await relay.stop();
		for (const page of [bob, cas]) {
			await page.getByRole('button', { name: /^Ik kom: Soep/ }).click();
			await expect(page.getByText('Aangevraagd, bewaard op dit toestel')).toBeVisible();
			await expect(
				page.getByText('1 wijziging nog niet gedeeld, bewaard op dit toestel').first()
			).toBeVisible({ timeout: 20_000 });
		}
	});

	await test.step('it comes back: one is confirmed, the other is on the waiting list', async () => {
		await relay.start();
		for (const page of [bob, cas]) {
			await expect(page.getByText(/^(Bevestigd|Reservelijst, plaats 1)$/)).toBeVisible({
				timeout: 40_000
			});
			await expectShared(page);
		}
		const seen = await Promise.all(
			[bob, cas].map((page) => page.getByText('Bevestigd', { exact: true }).count())
		);
		expect(seen.toSorted()).toEqual([0, 1]);
	});
});
