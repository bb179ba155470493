import { Clerk } from '#document/clerk.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { change, changeContact } from '#document/commands/directory.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { PersonId } from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import { anyWorkspace, type Worked } from './any-workspace.ts';

const autumn = [dayNumber('2026-10-05' as Day), dayNumber('2026-12-31' as Day)] as const;

/** What is said of Bob, in a row that no other word of the town has. */
export const bobs = {
	name: 'Bob Verschueren',
	contact: { phone: '0470 12 34 56', mail: 'bob@voorbeeld.be', note: 'belt liever' },
	/** Why he could not come, as he said it, and as a coordinator did. */
	ownWord: 'mijn rug doet pijn',
	word: 'Bob is geopereerd'
};

export const secrets = [bobs.name, ...Object.values(bobs.contact), bobs.ownWord, bobs.word];

/** A town in which Bob has a name and an address, and took and lost a place, each time with a word. */
export interface Town {
	readonly worked: Worked;
	readonly documents: WorkspaceDocuments;
	readonly bob: PersonId;
	readonly me: PersonId;
	/** Whether there was a date on which he could be taken off a place. */
	readonly hasDate: boolean;
}

export const anyTown = anyWorkspace.map((worked): Town => {
	const { draft, me, members, season } = worked;
	const bob = members[1]!.person;
	const { step, documents } = draft.by(me);
	const { doc, people } = documents.directory;
	change(step, doc, people, bob, { name: bobs.name });
	changeContact(step, documents, bob, bobs.contact);
	const date = documents
		.season(season)
		.series.all()
		.flatMap((one) => occurrences(one, ...autumn))
		.find(({ needs }) => needs.length > 0);
	if (date) {
		const need = date.needs[0]!.id;
		const own = draft.by(bob).step;
		withdraw(own, season, [claim(own, season, date.id, need, bob)], bobs.ownWord);
		withdraw(step, season, [claim(step, season, date.id, need, bob)], bobs.word);
		withdraw(step, season, [claim(step, season, date.id, need, me)], 'ikzelf');
	}
	const clerk = new Clerk(draft.documentsOf('' as PersonId), (person) => ({
		...{ person, role: 'coordinator', organisations: [] }
	}));
	clerk.take(members.map(({ person }) => documents.laneOf(person)));
	return { worked, documents, bob, me, hasDate: date !== undefined };
});
