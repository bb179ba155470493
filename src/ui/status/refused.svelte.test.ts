// A fault planted here, seen red and taken back: the tray lists what was put away.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { EventId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { Cell } from '#sync/observable.ts';
import type { Refusal } from '#sync/refusal-tray.ts';
import { idNamed, spring } from '#tests/support/named-ids.ts';
import { exampleWorkspace } from '#ui/week/example-workspace.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import { RefusedHere } from './refused-here.svelte.ts';
import RefusalTray from './RefusalTray.svelte';
import StatusLine from './StatusLine.svelte';

let workspace: OpenWorkspace;
const refusals = new Cell<readonly Refusal[]>([]);

beforeEach(async () => {
	workspace = await exampleWorkspace('2026-11-24' as Day);
	refusals.set([{ document: { kind: 'directory' }, code: 'not-allowed', at: 1, isPutAway: false }]);
});

afterEach(() => workspace.connection.close());

/** What was refused, with a relay that the test plays. */
function refusedHere(): RefusedHere {
	const { id, member, documents, planning, live, directory } = workspace;
	const putAway = (one: Refusal) => refusals.set([{ ...one, isPutAway: true }]);
	const connection = { refusals, putAway } as unknown as OpenWorkspace['connection'];
	return new RefusedHere({
		...{ id, member, documents, planning, live, directory, connection }
	});
}

test('what is put away leaves the screen, and is found again where it says what is shared', async () => {
	const refused = refusedHere();
	const what = 'Een wijziging aan namen, locaties of buurten';
	await render(RefusalTray, { workspace, refused });
	await render(StatusLine, { status: { kind: 'shared' }, zone: 'Europe/Brussels', refused });
	await page.getByRole('button', { name: `Begrepen, zet weg: ${what}` }).click();
	await expect.element(page.getByText(what)).not.toBeInTheDocument();

	await page.getByRole('button', { name: 'Gedeeld, behalve wat niet aanvaard is' }).click();
	await expect
		.element(page.getByRole('heading', { name: 'Niet aanvaard, en weggezet' }))
		.toBeVisible();
	await expect.element(page.getByText(what)).toBeVisible();
});

test('what was refused in a season that was removed is told, also when that comes later', async () => {
	refusals.set([]);
	const { documents, member } = workspace;
	const { doc, seasons } = documents.directory;
	const period = { first: '2027-02-01' as Day, last: '2027-06-30' as Day };
	doc.transact(() => {
		seasons.add(spring, { name: 'Voorjaar', ...period });
		seasons.edit(spring, 'removed', true);
	});
	const id = idNamed(EventId, 'late');
	const about = { id, season: spring, claim: idNamed(EventId, 'gone') };
	documents.lane.add({ kind: 'withdrawal', ...about, by: member.person, madeAt: 1, word: '' });
	await render(RefusalTray, { workspace, refused: refusedHere() });
	const { ledger } = documents.season(spring);
	ledger.write([{ kind: 'refusal', event: id, lane: member.person, reason: 'not-your-claim' }], 0);
	await expect.element(page.getByRole('button', { name: /^Begrepen, zet weg/ })).toBeVisible();
});
