// Device, relay, device: the real ones, over a line that can be cut.
//
// Faults planted here, each seen red and taken back: no hello (no receipt ever); `settled` at once when
// synced; the mark `unshared` not written; frames sent for a document that may only be read; a 44xx tried
// again; a heartbeat that never gives a line up; a postponed change taken for shared.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { DeviceId, InvitationId, SeasonId } from '#domain/ids.ts';
import {
	personId,
	RunningRelay,
	workspaceId,
	type Browser
} from '#server/testing/running-relay.ts';
import { poison } from '#tests/support/poison.ts';
import { encode } from '#wire/frame.ts';
import { newArrivalKey } from '#tests/support/arrival-key.ts';
import { systemClock } from './clock.ts';
import { lineLinks } from './link/line-link.ts';
import { Api } from './session/api.ts';
import { MemoryStore } from './store/memory-store.ts';
import type { DeviceStore } from './store/device-store.ts';
import { onlyTab } from './tabs.ts';
import { CuttableLine } from './testing/cuttable-line.ts';
import { WorkspaceConnection, type OpenDocument } from './workspace-connection.ts';

const workspace = workspaceId('leie');
const ann: Member = { person: personId('ann'), role: 'coordinator', organisations: [] };
const season: DocumentName = { kind: 'season', season: SeasonId.parse('spring2027000000')! };

let folder: string;
let relay: RunningRelay;
let line: CuttableLine;
let tablet: Browser;
const open: WorkspaceConnection[] = [];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'draaiboek-'));
	relay = await RunningRelay.start({ folder });
	line = await CuttableLine.to(relay.port);
	tablet = relay.browser();
	await tablet.found(workspace, ann.person);
});

afterEach(async () => {
	for (const connection of open.splice(0)) await connection.close();
	line.close();
	await relay.stop();
	rmSync(folder, { recursive: true });
});

function connect(
	browser: Browser,
	member: Member,
	store: DeviceStore = new MemoryStore()
): WorkspaceConnection {
	const url = `ws://127.0.0.1:${line.port}/sync`;
	const connection = new WorkspaceConnection({
		...{ workspace, member, store, clock: systemClock, tabs: onlyTab },
		links: lineLinks({
			...{ url, Socket: browser.WebSocket, clock: systemClock },
			isVisible: () => true
		})
	});
	open.push(connection);
	connection.connect();
	return connection;
}

/** A relay's own browser as `fetch`, so that `Api` speaks with a cookie. */
function apiOf(browser: Browser): Api {
	return new Api(newArrivalKey(), async (input, init) => {
		const path = typeof input === 'string' ? input : '';
		const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
		const answer = await browser.call(init?.method ?? 'GET', path, body);
		return Response.json(answer.body, { status: answer.status });
	});
}

async function joined(role: 'coordinator' | 'volunteer'): Promise<[Browser, Member, DeviceId]> {
	const invited = await apiOf(tablet).invite(workspace, { role });
	if (!invited.ok) throw new Error(invited.code);
	const browser = relay.browser();
	const joining = await apiOf(browser).join({ ...invited.value, name: 'Bob', label: 'phone' });
	if (!joining.ok) throw new Error(joining.code);
	const { person, organisations, device } = joining.value;
	return [browser, { person, role, organisations }, device];
}

const shared = (connection: WorkspaceConnection) =>
	vi.waitFor(() => expect(connection.status.read()).toEqual({ kind: 'shared' }), 8_000);
const kindOf = (connection: WorkspaceConnection, kind: string) =>
	vi.waitFor(() => expect(connection.status.read().kind).toBe(kind), 8_000);
const write = (document: OpenDocument, name: string) =>
	document.doc.getMap('notes').set(name, true);
const plain = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;
const notes = (document: OpenDocument) => Object.keys(document.doc.getMap('notes').toJSON());

