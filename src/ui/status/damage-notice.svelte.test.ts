// A fault planted here, seen red and taken back: news of other damage does not bring the notice back.
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Damage } from '#sync/damage.ts';
import DamageNotice from './DamageNotice.svelte';

const none: Damage = { missing: [], broughtBack: [], unreadable: [] };

test('what could not be read is said by its part, until she has read it, and again when it is more', async () => {
	const screen = await render(DamageNotice, { damage: none });
	const title = screen.getByText('Niet alles was te lezen');
	expect(title.elements()).toHaveLength(0);
	const damage: Damage = {
		...none,
		missing: [{ kind: 'directory' }],
		unreadable: [{ kind: 'venues' }]
	};
	await screen.rerender({ damage });
	await expect.element(screen.getByText('Namen, locaties en buurten')).toBeVisible();
	await expect.element(screen.getByText(/er kwam iets binnen/)).toBeVisible();
	await screen.getByRole('button', { name: 'Begrepen' }).click();
	await expect.element(title).not.toBeInTheDocument();
	await screen.rerender({ damage: { ...none, broughtBack: [{ kind: 'directory' }] } });
	await expect.element(screen.getByText(/opnieuw opgehaald/)).toBeVisible();
});
