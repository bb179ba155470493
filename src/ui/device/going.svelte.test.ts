// Faults planted here, each seen red and taken back: what would not go told as gone; a workspace that is not forgotten
// since something of it is left; one that goes without end; another try at what she is back in; what goes late not
// followed; one that takes the place of another; another try in vain that says nothing; the focus lost; one dialog
// for all of them, which stays shut.
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { KnownWorkspace } from '#sync/session/known-workspaces.ts';
import type { Leftover, Remains } from '#sync/store/device-store.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import NotWiped from './NotWiped.svelte';

const brug: KnownWorkspace = {
	...{ workspace: idNamed(WorkspaceId, 'house'), person: idNamed(PersonId, 'ann') },
	...{ name: 'De Brug', role: 'volunteer', organisations: [], registered: true, joinedAt: 1 }
};
const leie = { ...brug, workspace: idNamed(WorkspaceId, 'leie'), name: 'De Leie' };

const aMoment = () => new Promise((resolve) => setTimeout(resolve));

/** A device that says of each wipe what is left. */
class StubbornStore extends MemoryStore {
	left: Leftover | null = null;
	wipes = 0;
	readonly #late: (() => void)[] = [];

	override async wipe(workspace: WorkspaceId): Promise<Remains | null> {
		this.wipes += 1;
		await super.wipe(workspace);
		await aMoment();
		const gone = new Promise<void>((resolve) => this.#late.push(resolve));
		return this.left && { why: this.left, gone };
	}

	/** What is left goes by itself: of the first wipe, of the second and so on. */
	goesLate(wipe: number): void {
		this.#late[wipe]!();
	}
}

function deviceThatKeeps(left: Leftover | null, ...others: KnownWorkspace[]) {
	const store = new StubbornStore();
	store.left = left;
	return { ...fakeDevice({}, [brug, ...others], undefined, { store }), store };
}

test('a workspace of which something is left is forgotten all the same, and that is told', async () => {
	const { device, known } = deviceThatKeeps('held');
	await device.open(brug);
	await device.leave(brug.workspace, false);
	expect(known.read()).toEqual([]);
	expect(device.isLeaving(brug.workspace)).toBe(false);
	expect(device.going.left).toMatchObject({ name: 'De Brug', why: 'held' });
});

test('where all of it goes there is nothing to tell', async () => {
	const { device, known } = deviceThatKeeps(null);
	await device.open(brug);
	await device.wipe(brug.workspace);
	expect(known.read()).toEqual([]);
	expect(device.going.left).toBeNull();
});

test('one that could not be opened is wiped all the same', async () => {
	const { device, known, store } = deviceThatKeeps(null);
	const open = store.open.bind(store);
	store.open = () => {
		throw new Error('no document opens');
	};
	await expect(device.open(brug)).rejects.toThrow('no document opens');
	store.open = open;
	await device.wipe(brug.workspace);
	expect(store.wipes).toBe(1);
	expect(known.read()).toEqual([]);
});

test('she reads what may be left and what helps, tries again, and reads that it is gone', async () => {
	const { device, store } = deviceThatKeeps('held');
	await device.wipe(brug.workspace);
	const screen = await onDevice(NotWiped, {}, device);
	const dialog = screen.getByRole('dialog', { name: 'Niet alles is gewist' });
	await expect
		.element(dialog.getByText(/Een deel van De Brug staat nog op dit toestel/))
		.toBeVisible();
	await expect.element(dialog.getByText(/Sluit alle andere tabbladen/)).toBeVisible();
	store.left = null;
	await dialog.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect
		.element(screen.getByText(/Alles van die werking is van dit toestel gewist/))
		.toBeVisible();
	await screen.getByRole('button', { name: 'Sluit' }).last().click();
	await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
	expect(device.going.left).toBeNull();
});

test('what only the browser can remove: she reads how, and what goes with it', async () => {
	const { device } = deviceThatKeeps('refused', leie);
	await device.wipe(brug.workspace);
	const screen = await onDevice(NotWiped, {}, device);
	await expect.element(screen.getByText(/staat er misschien nog/)).toBeVisible();
	await expect.element(screen.getByText(/wis dan in de instellingen van je browser/)).toBeVisible();
	await expect.element(screen.getByText(/ook je andere werkingen/)).toBeVisible();
});

test('once she is back in it there is nothing to remove, and nothing is', async () => {
	const { device, known, store } = deviceThatKeeps('held');
	await device.wipe(brug.workspace);
	const { again } = device.going.left!;
	known.remember({ ...brug, joinedAt: 2 });
	expect(device.going.left).toBeNull();
	await again();
	expect(store.wipes).toBe(1);
});

const title = 'Niet alles is gewist';
const goneTitle = 'Nu is alles gewist';

test('what goes by itself after all is told as soon as it has', async () => {
	const { device, store } = deviceThatKeeps('refused');
	await device.wipe(brug.workspace);
	const screen = await onDevice(NotWiped, {}, device);
	await expect.element(screen.getByRole('dialog', { name: title })).toBeVisible();
	store.goesLate(0);
	const dialog = screen.getByRole('dialog', { name: goneTitle });
	await expect.element(dialog.getByText(/is van dit toestel gewist/)).toBeVisible();
	await expect
		.element(dialog.getByRole('button', { name: 'Probeer opnieuw' }))
		.not.toBeInTheDocument();
});

test('of two that would not go she reads one after the other, and tries each again', async () => {
	const { device, store } = deviceThatKeeps('held', leie);
	await device.wipe(brug.workspace);
	await device.wipe(leie.workspace);
	const screen = await onDevice(NotWiped, {}, device);
	await expect.element(screen.getByText(/Een deel van De Brug/)).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByText(/Een deel van De Leie/)).toBeVisible();
	store.left = null;
	await screen.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect.element(screen.getByRole('dialog', { name: goneTitle })).toBeVisible();
	await screen.getByRole('button', { name: 'Sluit' }).last().click();
	await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
	expect(store.wipes).toBe(3);
});