describe('two devices and a relay', () => {
	test("see each other's edits, and both say shared once the relay confirmed", async () => {
		const [phone, bob] = await joined('coordinator');
		const [here, there] = [connect(tablet, ann), connect(phone, bob)];
		const [mine, hers] = [here.open(season), there.open(season)];
		await shared(here);
		write(mine, 'soup');
		expect(here.status.read()).toMatchObject({ kind: 'sharing', count: 1, overdue: false });
		await shared(here);
		await vi.waitFor(() => expect(notes(hers)).toEqual(['soup']));
	});

	test('edits made offline are counted, survive a reload, and arrive when the relay is back', async () => {
		const disk = new MemoryStore();
		const before = connect(tablet, ann, disk);
		const mine = before.open(season);
		await shared(before);
		line.cut();
		await kindOf(before, 'offline');
		for (const name of ['soup', 'cards', 'bus']) write(mine, name);
		expect(before.status.read()).toMatchObject({ kind: 'offline', count: 3 });
		await before.close();

		const after = connect(tablet, ann, disk);
		const again = after.open(season);
		await kindOf(after, 'offline');
		expect(after.status.read()).toMatchObject({ kind: 'offline', count: 3 });
		write(again, 'walk');
		expect(after.status.read()).toMatchObject({ count: 4 });

		line.mend();
		after.networkBack();
		await shared(after);
		const [phone, bob] = await joined('coordinator');
		const there = connect(phone, bob);
		const hers = there.open(season);
		await shared(there);
		expect(notes(hers).toSorted()).toEqual(['bus', 'cards', 'soup', 'walk']);
	});

	test('a relay that stopped and started again is found again, and gets what was made meanwhile', async () => {
		const here = connect(tablet, ann);
		const mine = here.open(season);
		write(mine, 'before');
		await shared(here);
		await relay.stop();
		await kindOf(here, 'offline');
		write(mine, 'meanwhile');
		relay = await RunningRelay.start({ folder });
		line.relayPort = relay.port;
		await shared(here);
		const elsewhere = connect(tablet, ann);
		const again = elsewhere.open(season);
		await shared(elsewhere);
		expect(notes(again).toSorted()).toEqual(['before', 'meanwhile']);
	});

	test('a relay that lost its memory knows no such workspace, and the device says so', async () => {
		const here = connect(tablet, ann);
		write(here.open(season), 'before');
		await shared(here);
		await relay.stop();
		relay = await RunningRelay.start();
		line.relayPort = relay.port;
		await kindOf(here, 'no-workspace');
		expect(notes(here.open(season))).toEqual(['before']);
	});

	test('a dead network shows within five seconds, though the socket notices nothing', async () => {
		const here = connect(tablet, ann);
		here.open(season);
		await shared(here);
		line.silence();
		// heartbeat.test.ts has the exact time, on a clock of its own; this machine may be busy.
		await vi.waitFor(() => expect(here.status.read().kind).toBe('offline'), 8_000);
		line.mend();
		here.networkBack();
		await shared(here);
	});

	test('a volunteer reads the season, and nothing of it is ever sent', async () => {
		const [phone, bob] = await joined('volunteer');
		const here = connect(tablet, ann);
		write(here.open(season), 'soup');
		await shared(here);
		const there = connect(phone, bob);
		const hers = there.open(season);
		await shared(there);
		expect(hers.mayWrite).toBe(false);
		expect(notes(hers)).toEqual(['soup']);
		write(hers, 'forbidden');
		write(there.open({ kind: 'lane', person: bob.person }), 'claim');
		await shared(there);
		expect(there.refusals.read()).toEqual([]);
		expect(notes(here.open(season))).toEqual(['soup']);
	});

	test('a document that may not be read is said by name, and the others are shared as ever', async () => {
		const [phone, bob] = await joined('volunteer');
		const there = connect(phone, { ...bob, role: 'coordinator' });
		there.open({ kind: 'people' });
		const hers = there.open(season);
		await vi.waitFor(
			() =>
				expect(there.status.read()).toMatchObject({
					kind: 'not-allowed',
					documents: [{ kind: 'people' }]
				}),
			8_000
		);
		write(connect(tablet, ann).open(season), 'soup');
		await vi.waitFor(() => expect(notes(hers)).toEqual(['soup']));
	});

	test('a change that the relay refuses is in the tray, also after a reload, and is marked once it is put away', async () => {
		const [phone, bob] = await joined('volunteer');
		// The device still takes her for a coordinator; the relay knows better.
		const believes: Member = { ...bob, role: 'coordinator' };
		const disk = new MemoryStore();
		const there = connect(phone, believes, disk);
		write(there.open(season), 'forbidden');
		await vi.waitFor(() =>
			expect(there.refusals.read()).toMatchObject([{ document: season, code: 'not-allowed' }])
		);
		await there.close();
		line.cut();
		const again = connect(phone, believes, disk);
		await again.open(season).ready;
		expect(again.refusals.read()).toMatchObject([{ code: 'not-allowed' }]);
		again.putAway(again.refusals.read()[0]!);
		expect(again.refusals.read()).toMatchObject([{ code: 'not-allowed', isPutAway: true }]);
	});

	test('what was put away stays away when it is refused again, until something new is refused', async () => {
		const [phone, bob] = await joined('volunteer');
		const believes: Member = { ...bob, role: 'coordinator' };
		const there = connect(phone, believes);
		const hers = there.open(season);
		write(hers, 'forbidden');
		await vi.waitFor(() => expect(there.refusals.read()).toHaveLength(1));
		there.putAway(there.refusals.read()[0]!);
		const waiting = () => there.refusals.read().filter(({ isPutAway }) => !isPutAway);
		for (const round of ['once', 'twice']) {
			line.cut();
			await kindOf(there, 'offline');
			line.mend();
			there.networkBack();
			await shared(there);
			expect(waiting(), round).toEqual([]);
		}
		expect(there.refusals.read()).toMatchObject([{ code: 'not-allowed', isPutAway: true }]);
		write(hers, 'forbidden too');
		await vi.waitFor(() => expect(waiting()).toHaveLength(1), 8_000);
	});

	test('what is taken after all is not listed any more', async () => {
		const [phone, bob] = await joined('volunteer');
		const there = connect(phone, { ...bob, role: 'coordinator' });
		write(there.open(season), 'too early');
		await vi.waitFor(() => expect(there.refusals.read()).toHaveLength(1));
		await apiOf(tablet).changeRole(workspace, bob.person, 'coordinator');
		await vi.waitFor(() => expect(there.refusals.read()).toEqual([]), 8_000);
		const here = connect(tablet, ann);
		const mine = here.open(season);
		await vi.waitFor(() => expect(notes(mine)).toEqual(['too early']));
	});

	test('a device that is withdrawn is told at once, and keeps what it has', async () => {
		const [phone, bob, device] = await joined('volunteer');
		const there = connect(phone, bob);
		const lane = there.open({ kind: 'lane', person: bob.person });
		write(lane, 'claim');
		await shared(there);
		expect(await apiOf(tablet).withdrawDevice(workspace, device)).toMatchObject({ ok: true });
		await kindOf(there, 'withdrawn');
		write(lane, 'too late');
		expect(there.status.read()).toMatchObject({ kind: 'withdrawn', count: 1 });
		expect(notes(lane)).toEqual(['claim', 'too late']);
	});

	test('a person who is shut out is told on every device at once, and her open invitations are gone', async () => {
		const [phone, bob] = await joined('volunteer');
		const again = await apiOf(tablet).invite(workspace, { person: bob.person, role: 'volunteer' });
		if (!again.ok) throw new Error(again.code);
		const laptop = relay.browser();
		await apiOf(laptop).join({ ...again.value, label: 'laptop' });
		const open = await apiOf(tablet).invite(workspace, { person: bob.person, role: 'volunteer' });
		if (!open.ok) throw new Error(open.code);
		const here = connect(tablet, ann);
		here.open(season);
		const hers = [connect(phone, bob), connect(laptop, bob)];
		for (const connection of hers) {
			connection.open(season);
			await shared(connection);
		}
		expect(await apiOf(tablet).shutOut(workspace, bob.person)).toMatchObject({ ok: true });
		for (const connection of hers) await kindOf(connection, 'withdrawn');
		await shared(here);
		expect(await apiOf(relay.browser()).look(open.value)).toMatchObject({ ok: false });
		expect(await apiOf(tablet).shutOut(workspace, bob.person)).toMatchObject({ ok: true });
	});

	test('one change too large for its frame arrives all the same', async () => {
		const here = connect(tablet, ann);
		const mine = here.open(season);
		await shared(here);
		const told: string[] = [];
		here.status.observe(() => told.push(here.status.read().kind));
		mine.doc.getMap('notes').set('long', 'x'.repeat(400_000));
		await vi.waitFor(() => expect(here.status.read().kind).toBe('shared'), 12_000);
		// It was refused first, which is no absence, and nobody was told that it was shared before it was.
		expect(told).toContain('opening');
		expect(told).not.toContain('offline');
		expect(told.filter((kind) => kind === 'shared')).toHaveLength(1);
		const [phone, bob] = await joined('coordinator');
		const there = connect(phone, bob);
		const hers = there.open(season);
		await shared(there);
		expect(notes(hers)).toEqual(['long']);
	}, 20_000);

	test('an update that throws inside Yjs costs nothing else, and is said', async () => {
		vi.spyOn(console, 'error').mockReturnValue();
		const [phone, bob] = await joined('coordinator');
		const [here, there] = [connect(tablet, ann), connect(phone, bob)];
		const [mine, hers] = [here.open(season), there.open(season)];
		await Promise.all([shared(here), shared(there)]);
		write(hers, 'before');
		await vi.waitFor(() => expect(notes(mine)).toEqual(['before']));
		const Socket = tablet.WebSocket;
		const raw = new Socket(
			`ws://127.0.0.1:${relay.port}/sync/${workspace}/${documentText(season)}`
		);
		raw.addEventListener('open', () => raw.send(plain(encode({ kind: 'change', update: poison }))));
		await vi.waitFor(() => expect(here.damage.read().unreadable).toEqual([season]));
		write(hers, 'after');
		write(mine, 'mine');
		await vi.waitFor(() => expect(notes(mine).toSorted()).toEqual(['after', 'before', 'mine']));
		await vi.waitFor(() => expect(notes(hers).toSorted()).toEqual(['after', 'before', 'mine']));
		await shared(here);
		raw.close();
		const laptop = connect(tablet, ann);
		await vi.waitFor(() =>
			expect(notes(laptop.open(season)).toSorted()).toEqual(['after', 'before', 'mine'])
		);
		vi.restoreAllMocks();
	});

	test('they see who looks at which week, and who left', async () => {
		const [phone, bob] = await joined('volunteer');
		const [here, there] = [connect(tablet, ann), connect(phone, bob)];
		const second = connect(tablet, ann);
		here.presence.look('2026-W48');
		second.presence.look('2026-W50');
		there.presence.look('2026-W49');
		await vi.waitFor(() =>
			expect(here.presence.others.read()).toEqual([{ person: bob.person, week: '2026-W49' }])
		);
		await vi.waitFor(() => expect(there.presence.others.read()).toHaveLength(2));
		await there.close();
		await vi.waitFor(() => expect(here.presence.others.read()).toEqual([]));
	});
});

describe('the session', () => {
	test('an invitation is looked at, used once, and its members are listed', async () => {
		const api = apiOf(tablet);
		const invited = await api.invite(workspace, { role: 'volunteer' });
		if (!invited.ok) throw new Error(invited.code);
		const phone = apiOf(relay.browser());
		expect(await phone.look(invited.value)).toMatchObject({
			ok: true,
			value: { workspace, person: null }
		});
		expect(await phone.join({ ...invited.value, name: 'Bob', label: 'phone' })).toMatchObject({
			ok: true
		});
		expect(await phone.memberships()).toMatchObject({
			ok: true,
			value: [{ workspace, role: 'volunteer' }]
		});
		expect(await apiOf(relay.browser()).look(invited.value)).toEqual({
			ok: false,
			code: 'invitation-used'
		});
		const members = await api.members(workspace);
		expect(members.ok && members.value.members).toHaveLength(2);
		expect(await phone.members(workspace)).toEqual({ ok: false, code: 'not-allowed' });
		const none = { invitation: InvitationId.parse('nosuchinvitation')!, secret: 'x'.repeat(32) };
		expect(await phone.look(none)).toEqual({ ok: false, code: 'invitation-unknown' });
	});
});
