// Faults planted here, each seen red and taken back: what would not go told as gone; a workspace that is not forgotten
// since something of it is left; one that goes without end; another try at what she is back in.
import { expect, test } from 'vitest';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { KnownWorkspace } from '#sync/session/known-workspaces.ts';
import type { Leftover } from '#sync/store/device-store.ts';
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

/** A device that says of each wipe what is left. */
class StubbornStore extends MemoryStore {
	left: Leftover | null = null;
	wipes = 0;

	override async wipe(workspace: WorkspaceId): Promise<Leftover | null> {
		this.wipes += 1;
		await super.wipe(workspace);
		return this.left;
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
