import { fc } from '@fast-check/vitest';
import type { Member } from '#domain/access/access.ts';
import type { PersonId, SeasonId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import type { Plan } from '#domain/series/series.ts';
import { type Day, addDays, dayNumber } from '#domain/time/day.ts';
import { Clerk } from '#document/clerk.ts';
import * as activities from '#document/commands/activities.ts';
import * as staff from '#document/commands/staff.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import * as directory from '#document/commands/directory.ts';
import { Chance } from '#document/example/chance.ts';
import { Draft } from '#document/example/draft.ts';
import { documentsFrom } from './numbered.ts';

const first = '2026-10-05' as Day;
const last = addDays(first, 90);

/** A workspace on which many random things were done. */
export interface Worked {
	readonly draft: Draft;
	readonly chance: Chance;
	readonly me: PersonId;
	readonly season: SeasonId;
	readonly members: Member[];
}

type Move = (worked: Worked) => void;

/** Everything that a screen can do, with chance for what it is done to. */
const moves: Readonly<Record<string, Move>> = {
	organisation: (worked) => void directory.addOrganisation(...by(worked), { name: word(worked) }),
	neighbourhood: (worked) =>
		void directory.addNeighbourhood(...by(worked), { name: word(worked), hue: 3 }),
	qualification: (worked) => void directory.addQualification(...by(worked), { name: word(worked) }),
	venue(worked) {
		directory.addVenue(...by(worked), {
			...{ name: word(worked), address: '', entrance: word(worked), capacity: 12 },
			organisation: some(worked, 'organisations'),
			neighbourhood: some(worked, 'neighbourhoods'),
			accessible: worked.chance.happens(50),
			school: worked.chance.happens(50) ? 'flemish' : null,
			closedOnHolidays: worked.chance.happens(50)
		});
	},
	opening(worked) {
		const organisation = some(worked, 'organisations');
		const venue = some(worked, 'venues');
		if (!organisation || !venue) return;
		const window = { venue, weekdays: [2 as const], from: 540, until: 1020 };
		directory.addWindow(...by(worked), organisation, { ...window, when: 'school-days' });
		const closure = { venue: null, first, last: first, reason: word(worked) };
		directory.addClosure(...by(worked), organisation, closure);
	},
	person(worked) {
		const qualification = some(worked, 'qualifications');
		const qualifications = qualification ? [qualification] : [];
		const organisation = some(worked, 'organisations');
		const person = { name: word(worked), qualifications, organisation, staff: false };
		const id = directory.addPerson(...by(worked), person);
		worked.members.push({ person: id, role: 'volunteer', organisations: [] });
	},
	contact(worked) {
		const person = some(worked, 'people');
		const contact = { phone: '0470 00 00 00', mail: word(worked), note: '' };
		if (person) directory.changeContact(...by(worked), person, contact);
	},
	rename: (worked) => directory.renameWorkspace(...by(worked), word(worked)),
	edit(worked) {
		const [step, { directory: book }] = by(worked);
		const id = some(worked, 'people');
		if (id) directory.change(step, book.doc, book.people, id, { name: word(worked) });
	},
	remove(worked) {
		const [step, { directory: book }] = by(worked);
		const id = some(worked, 'venues');
		if (id) directory.remove(step, book.doc, book.venues, id);
	},
	activity(worked) {
		const need = { id: null, label: word(worked), qualification: null, min: 1, max: 2 };
		const asked = { ...need, qualification: some(worked, 'qualifications') };
		const needs = [need, asked];
		activities.planActivity(...by(worked), worked.season, { plan: anyPlan(worked), needs });
	},
	change(worked) {
		const date = anyDate(worked);
		const change = { from: 555, venue: some(worked, 'venues'), note: word(worked) };
		const back = { from: undefined, title: word(worked), day: date && addDays(date.day, 1) };
		if (date)
			activities.changeOccurrence(
				...by(worked),
				worked.season,
				date.id,
				worked.chance.happens(50) ? change : back
			);
	},
	cancel(worked) {
		const date = anyDate(worked);
		if (date) activities.cancelOccurrence(...by(worked), worked.season, date.id);
	},
	following(worked) {
		const date = anyDate(worked);
		const plan = anyPlan(worked);
		const change = worked.chance.happens(50) ? { venue: null } : { from: plan.from, note: 'x' };
		if (date) activities.changeFollowing(...by(worked), worked.season, date.id, change);
	},
	series(worked) {
		const date = anyDate(worked);
		if (date)
			activities.changeSeries(...by(worked), worked.season, date.series, { title: word(worked) });
	},
	needs(worked) {
		const date = anyDate(worked);
		const needs = (date?.needs ?? []).slice(1).map((need) => ({ ...need, max: 5 }));
		if (date) activities.changeNeeds(...by(worked), worked.season, date.series, needs);
	},
	places(worked) {
		const date = anyDate(worked);
		const [need] = date?.needs ?? [];
		if (!date || !need) return;
		const reach = worked.chance.happens(50) ? 'one' : 'following';
		const asked = [{ need: need.id, min: 1, max: worked.chance.happens(50) ? 4 : 1 }];
		staff.askFor(...by(worked), worked.season, date.id, reach, asked);
		const staffRules = [{ kind: 'organisations' as const, organisations: [] }];
		if (reach === 'one')
			activities.changeOccurrence(...by(worked), worked.season, date.id, { staffRules });
	},
	removeSeries(worked) {
		const date = anyDate(worked);
		if (date && worked.chance.happens(30))
			activities.removeSeries(...by(worked), worked.season, date.series);
	},
	claim(worked) {
		const date = anyDate(worked);
		const person = worked.chance.oneOf(worked.members)?.person ?? worked.me;
		const maker = worked.chance.happens(70) ? person : worked.me;
		const need = date && worked.chance.oneOf(date.needs);
		if (need) claim(worked.draft.by(maker).step, worked.season, date.id, need.id, person);
	},
	withdraw(worked) {
		const maker = worked.chance.oneOf(worked.members)?.person ?? worked.me;
		const { step, documents } = worked.draft.by(maker);
		const made = worked.chance.oneOf(documents.lane.all());
		if (made) withdraw(step, worked.season, [made.id], word(worked));
	},
	number({ draft, members }) {
		const documents = draft.documentsOf('' as PersonId);
		// One whom the relay does not know, so that something is refused now and then.
		const known = new Map(members.slice(0, 2).map((member) => [member.person, member]));
		const clerk = new Clerk(documents, (person) => known.get(person) ?? null);
		clerk.take(members.map(({ person }) => documents.laneOf(person)));
	}
};

function by({ draft, me }: Worked) {
	const { step, documents } = draft.by(me);
	return [step, documents] as const;
}

function word({ chance }: Worked): string {
	const words = ['koffie', 'Één "twee"', '', 'stoel\nbank', '🍲 soep', '__proto__', '$bytes'];
	return chance.oneOf(words)!;
}

type Kind = 'organisations' | 'neighbourhoods' | 'qualifications' | 'venues' | 'people';

function some<K extends Kind>(worked: Worked, kind: K) {
	const records = by(worked)[1].directory[kind].all() as {
		readonly id: ReturnType<ReturnType<typeof by>[1]['directory'][K]['all']>[number]['id'];
	}[];
	return worked.chance.oneOf(records)?.id ?? null;
}

function anyPlan(worked: Worked): Plan {
	const qualification = some(worked, 'qualifications');
	return {
		...{ title: word(worked), note: word(worked), setUpMinutes: 15, clearingMinutes: 0 },
		neighbourhood: some(worked, 'neighbourhoods'),
		organisation: some(worked, 'organisations'),
		venue: some(worked, 'venues'),
		rule: worked.chance.happens(80)
			? { kind: 'weekly', start: first, until: last, every: 1, weekdays: [2, 4] }
			: { kind: 'once', day: first },
		...{ from: worked.chance.whole(480, 600), until: 720 },
		staffRules: qualification ? [{ kind: 'duo', size: 2, qualification }] : []
	};
}

function anyDate(worked: Worked) {
	const all = by(worked)[1].season(worked.season).series.all();
	const records = worked.chance.oneOf(all);
	return records
		? worked.chance.oneOf(occurrences(records, dayNumber(first), dayNumber(last)))
		: undefined;
}

function begun(seed: number): Worked {
	const chance = new Chance(seed);
	const draft = new Draft(chance);
	const me = draft.newId() as PersonId;
	const { step, documents } = draft.by(me);
	draft.setClock(first, 540);
	const season = directory.found(step, documents, {
		...{ name: 'Proef', neighbourhood: 'Dorp', coordinator: 'ann', example: false },
		season: { name: 'Najaar', first, last }
	});
	const members: Member[] = [{ person: me, role: 'coordinator', organisations: [] }];
	return { draft, chance, me, season, members };
}

const anyMoves = fc.array(fc.constantFrom(...Object.keys(moves)), { maxLength: 60 });

/** Workspaces that people worked in, each by the commands that the screens use. */
export const anyWorkspace: fc.Arbitrary<Worked> = fc
	.record({ seed: fc.nat(), before: anyMoves, after: anyMoves })
	.map(({ seed, before, after }) => {
		const worked = begun(seed);
		const claims = Array<string>(6).fill('claim');
		const basics = [
			'organisation',
			'qualification',
			'venue',
			'person',
			'person',
			'activity',
			'claim'
		];
		for (const move of [...before, ...basics, ...after, ...claims, 'number', 'claim'])
			moves[move]!(worked);
		return worked;
	});

/** The documents of a workspace that was worked in, open as its coordinator has them. */
export function handedOver({ draft, me }: Worked) {
	const given = { workspace: draft.workspace, documents: draft.updates() };
	return documentsFrom(given, me);
}
