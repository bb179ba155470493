import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Button from './Button.svelte';

// Otherwise Tab goes on from where the test before this one left it.
beforeEach(() => {
	document.body.tabIndex = -1;
	document.body.focus();
});

test('a button that refuses keeps the focus, says why, and does nothing', async () => {
	const onclick = vi.fn();
	const screen = await render(Button, {
		label: 'Ik kom',
		reason: 'Deze shift is volzet.',
		onclick
	});
	const button = screen.getByRole('button', { name: 'Ik kom' });

	await userEvent.tab();
	await expect.element(button).toHaveFocus();
	await expect.element(button).toHaveAttribute('aria-disabled', 'true');
	await expect.element(button).toHaveAccessibleDescription('Deze shift is volzet.');

	await userEvent.keyboard('{Enter} ');
	expect(onclick).not.toHaveBeenCalled();
});

test('a busy button says what is happening and takes no second press', async () => {
	const onclick = vi.fn();
	const screen = await render(Button, { label: 'Bewaar', busy: 'Wordt bewaard …', onclick });
	await userEvent.tab();
	await userEvent.keyboard('{Enter}');
	await expect.element(screen.getByRole('button', { name: 'Wordt bewaard …' })).toHaveFocus();
	expect(onclick).not.toHaveBeenCalled();
});

test('a submit button that refuses does not send the form', async () => {
	const onsubmit = vi.fn((event: Event) => event.preventDefault());
	const form = document.body.appendChild(document.createElement('form'));
	form.addEventListener('submit', onsubmit);
	const props = { label: 'Bewaar', type: 'submit' as const, reason: 'Vul eerst een naam in.' };
	await render(Button, { target: form, props });

	await userEvent.tab();
	await userEvent.keyboard('{Enter}');
	expect(onsubmit).not.toHaveBeenCalled();
	form.remove();
});

test('an icon alone still has a name and a tip', async () => {
	const screen = await render(Button, { label: 'Vorige week', iconOnly: true });
	await expect
		.element(screen.getByRole('button', { name: 'Vorige week' }))
		.toHaveAttribute('title', 'Vorige week');
});
