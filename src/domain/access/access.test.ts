// Faults that were planted and seen red: a coordinator writes another's lane; partners write each other's part; members read `people`.
import { describe, expect, test } from 'vitest';
import { ann, autumn, bob, idNamed } from '#tests/support/named-ids.ts';
import { OrganisationId } from '../ids.ts';
import { type Member, type Role, mayRead, mayWrite } from './access.ts';
import { type DocumentName, documentText } from './document-name.ts';

const houseOfLeisure = idNamed(OrganisationId, 'leisure');
const welfare = idNamed(OrganisationId, 'welfare');

const coordinator = member('coordinator');
const partner = member('partner');
const volunteer = member('volunteer');

/** All are ann; the partner editor keeps the house of leisure. */
function member(role: Role): Member {
	return { person: ann, role, organisations: role === 'partner' ? [houseOfLeisure] : [] };
}

/** DESIGN.md section 2, row by row: who may write, who may read. */
const table: [DocumentName, { writes: Member[]; reads: Member[] }][] = [
	[{ kind: 'directory' }, { writes: [coordinator], reads: [coordinator, partner, volunteer] }],
	[
		{ kind: 'org', organisation: houseOfLeisure },
		{ writes: [coordinator, partner], reads: [coordinator, partner, volunteer] }
	],
	[
		{ kind: 'org', organisation: welfare },
		{ writes: [coordinator], reads: [coordinator, partner, volunteer] }
	],
	[
		{ kind: 'season', season: autumn },
		{ writes: [coordinator], reads: [coordinator, partner, volunteer] }
	],
	[
		{ kind: 'lane', person: ann },
		{ writes: [coordinator, partner, volunteer], reads: [coordinator, partner, volunteer] }
	],
	[
		{ kind: 'lane', person: bob },
		{ writes: [], reads: [coordinator] }
	],
	[
		{ kind: 'ledger', season: autumn },
		{ writes: [], reads: [coordinator, partner, volunteer] }
	],
	[{ kind: 'venues' }, { writes: [], reads: [coordinator, partner, volunteer] }],
	[{ kind: 'people' }, { writes: [coordinator], reads: [coordinator] }]
];

describe.each(table.map(([name, who]) => [documentText(name), name, who] as const))(
	'%s',
	(_, name, who) => {
		test.each([coordinator, partner, volunteer])('as $role', (member) => {
			expect(mayWrite(name, member)).toBe(who.writes.includes(member));
			expect(mayRead(name, member)).toBe(who.reads.includes(member));
		});
	}
);

test('an organisation in the list of somebody who is no partner editor gives her nothing', () => {
	const name = { kind: 'org', organisation: houseOfLeisure } as const;
	expect(mayWrite(name, { ...volunteer, organisations: [houseOfLeisure] })).toBe(false);
});

test('whoever may write a document may read it', () => {
	for (const [name] of table) {
		for (const member of [coordinator, partner, volunteer]) {
			if (mayWrite(name, member)) expect(mayRead(name, member)).toBe(true);
		}
	}
});
