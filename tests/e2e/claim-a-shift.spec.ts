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
	await expect(bob.getByText('Gekozen')).toBeInViewport();
	const own = bob.locator('section').filter({ hasText: 'Volgende week' });
	await expect(own.getByRole('article')).toContainText('Bevestigd');
	await bob.getByRole('link', { name: /^Bekijk bij mijn shiften: Soep en babbel/ }).click();
	await expect(own.getByRole('article')).toBeInViewport();
	await expectAccessible(bob);
	await own.getByRole('button', { name: /^Ik kan toch niet: Soep en babbel/ }).click();
	await bob.getByLabel('Wil je zeggen waarom?').fill('dokter');
	await bob.getByRole('button', { name: 'Geef door' }).click();
	await expect(bob.getByRole('button', { name: /^Ik kom toch: Soep en babbel/ })).toBeVisible();
});

test('what is full offers the reserve list, and says afterwards that she chose it', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	await plan(ann, soup);
	const links = [await invite(ann, 'Vrijwilliger'), await invite(ann, 'Vrijwilliger')];
	const bob = await device(phone);
	await join(bob, links[0]!, 'Bob');
	await bob.getByRole('button', { name: /^Ik kom: Soep/ }).click();
	await expect(bob.getByText('Bevestigd', { exact: true })).toBeVisible();
	await expectShared(bob);

	const cas = await device(phone);
	await join(cas, links[1]!, 'Cas');
	await cas.getByRole('link', { name: 'Open shiften' }).click();
	const card = cas.getByRole('article').filter({ hasText: 'Soep en babbel' });
	await expect(card).toContainText('Alles is bezet.');
	await expect(card).toContainText('Bob komt');
	await card.getByRole('button', { name: /^Zet me op de reservelijst/ }).click();
	await expect(card).toContainText('Reservelijst, plaats 1');
	await expect(card).toContainText(
		'Je koos voor de reservelijst. Jij bent de eerste die opschuift.'
	);
	await expectAccessible(cas);

	await bob
		.getByRole('button', { name: /^Ik kan toch niet: Soep/ })
		.first()
		.click();
	await expect(card).toContainText('Je plaats staat vast.', { timeout: 20_000 });
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
			await expect(page.getByText(/^(Bevestigd|Reservelijst, plaats 1)$/).first()).toBeVisible({
				timeout: 40_000
			});
			await expectShared(page);
		}
		const seen = await Promise.all(
			[bob, cas].map((page) => page.getByText('Bevestigd', { exact: true }).count())
		);
		expect(seen.toSorted()).toEqual([0, 1]);
		const late = seen[0] === 0 ? bob : cas;
		await expect(late.getByText(/^Toen je koos was er nog plaats/).first()).toBeVisible();
	});
});
