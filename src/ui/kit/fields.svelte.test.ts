import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DateField from './DateField.svelte';
import NumberField from './NumberField.svelte';
import RadioGroup from './RadioGroup.svelte';
import Segmented from './Segmented.svelte';
import TextField from './TextField.svelte';
import TimeField from './TimeField.svelte';

// Otherwise Tab goes on from where the test before this one left it.
beforeEach(() => {
	document.body.tabIndex = -1;
	document.body.focus();
});

test('a field is read with its label, its hint and what is wrong with it', async () => {
	const screen = await render(TextField, {
		label: 'E-mail',
		hint: 'Om je een herinnering te sturen.',
		error: 'Hier ontbreekt een @.'
	});
	const field = screen.getByRole('textbox', { name: 'E-mail' });
	await expect
		.element(field)
		.toHaveAccessibleDescription('Om je een herinnering te sturen. Hier ontbreekt een @.');
	await expect.element(field).toBeInvalid();

	await screen.rerender({ error: null });
	await expect.element(field).toHaveAccessibleDescription('Om je een herinnering te sturen.');
	await expect.element(field).toBeValid();
});

test('a number goes up and down with the arrows and stops at its bounds', async () => {
	const onpick = vi.fn();
	const screen = await render(NumberField, { label: 'Plaatsen', value: 2, min: 1, max: 3, onpick });
	const field = screen.getByRole('spinbutton', { name: 'Plaatsen' });

	await userEvent.tab();
	await expect.element(field).toHaveFocus();
	await userEvent.keyboard('{ArrowUp}{ArrowUp}');
	await expect.element(field).toHaveValue(3);
	expect(onpick).toHaveBeenLastCalledWith(3);

	await screen.getByRole('button', { name: 'Plaatsen: een minder' }).click();
	await expect.element(field).toHaveValue(2);
	await screen.getByRole('button', { name: 'Plaatsen: een minder' }).click();
	await expect
		.element(screen.getByRole('button', { name: 'Plaatsen: een minder' }))
		.toHaveAttribute('aria-disabled', 'true');
	expect(onpick).toHaveBeenLastCalledWith(1);
});

test('a number beyond the bounds is pulled back in sight, an empty one stays empty', async () => {
	const onpick = vi.fn();
	const screen = await render(NumberField, { label: 'Plaatsen', value: 2, min: 1, max: 3, onpick });
	const field = screen.getByRole('spinbutton', { name: 'Plaatsen' });

	await field.fill('40');
	await userEvent.tab();
	await expect.element(field).toHaveValue(3);

	await field.clear();
	await userEvent.tab();
	expect(onpick).toHaveBeenLastCalledWith(null);
});

test('a segmented choice is one stop for Tab, and the arrows choose', async () => {
	const onchoose = vi.fn();
	const screen = await render(Segmented, {
		label: 'Weergave',
		value: 'rooms',
		onchoose,
		choices: [
			{ value: 'rooms', label: 'Lokalen' },
			{ value: 'agenda', label: 'Agenda' }
		]
	});
	await userEvent.tab();
	await expect.element(screen.getByRole('radio', { name: 'Lokalen' })).toHaveFocus();
	await userEvent.keyboard('{ArrowRight}');
	await expect.element(screen.getByRole('radio', { name: 'Agenda' })).toBeChecked();
	expect(onchoose).toHaveBeenCalledExactlyOnceWith('agenda');
	await expect.element(screen.getByRole('group', { name: 'Weergave' })).toBeInTheDocument();
});

test('an answer that is missing is told with the question', async () => {
	const screen = await render(RadioGroup, {
		label: 'Voor welke keren?',
		error: 'Kies een antwoord.',
		choices: [{ value: 'this', label: 'Alleen deze keer', hint: 'di 24 nov' }]
	});
	await expect
		.element(screen.getByRole('group', { name: 'Voor welke keren?' }))
		.toHaveAccessibleDescription('Kies een antwoord.');
	const radio = screen.getByRole('radio', { name: 'Alleen deze keer', exact: true });
	await expect.element(radio).toHaveAccessibleDescription('di 24 nov');
});

test('a day and a time are handed over as the domain knows them', async () => {
	const onday = vi.fn();
	const day = await render(DateField, { label: 'Dag', onpick: onday });
	await day.getByLabelText('Dag').fill('2026-11-24');
	await userEvent.tab();
	expect(onday).toHaveBeenLastCalledWith('2026-11-24');
	await expect.element(day.getByText('dinsdag 24 november 2026')).toBeVisible();

	const ontime = vi.fn();
	const time = await render(TimeField, { label: 'Van', onpick: ontime });
	await time.getByLabelText('Van').fill('16:30');
	await userEvent.tab();
	expect(ontime).toHaveBeenLastCalledWith(990);
});

test('a time is written as people do, shown on a clock of 24 hours, and goes on with the arrows', async () => {
	const onpick = vi.fn();
	const screen = await render(TimeField, { label: 'Van', onpick });
	const field = screen.getByRole('textbox', { name: 'Van' });
	await field.fill('16u');
	await userEvent.tab();
	await expect.element(field).toHaveValue('16:00');
	await field.click();
	await userEvent.keyboard('{ArrowUp}');
	await expect.element(field).toHaveValue('16:15');
	expect(onpick).toHaveBeenLastCalledWith(975);
});

test('what is no time stays to be mended, and the field says how to write one', async () => {
	const onpick = vi.fn();
	const screen = await render(TimeField, { label: 'Van', value: 960, onpick });
	const field = screen.getByRole('textbox', { name: 'Van' });
	await field.fill('half vijf');
	await userEvent.tab();
	await expect.element(field).toHaveValue('half vijf');
	await expect.element(field).toBeInvalid();
	await expect.element(field).toHaveAccessibleDescription(/geen uur/);
	expect(onpick).toHaveBeenLastCalledWith(null);

	await field.fill('1630');
	await userEvent.tab();
	await expect.element(field).toHaveValue('16:30');
	await expect.element(field).toBeValid();
});
