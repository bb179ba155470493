// Faults planted here, each seen red and taken back: what must stay can be put away; what was put away
// stays away for another reason.
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { SyncStatus } from '#sync/status.ts';
import StatusNotice from './StatusNotice.svelte';

const zone = 'Europe/Brussels';
const full = { kind: 'not-saved', why: 'full', count: 0, sharing: 'done' } as const;

async function notice(status: SyncStatus) {
	const screen = await render(StatusNotice, {
		...{ status, zone, mayBeginAnew: true, onretry: () => undefined }
	});
	const understood = screen.getByRole('button', { name: 'Begrepen' });
	return { screen, understood };
}

test('what lets her go on leaves when she has read it, and comes back for another reason', async () => {
	const { screen, understood } = await notice(full);
	await expect.element(screen.getByText('Wel gedeeld, niet bewaard op dit toestel')).toBeVisible();
	await understood.click();
	await expect.poll(() => screen.container.textContent).not.toContain('Wel gedeeld');

	await screen.rerender({ status: { ...full, count: 1, sharing: 'under-way' }, zone });
	expect(screen.container.textContent).not.toContain('Bezig met delen');
	await screen.rerender({ status: { ...full, sharing: 'no-line' }, zone });
	await expect.element(screen.getByText(/staat alleen in dit venster/)).toBeVisible();
	await screen.rerender({ status: { ...full, why: 'refused' }, zone });
	await expect.element(screen.getByText(/laat niet toe dat Draaiboek/)).toBeVisible();
});

test('what would be lost stays above her work', async () => {
	const { screen, understood } = await notice({ ...full, count: 2, sharing: 'no-line' });
	await expect.element(screen.getByText('Nog nergens bewaard: 2 wijzigingen')).toBeVisible();
	expect(understood.elements()).toHaveLength(0);
});

test('what needs nothing of her is not there', async () => {
	const { screen } = await notice({ kind: 'shared' });
	expect(screen.container.textContent.trim()).toBe('');
});

test('where the workspace is not known she asks again with a button, and who coordinates reads a way out', async () => {
	const onretry = vi.fn();
	const status = { kind: 'no-workspace', count: 1, kept: true } as const;
	const screen = await render(StatusNotice, { status, zone, mayBeginAnew: true, onretry });
	await expect.element(screen.getByText(/zet dat bestand terug/)).toBeVisible();
	await screen.getByRole('button', { name: 'Probeer opnieuw' }).click();
	expect(onretry).toHaveBeenCalledOnce();
	await screen.rerender({ status, zone, mayBeginAnew: false, onretry });
	await expect.poll(() => screen.container.textContent).not.toContain('zet dat bestand terug');
});
