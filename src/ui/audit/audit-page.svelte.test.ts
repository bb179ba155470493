// Faults planted in audit-list.svelte.ts, each seen red and taken back: older entries replace the newer; a
// line that is lost empties the list.
import { expect, test } from 'vitest';
import { DeviceId, type PersonId } from '#domain/ids.ts';
import type { AuditEntry, AuditPage as Answer } from '#sync/session/answers.ts';
import type { ApiFailure, ApiResult } from '#sync/session/api-result.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onScreen } from '#tests/support/on-screen.ts';
import { inExample } from '#tests/support/in-example.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import type { AuditRelay } from './audit-list.svelte.ts';
import AuditPage from './AuditPage.svelte';

let workspace: OpenWorkspace;
const phone = idNamed(DeviceId, 'phone');

inExample((opened) => (workspace = opened), { width: 1280, height: 800, at: '07:00' });

function people(): [PersonId, string][] {
	return workspace.documents.directory.people.all().map(({ id, name }) => [id, name]);
}

function joined(number: number, person: PersonId, at = '2026-11-23T09:30:00+01:00'): AuditEntry {
	return {
		...{ number, kind: 'joined', at: Date.parse(at), madeAt: null },
		...{ by: workspace.member.person, person, device: phone, role: 'volunteer' }
	};
}

/** A relay that answers each question with the next of these. */
function relay(...answers: (Answer | ApiFailure)[]) {
	const asked: (number | null)[] = [];
	const audit = (_workspace: unknown, before: number | null): Promise<ApiResult<Answer>> => {
		asked.push(before);
		const next = answers.length > 1 ? answers.shift() : answers[0];
		return Promise.resolve(
			typeof next === 'object' ? { ok: true, value: next } : { ok: false, code: next! }
		);
	};
	const device = {
		device: phone,
		label: 'telefoon',
		joinedAt: 0,
		lastSeenAt: 0,
		withdrawnAt: null
	};
	const members: AuditRelay['members'] = () => {
		const person = workspace.member.person;
		const member = { person, role: 'volunteer', organisations: [], devices: [device] } as const;
		const value = {
			members: [{ ...member, organisations: [], devices: [device] }],
			thisDevice: null
		};
		return Promise.resolve({ ok: true, value });
	};
	return { asked, relay: { audit, members } satisfies AuditRelay };
}

test('what happened stands under its day, with names from this device and what it was done with', async () => {
	const [, [person, name]] = people() as [unknown, [PersonId, string]];
	const answer = { entries: [joined(4, person)], before: null, keptDays: 400 };
	const screen = await onScreen(AuditPage, workspace, { relay: relay(answer).relay });
	await expect.element(screen.getByRole('heading', { name: 'Gisteren' })).toBeVisible();
	const line = screen.getByRole('listitem');
	await expect
		.element(line.getByText(new RegExp(`^${name} kwam erbij als vrijwilliger`)))
		.toBeVisible();
	await expect.element(line.getByText('Toestel: telefoon')).toBeVisible();
	await expect.element(line.getByText('09:30')).toBeVisible();
	await expect
		.element(screen.getByText('Wat ouder is dan 400 dagen, wordt niet bewaard.'))
		.toBeVisible();
});

test('older entries come when they are asked for, behind what was there', async () => {
	const [[first], [second]] = people() as [[PersonId, string], [PersonId, string]];
	const { relay: pages, asked } = relay(
		{ entries: [joined(4, first)], before: 4, keptDays: 400 },
		{ entries: [joined(2, second)], before: null, keptDays: 400 }
	);
	const screen = await onScreen(AuditPage, workspace, { relay: pages });
	await screen.getByRole('button', { name: 'Toon oudere' }).click();
	await expect.poll(() => screen.getByRole('listitem').all().length).toBe(2);
	expect(asked).toEqual([null, 4]);
	await expect.element(screen.getByRole('button', { name: 'Toon oudere' })).not.toBeInTheDocument();
});

test('without a line it says so, and tries again when asked', async () => {
	const [[person]] = people() as [[PersonId, string]];
	const answer = { entries: [joined(1, person)], before: null, keptDays: 400 };
	const screen = await onScreen(AuditPage, workspace, {
		relay: relay('unreachable', answer).relay
	});
	await expect.element(screen.getByText('Er is nu geen verbinding')).toBeVisible();
	await screen.getByRole('button', { name: 'Probeer opnieuw' }).click();
	await expect.element(screen.getByRole('listitem')).toBeVisible();
});

test('what was there stays when older ones do not come through', async () => {
	const [[person]] = people() as [[PersonId, string]];
	const first = { entries: [joined(4, person)], before: 4, keptDays: 400 };
	const screen = await onScreen(AuditPage, workspace, { relay: relay(first, 'unreachable').relay });
	await screen.getByRole('button', { name: 'Toon oudere' }).click();
	await expect.element(screen.getByText(/het nieuwste kan ontbreken/)).toBeVisible();
	await expect.element(screen.getByRole('listitem')).toBeVisible();
});

test.each([
	['not-shared', 'Nog geen logboek'],
	['no-session', 'Het logboek kwam niet door'],
	['relay-failed', 'Het logboek kwam niet door'],
	['not-allowed', 'Het logboek kwam niet door']
] as const)('%s is said in words', async (code, words) => {
	const screen = await onScreen(AuditPage, workspace, { relay: relay(code).relay });
	await expect.element(screen.getByRole('heading', { name: words })).toBeVisible();
});

test('an empty list says what will come', async () => {
	const empty = { entries: [], before: null, keptDays: 400 };
	const screen = await onScreen(AuditPage, workspace, { relay: relay(empty).relay });
	await expect.element(screen.getByText(/Wat er vanaf nu gebeurt/)).toBeVisible();
});

test('a long wait says what is happening', async () => {
	const never: AuditRelay = {
		...relay('unreachable').relay,
		audit: () => new Promise(() => undefined)
	};
	const screen = await onScreen(AuditPage, workspace, { relay: never });
	await expect.element(screen.getByText('Het logboek wordt opgevraagd …')).toBeVisible();
});