test('one that went before she read of it is told no more', async () => {
	const { device, store } = deviceThatKeeps('held', leie);
	await device.wipe(brug.workspace);
	await device.wipe(leie.workspace);
	store.goesLate(1);
	await aMoment();
	device.going.putAway();
	expect(device.going.left).toBeNull();
});

test('another try in vain is said, each time, and the button is still under her finger', async () => {
	const { device, store } = deviceThatKeeps('held');
	await device.wipe(brug.workspace);
	const screen = await onDevice(NotWiped, {}, device);
	const button = screen.getByRole('button', { name: 'Probeer opnieuw' });
	const said: (string | null)[] = [];
	const status = screen.getByRole('status').element();
	new MutationObserver(() => said.push(status.textContent)).observe(status, {
		...{ childList: true, subtree: true, characterData: true }
	});
	for (const tries of [1, 2]) {
		await button.click();
		await expect
			.poll(() => said.filter((text) => text?.includes('nog niet gelukt')))
			.toHaveLength(tries);
		await expect.element(button).toHaveFocus();
	}
	expect(store.wipes).toBe(3);
});

test('once it has gone the work by keys goes on from the answer', async () => {
	const { device, store } = deviceThatKeeps('held');
	await device.wipe(brug.workspace);
	const screen = await onDevice(NotWiped, {}, device);
	store.left = null;
	await screen.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect.element(screen.getByText(/Alles van die werking/)).toHaveFocus();
});

test('a page that is loaded anew would know nothing of it: it is busy until she has put it away', async () => {
	const { device } = deviceThatKeeps('held');
	const { isBusy } = device.going;
	expect(isBusy.read()).toBe(false);
	await device.wipe(brug.workspace);
	expect(isBusy.read()).toBe(true);
	device.going.putAway();
	expect(isBusy.read()).toBe(false);
});
