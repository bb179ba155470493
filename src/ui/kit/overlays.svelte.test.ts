import { createRawSnippet } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ConfirmDialog from './ConfirmDialog.svelte';
import Dialog from './Dialog.svelte';
import Menu from './Menu.svelte';
import SideSheet from './SideSheet.svelte';

const words = createRawSnippet(() => ({
	render: () => '<p>Neem de sleutel mee. <input aria-label="Nota" /></p>'
}));

let opener: HTMLButtonElement;

/** The button from which somebody opens something: the focus must come back to it. */
function pressOpener(): HTMLButtonElement {
	opener = document.body.appendChild(document.createElement('button'));
	opener.textContent = 'Open';
	opener.focus();
	return opener;
}

afterEach(async () => {
	opener.remove();
	await page.viewport(1280, 800);
});

test('a dialog holds the focus, closes on Esc and gives the focus back', async () => {
	const button = pressOpener();
	const onclose = vi.fn();
	const screen = await render(Dialog, { title: 'Nodig uit', open: true, onclose, children: words });
	const dialog = screen.getByRole('dialog', { name: 'Nodig uit' });
	await expect.element(dialog).toBeVisible();
	await expect.element(screen.getByRole('textbox', { name: 'Nota' })).toHaveFocus();

	await userEvent.keyboard('{Escape}');
	await expect.poll(() => document.activeElement).toBe(button);
	expect(onclose).toHaveBeenCalledOnce();
});

test('a dialog in which nothing is filled in begins with its title, not with its cross', async () => {
	pressOpener();
	const children = createRawSnippet(() => ({ render: () => '<p>Alles is gedeeld.</p>' }));
	const screen = await render(Dialog, { title: 'Wat is er gedeeld?', open: true, children });
	await expect.element(screen.getByRole('heading', { name: 'Wat is er gedeeld?' })).toHaveFocus();
});

test('a dialog opens again and again, with words that the keyboard must reach to scroll', async () => {
	pressOpener();
	await page.viewport(600, 400);
	const long = createRawSnippet(() => ({
		render: () => `<p>${'Een lange uitleg. '.repeat(200)}</p>`
	}));
	const screen = await render(Dialog, { title: 'Wat gaat weg?', open: true, children: long });
	for (let time = 0; time < 3; time++) {
		await expect.poll(() => document.querySelector('.body')?.getAttribute('tabindex')).toBe('0');
		await screen.rerender({ open: false });
		await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
		await screen.rerender({ open: true });
	}
	await expect.element(screen.getByRole('dialog')).toBeVisible();
});

test('a question that takes something away starts on the way out', async () => {
	pressOpener();
	const onconfirm = vi.fn();
	const screen = await render(ConfirmDialog, {
		title: 'Shift verwijderen?',
		confirmLabel: 'Verwijder de shift',
		destructive: true,
		open: true,
		onconfirm,
		children: words
	});
	await expect.element(screen.getByRole('button', { name: 'Annuleer' })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.element(screen.getByText('Neem de sleutel mee.')).not.toBeInTheDocument();
	expect(onconfirm).not.toHaveBeenCalled();
});

test('a side sheet takes the focus to its title; Esc closes it and gives the focus back', async () => {
	await page.viewport(1280, 800);
	const button = pressOpener();
	const onclose = vi.fn();
	const props = { title: 'Soep & babbel', open: true, onclose, children: words };
	const screen = await render(SideSheet, props);
	await expect.element(screen.getByRole('heading', { name: 'Soep & babbel' })).toHaveFocus();
	expect(screen.getByRole('dialog').element().matches(':modal')).toBe(false);

	await userEvent.keyboard('{Escape}');
	expect(onclose).toHaveBeenCalledOnce();
	await expect.poll(() => document.activeElement).toBe(button);
});

test('beside an open sheet the page stays usable, and keeps the focus that it has', async () => {
	await page.viewport(1280, 800);
	const button = pressOpener();
	const screen = await render(SideSheet, { title: 'Soep', open: true, children: words });
	await expect.element(screen.getByRole('heading', { name: 'Soep' })).toHaveFocus();

	const other = document.body.appendChild(document.createElement('input'));
	other.focus();
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByText('Neem de sleutel mee.')).not.toBeInTheDocument();
	expect(document.activeElement).toBe(other);
	expect(button.isConnected).toBe(true);
	other.remove();
});

