// Faults planted, each seen red and taken back: the ledgers of removed seasons not asked; asked once, and not again
// when they come from the disk.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LaneEvent } from '#domain/claims/event.ts';
import { EventId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { idNamed, spring } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import { exampleWorkspace } from '../week/example-workspace.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import WithdrawnPage from './WithdrawnPage.svelte';

let workspace: OpenWorkspace;

beforeEach(async () => {
	workspace = await exampleWorkspace('2026-11-24' as Day);
	const { doc, seasons } = workspace.documents.directory;
	const period = { first: '2027-02-01' as Day, last: '2027-06-30' as Day };
	doc.transact(() => {
		seasons.add(spring, { name: 'Voorjaar', ...period });
		seasons.edit(spring, 'removed', true);
	});
});

afterEach(() => workspace.connection.close());

/** She takes something back in the season that is removed. */
function withdraw(): LaneEvent {
	const { lane } = workspace.documents;
	const about = { season: spring, claim: idNamed(EventId, 'gone') };
	const event = { id: idNamed(EventId, 'late'), by: lane.person, madeAt: 1, word: '', ...about };
	lane.add({ kind: 'withdrawal', ...event });
	return { kind: 'withdrawal', ...event };
}

/** The clerk numbers it, as the relay did before the device was withdrawn. */
function number(event: LaneEvent): void {
	const { ledger } = workspace.documents.season(spring);
	ledger.write([{ kind: 'event', lane: workspace.member.person, event }], 0);
}

/** The page of a device that was withdrawn, on which so many changes wait. */
function withdrawn(unshared: number) {
	return onDevice(WithdrawnPage, { workspace, unshared }, fakeDevice({}).device, workspace);
}

const what = 'Een wijziging die niet meer te lezen is';

test('what was numbered in a season that was removed since is not called unshared, also where that comes later', async () => {
	const event = withdraw();
	const screen = await withdrawn(0);
	await expect.element(screen.getByText(what)).toBeVisible();
	number(event);
	await expect.element(screen.getByText('Dit was nog niet gedeeld')).not.toBeInTheDocument();
});

test('nor does it hide that something else was not shared', async () => {
	number(withdraw());
	const screen = await withdrawn(1);
	await expect.element(screen.getByText('Dit was nog niet gedeeld')).toBeVisible();
	await expect.element(screen.getByText(/^Ook nog niet gedeeld: 1 wijziging/)).toBeVisible();
	expect(screen.getByText(what).elements()).toHaveLength(0);
});
