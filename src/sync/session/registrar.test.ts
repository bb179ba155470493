// Faults planted here, each seen red and taken back: no second try; a final refusal tried for ever; the
// list not amended; a try that begins while another runs.
import { describe, expect, test } from 'vitest';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import { TestClock } from '../testing/test-clock.ts';
import type { ApiFailure, ApiResult } from './api-result.ts';
import type { Membership } from './answers.ts';
import { KnownWorkspaces, type KnownWorkspace } from './known-workspaces.ts';
import { Registrar } from './registrar.ts';

const leie: KnownWorkspace = {
	workspace: WorkspaceId.parse('leie000000000000')!,
	name: 'LDC De Leie',
	person: PersonId.parse('ann0000000000000')!,
	role: 'coordinator',
	organisations: [],
	registered: false,
	joinedAt: 1
};

function begin() {
	const clock = new TestClock();
	const known = new KnownWorkspaces(null);
	known.remember(leie);
	const world = { answer: 'unreachable' as ApiFailure | 'ok', calls: 0, told: [] as string[] };
	const found = (): Promise<ApiResult<Membership>> => {
		world.calls += 1;
		return Promise.resolve(
			world.answer === 'ok'
				? { ok: true, value: {} as Membership }
				: { ok: false, code: world.answer }
		);
	};
	const registrar = new Registrar({
		...{ api: { found }, known, clock, label: 'tablet' },
		onregistered: () => world.told.push('registered'),
		onrefused: (_workspace, code) => world.told.push(code)
	});
	return { clock, known, world, registrar };
}

describe('a workspace that was made offline', () => {
	test('is registered when the relay answers, and not before', async () => {
		const { clock, known, world, registrar } = begin();
		await registrar.attempt();
		await clock.pass(60_000);
		expect(world.told).toEqual([]);
		expect(known.find(leie.workspace)?.registered).toBe(false);
		world.answer = 'ok';
		await clock.pass(30_000);
		expect(world.told).toEqual(['registered']);
		expect(known.find(leie.workspace)?.registered).toBe(true);
		const { calls } = world;
		await registrar.attempt();
		await clock.pass(60_000);
		expect(world.calls).toBe(calls);
	});

	test.each(['workspace-exists', 'accounts-lost'] as const)(
		'that the relay does not take is told once: %s',
		async (code) => {
			const { clock, world, registrar } = begin();
			world.answer = code;
			await registrar.attempt();
			await clock.pass(60_000);
			expect(world.told).toEqual([code]);
			expect(world.calls).toBe(1);
		}
	);

	test('is asked for once at a time, and less and less often', async () => {
		const { clock, world, registrar } = begin();
		await Promise.all([registrar.attempt(), registrar.attempt()]);
		expect(world.calls).toBe(1);
		await clock.pass(10 * 60_000);
		expect(world.calls).toBeLessThan(45);
		registrar.stop();
	});
});