test('on a phone the sheet covers all and holds the focus, and Esc still closes it once', async () => {
	await page.viewport(390, 844);
	pressOpener();
	const onclose = vi.fn();
	const screen = await render(SideSheet, { title: 'Soep', open: true, onclose, children: words });
	await expect.element(screen.getByRole('heading', { name: 'Soep' })).toHaveFocus();
	const sheet = screen.getByRole('dialog').element();
	expect(sheet.matches(':modal')).toBe(true);
	expect(sheet.getBoundingClientRect()).toMatchObject({ width: 390, height: 844 });

	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByText('Neem de sleutel mee.')).not.toBeInTheDocument();
	expect(onclose).toHaveBeenCalledOnce();
});

test('turning a tablet keeps the sheet open', async () => {
	await page.viewport(1280, 800);
	pressOpener();
	const onclose = vi.fn();
	const screen = await render(SideSheet, { title: 'Soep', open: true, onclose, children: words });
	await page.viewport(700, 1000);
	await expect.poll(() => screen.getByRole('dialog').element().matches(':modal')).toBe(true);
	expect(onclose).not.toHaveBeenCalled();
});

test('a menu opens with the arrow, walks round, finds by letter, and Esc gives the focus back', async () => {
	pressOpener();
	const screen = await render(Menu, { label: 'Meer', items: menuItems() });
	const button = screen.getByRole('button', { name: 'Meer' });
	button.element().focus();

	await userEvent.keyboard('{ArrowDown}');
	await expect.element(screen.getByRole('menuitem', { name: 'Verplaats' })).toHaveFocus();
	await expect.element(button).toHaveAttribute('aria-expanded', 'true');
	await userEvent.keyboard('{ArrowUp}');
	await expect.element(screen.getByRole('menuitem', { name: 'Wis' })).toHaveFocus();
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	await expect.element(screen.getByRole('menuitem', { name: /Deel/ })).toHaveFocus();
	await userEvent.keyboard('v');
	await expect.element(screen.getByRole('menuitem', { name: 'Verplaats' })).toHaveFocus();

	await userEvent.keyboard('{Escape}');
	await expect.element(button).toHaveFocus();
	await expect.element(button).toHaveAttribute('aria-expanded', 'false');
});

test('a line of a menu that refuses says why and does nothing', async () => {
	pressOpener();
	const items = menuItems();
	const screen = await render(Menu, { label: 'Meer', items });
	await screen.getByRole('button', { name: 'Meer' }).click();
	const line = screen.getByRole('menuitem', { name: /Deel/ });
	await expect.element(line).toHaveAccessibleDescription('Enkel de coördinator kan delen.');

	await userEvent.keyboard('{End}{ArrowUp}{Enter}');
	expect(items[1]!.onchoose).not.toHaveBeenCalled();
	await userEvent.keyboard('{Home}{Enter}');
	expect(items[0]!.onchoose).toHaveBeenCalledOnce();
	await expect.element(screen.getByRole('button', { name: 'Meer' })).toHaveFocus();
});

test('Esc in a menu inside a sheet closes the menu and leaves the sheet', async () => {
	await page.viewport(1280, 800);
	pressOpener();
	const onclose = vi.fn();
	await render(SideSheet, { title: 'Soep', open: true, onclose, children: words });
	const screen = await render(Menu, { label: 'Meer', items: menuItems() });
	await screen.getByRole('button', { name: 'Meer' }).click();
	await expect.element(screen.getByRole('menuitem', { name: 'Verplaats' })).toHaveFocus();
	await userEvent.keyboard('{Escape}');
	expect(onclose).not.toHaveBeenCalled();
	await userEvent.keyboard('{Escape}');
	expect(onclose).toHaveBeenCalledOnce();
});

function menuItems() {
	return [
		{ label: 'Verplaats', onchoose: vi.fn() },
		{ label: 'Deel', reason: 'Enkel de coördinator kan delen.', onchoose: vi.fn() },
		{ label: 'Wis', danger: true, onchoose: vi.fn() }
	];
}
