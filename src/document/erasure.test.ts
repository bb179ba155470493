/*
 * Faults that were planted and seen red: edits of a record left behind; the words of coordinators left; maps
 * that this version has no layout for left; everybody's records taken; a word taken of somebody else's claim; whose
 * claim it is judged by the first that is found under its id.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#domain/access/document-name.ts';
import { SeasonId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { copyOf, meet } from '#tests/support/meeting.ts';
import { anyTown, bobs, secrets, type Town } from '#tests/support/town-with-bob.ts';
import { erasePeople, wordsAbout } from './erasure.ts';

function erase({ documents, bob, me }: Town): DocumentName[] {
	return erasePeople(documents, new Set([bob]), [documents.laneOf(me), documents.laneOf(bob)]);
}

/** Which secrets stand in what somebody would get who comes now, as bytes; Bob's own lane goes whole. */
function found({ documents, me }: Town): string[] {
	const { directory, people } = documents;
	const seasons = directory.seasons.everything().map(({ id }) => documents.season(id));
	const docs = [directory.doc, people.doc, documents.laneOf(me).doc, documents.venues.doc].concat(
		seasons.flatMap(({ plan, ledger }) => [plan.doc, ledger.doc])
	);
	const bytes = docs.map((doc) => Buffer.from(Y.encodeStateAsUpdate(doc)));
	return secrets.filter((secret) => bytes.some((one) => one.includes(secret)));
}

describe('erasing somebody', () => {
	property.prop([anyTown])('leaves no word of hers or about her in any document', (town) => {
		expect(found(town)).not.toContain(bobs.ownWord);
		expect(found(town)).toEqual(expect.arrayContaining([bobs.name, bobs.contact.note]));
		expect(found(town).includes(bobs.word)).toBe(town.hasDate);
		expect(wordsAbout(town.documents, town.bob)).toEqual(
			expect.arrayContaining([bobs.name, ...Object.values(bobs.contact)])
		);
		erase(town);
		expect(found(town)).toEqual([]);
		expect(wordsAbout(town.documents, town.bob)).toEqual([]);
		expect(erase(town)).toEqual([]);
	});

	property.prop([anyTown])('leaves everybody else, and every place that was held', (town) => {
		const { documents, bob, me } = town;
		const others = () => documents.directory.people.everything().filter(({ id }) => id !== bob);
		const held = () =>
			documents.directory.seasons
				.everything()
				.flatMap(({ id }) => documents.season(id).ledger.entries);
		const venues = () => documents.directory.venues.everything();
		const words = () => JSON.stringify(documents.laneOf(me).doc.getMap('events')).match(/ikzelf/g);
		const before = structuredClone([others(), held(), venues(), words()]);
		erase(town);
		expect([others(), held(), venues(), words()]).toEqual(before);
	});

	property.prop([anyTown])('reaches a device that was away, and leaves its copy', (town) => {
		const away = copyOf(town.documents.directory.doc);
		erase(town);
		meet(town.documents.directory.doc, away);
		const bytes = Buffer.from(Y.encodeStateAsUpdate(away));
		expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
		expect(found(town)).toEqual([]);
	});

	property.prop([anyTown, fc.constantFrom('name', 'staff', 'later')])(
		'again takes what somebody wrote of her who had not heard of it',
		(town, field) => {
			const away = copyOf(town.documents.directory.doc);
			away.getMap('people+').set(`${town.bob}/${field}`, bobs.name);
			away.getMap('of a later version').set(town.bob, [1, { kind: 'x' }, [bobs.name]]);
			erase(town);
			meet(town.documents.directory.doc, away);
			expect(found(town)).toEqual([bobs.name]);
			expect(erase(town)).toEqual([{ kind: 'directory' }]);
			expect(found(town)).toEqual([]);
		}
	);

	property.prop([anyTown])(
		'takes words about her also where others used the ids of her claims',
		(town) => {
			const { documents, bob, me } = town;
			const { seasons } = documents.directory;
			const claims = seasons
				.everything()
				.flatMap(({ id }) => documents.season(id).ledger.entries)
				.flatMap((one) => (one.kind === 'event' && one.event.kind === 'claim' ? [one.event] : []));
			const season = idNamed(SeasonId, 'another');
			seasons.add(season, { name: '', first: '2026-01-01' as Day, last: '2026-12-31' as Day });
			const rows = claims
				.filter(({ person }) => person === bob)
				.map((claim) => ({ ...claim, season, person: me }))
				.map((event) => ({ kind: 'event', lane: me, event }) as const);
			documents.season(season).ledger.write(rows, 0);
			// Nothing says in which order a device has them.
			vi.spyOn(seasons, 'everything').mockReturnValue(seasons.everything().toReversed());
			erase(town);
			expect(found(town)).toEqual([]);
		}
	);

	test('nobody changes nothing', () => {
		fc.assert(
			fc.property(anyTown, (town) => {
				const lanes = [town.documents.laneOf(town.me)];
				expect(erasePeople(town.documents, new Set(), lanes)).toEqual([]);
			}),
			{ numRuns: 5 }
		);
	});
});

describe('a ledger', () => {
	property.prop([anyTown])('holds ids, days, hours and kinds, and no words', ({ documents }) => {
		const ledgers = documents.directory.seasons
			.everything()
			.map(({ id }) => documents.season(id).ledger);
		for (const { doc } of [...ledgers, documents.venues]) {
			for (const text of textsIn(doc.getArray('rows').toJSON())) {
				expect(text).toMatch(
					/^([a-z0-9]{16}(@\d{4}-\d\d-\d\d)?|\d{4}-\d\d-\d\d|[a-z]|once|weekly|monthly|[a-z]+(-[a-z]+)+|)$/
				);
			}
		}
	});
});

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}
