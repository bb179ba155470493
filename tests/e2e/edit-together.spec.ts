import {
	addVenue,
	begin,
	dayOfNextWeek,
	expectShared,
	expectWeek,
	goToNextWeek,
	invite,
	join,
	plan,
	workspaceOf
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const meeting = {
	title: 'Praattafel',
	day: dayOfNextWeek(3),
	from: '14:00',
	until: '16:00',
	venue: 'De Refter'
};

test('two coordinators see each other’s edits at once, and who else looks at this week', async ({
	device
}) => {
	const ann = await device();
	await begin(ann);
	const link = await invite(ann, 'Coördinator');
	const bob = await device();
	await join(bob, link, 'Bob');
	await expectWeek(bob);
	await ann.goto(`${workspaceOf(ann)}/week`);
	await goToNextWeek(ann);
	await goToNextWeek(bob);
	await expect(ann.getByText('Kijkt mee: Bob')).toBeVisible();
	await plan(bob, { title: 'Praattafel', day: meeting.day, from: '14:00', until: '16:00' });
	await expect(ann.getByText('Praattafel').first()).toBeVisible({ timeout: 5_000 });
});

test('two coordinators book one room while the relay is away: one holds it, both are told', async ({
	relay,
	device
}) => {
	const ann = await device();
	await begin(ann);
	await addVenue(ann, 'De Refter');
	const link = await invite(ann, 'Coördinator');
	const bob = await device();
	await join(bob, link, 'Bob');
	await expectWeek(bob);
	await expectShared(bob);
	await ann.goto(`${workspaceOf(ann)}/week`);
	await expectWeek(ann);
	await expectShared(ann);

	await relay.stop();
	await plan(ann, meeting);
	await plan(bob, { ...meeting, title: 'Naaiatelier', from: '15:00', until: '17:00' });
	await expect(ann.getByText(/nog niet gedeeld, bewaard op dit toestel/).first()).toBeVisible({
		timeout: 20_000
	});

	await relay.start();
	for (const page of [ann, bob]) {
		await expect(
			page.getByText(/De Refter is dan al van (Praattafel|Naaiatelier)/).first()
		).toBeVisible({ timeout: 40_000 });
		await expect(page.getByText(/De Refter is dan al van/)).toHaveCount(1);
	}
});

test('a device that is withdrawn is refused at once, and told so', async ({ device }) => {
	const ann = await device();
	await begin(ann);
	const link = await invite(ann, 'Vrijwilliger');
	const bob = await device();
	await join(bob, link, 'Bob');
	await expect(bob.getByRole('heading', { level: 1 })).toBeVisible();
	await ann.goto(`${workspaceOf(ann)}/mensen`);
	await ann.getByText('Bob').first().click();
	await ann.getByRole('button', { name: /^Trek in: / }).click();
	await ann
		.getByRole('dialog', { name: 'Toestel intrekken?' })
		.getByRole('button', { name: 'Trek het toestel in' })
		.click();
	await expect(
		bob.getByRole('heading', { name: 'Dit toestel hoort niet meer bij deze werking' })
	).toBeVisible();
});
