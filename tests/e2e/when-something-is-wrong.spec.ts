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
import { damageStored } from './support/damage.ts';
import { expect, expectAccessible, phone, test } from './support/test.ts';

const soup = { title: 'Soep en babbel', day: dayOfNextWeek(2), from: '14:00', until: '16:00' };

test.describe('a host who gives links little time', () => {
	test.use({ environment: { LIMIT_INVITATION_HOURS: '0.0005' } });

	test('whoever opens an invitation that is over reads so, and what to do', async ({ device }) => {
		const ann = await device();
		await begin(ann);
		await expectShared(ann);
		const link = await invite(ann, 'Vrijwilliger');
		const bob = await device(phone);
		await expect(async () => {
			await bob.goto(link);
			await bob.reload();
			await expect(bob.getByText('Deze uitnodiging is verlopen')).toBeVisible({ timeout: 1_000 });
		}).toPass();
		await expect(bob.getByText(/Vraag een nieuwe aan wie je uitnodigde/)).toBeVisible();
		await expectAccessible(bob);
	});
});

test('a copy on the device that was damaged is told in words, the rest is there, and the relay brings it back', async ({
	relay,
	device
}) => {
	const page = await device();
	await begin(page);
	await plan(page, soup);
	await expectShared(page);
	await expectKept(page);
	const address = `${workspaceOf(page)}/week`;
	await page.goto('/health');
	expect(await damageStored(page, '/season/')).toBeGreaterThan(0);

	await relay.stop();
	await page.goto(address);
	await expectWeek(page);
	await expect(page.getByText('Niet alles was te lezen')).toBeVisible();
	await expect(page.getByText(/wordt opgehaald zodra er verbinding is/)).toBeVisible();
	await expect(page.getByText('Nog niets gepland')).toBeHidden();
	await goToNextWeek(page);
	await expect(page.getByText('De Brug').first()).toBeVisible();
	expect(await page.getByText(soup.title).count()).toBe(0);

	await relay.start();
	await expect(page.getByText(soup.title).first()).toBeVisible({ timeout: 40_000 });
	await expect(page.getByText(/opnieuw opgehaald bij de anderen/)).toBeVisible();
	await page.reload();
	await expectWeek(page);
	await expect(page.getByText('Niet alles was te lezen')).toBeHidden();
});

test.describe('a relay that takes little at once', () => {
	test.use({ environment: { LIMIT_CHANGE_BYTES: '1500', LIMIT_ANSWER_BYTES: '6000' } });

	test('a note that is too large to share is told in words, all else is shared, and it too once it is shorter', async ({
		device
	}) => {
		const ann = await device();
		await begin(ann);
		await expectShared(ann);
		const link = await invite(ann, 'Vrijwilliger');
		const bob = await device(phone);
		await join(bob, link, 'Bob');
		await expect(bob.getByRole('heading', { level: 1 })).toBeVisible();

		const note = async (text: string) => {
			await ann.goto(`${workspaceOf(ann)}/mensen`);
			await ann.getByRole('link', { name: 'Ann', exact: true }).click();
			await ann.getByRole('dialog').getByRole('button', { name: 'Wijzig', exact: true }).click();
			const form = ann.getByRole('dialog').last();
			await form.getByLabel(/^Nota/).fill(text);
			await form.getByRole('button', { name: 'Bewaar', exact: true }).click();
			await expect(ann.getByText('Ann is gewijzigd.')).toBeVisible();
		};
		await note('⚑'.repeat(2_000));
		await expect(ann.getByText('Niet aanvaard (1)')).toBeVisible({ timeout: 20_000 });
		await expect(ann.getByText(/te groot om te delen\. Maak het korter/)).toBeVisible();
		await expect(ann.getByText('Een deel is te groot om te delen').first()).toBeVisible();

		await ann.goto(`${workspaceOf(ann)}/week`);
		await plan(ann, soup);
		await expect(bob.getByText(soup.title).first()).toBeVisible();

		await note('kort');
		await expectShared(ann);
		await expect(ann.getByText('Niet aanvaard (1)')).toBeHidden();
	});
});
