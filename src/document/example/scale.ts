import type { Member } from '#domain/access/access.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { Clerk } from '../clerk.ts';
import { Chance } from './chance.ts';
import { Draft, type Example } from './draft.ts';
import { claimSeats } from './scale-claims.ts';
import { type ScaleGround, coordinatorAt, layScale, scales } from './scale-ground.ts';
import { planSeries } from './scale-plan.ts';

/**
 * A workspace of a given size with one year in one season, half of it behind, everything numbered: for
 * measuring. It goes through the commands that the screens use, and is the same for the same seed.
 */
export function buildScale(options: {
	readonly scale: keyof typeof scales;
	readonly seed: number;
	readonly today: Day;
}): Example {
	const chance = new Chance(options.seed);
	const draft = new Draft(chance);
	const ground = layScale(draft, chance, scales[options.scale], options.today);
	const series = planSeries(ground);
	claimSeats(ground, series);

	const people = membersOf(ground);
	numberAll(draft, people);
	return {
		workspace: draft.workspace,
		coordinator: coordinatorAt(ground.coordinators, 0),
		people,
		documents: draft.updates()
	};
}

function membersOf({ coordinators, volunteers }: ScaleGround): Member[] {
	return [
		...coordinators.map((person) => ({ person, role: 'coordinator' as const, organisations: [] })),
		...volunteers.map(({ id }) => ({ person: id, role: 'volunteer' as const, organisations: [] }))
	];
}

function numberAll(draft: Draft, people: readonly Member[]): void {
	const members = new Map(people.map((member) => [member.person, member]));
	const documents = draft.documentsOf('' as PersonId);
	const clerk = new Clerk(documents, (person) => members.get(person) ?? null);
	clerk.take(people.map(({ person }) => documents.laneOf(person)));
}
