// When clerks come and go. Faults planted in office.ts, each seen red and taken back: a clerk that leaves is
// forgotten while it is still at work, time that passed before it came counts as idle, nobody ever leaves, an
// eraser that keeps trying holds a clerk for ever, or has a second one called.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { WorkspaceId } from '#domain/ids.ts';
import { ann, idNamed } from '#tests/support/named-ids.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { nobodyErased } from '../testing/nobody-erased.ts';
import { quiet } from '../testing/rooms.ts';
import { DesksHere } from './desks.ts';
import { ClerkOffice } from './office.ts';

const workspace = idNamed(WorkspaceId, 'house');
const elevenMinutesMs = 660_000;

/** What was asked of the desks, in order. */
let asked: string[];
let journal: MemoryJournal;
let office: ClerkOffice;

beforeEach(() => {
	asked = [];
	journal = new MemoryJournal();
	const desks = new DesksHere();
	const member = (person: PersonId) =>
		({ person, role: 'coordinator', organisations: [] }) as const;
	office = new ClerkOffice({
		...nobodyErased,
		...{ journal, isShared: false },
		desks: {
			ask: (question, onread) => {
				asked.push(question.kind === 'read' && question.begins ? 'begin' : question.kind);
				return desks.ask(question, onread);
			},
			close: () => desks.close()
		},
		write: () => Promise.reject(new Error('nothing is written here')),
		members: () => Promise.resolve([member(ann)]),
		member: (_, person) => Promise.resolve(member(person)),
		report: ({ cause }) => {
			throw cause;
		}
	});
});

describe('the office', () => {
	test('puts a desk away that nobody came to for ten minutes, and opens it again', async () => {
		office.came(workspace, ann);
		await office.settle();
		office.tick(0);
		office.tick(elevenMinutesMs);
		await quiet();
		expect(asked).toEqual(['begin', 'forget']);
		office.came(workspace, ann);
		await office.settle();
		expect(asked).toEqual(['begin', 'forget', 'begin']);
	});

	test('does not count the time before anybody came', async () => {
		office.came(workspace, ann);
		office.tick(elevenMinutesMs);
		await office.settle();
		expect(asked).toEqual(['begin']);
	});

	test('lets a clerk leave to whom nobody comes but the eraser, again and again', async () => {
		office.came(workspace, ann);
		await office.settle();
		for (let minute = 0; minute <= 11; minute++) {
			await office.wordsAbout(workspace, ann);
			office.tick(minute * 60_000);
		}
		await quiet();
		expect(asked.filter((kind) => kind === 'forget')).toHaveLength(1);
		await office.wordsAbout(workspace, ann);
		expect(asked.filter((kind) => kind === 'begin')).toHaveLength(1);
	});

	test('never has two clerks at one desk, also when one is called again while it leaves', async () => {
		const { promise: answers, resolve: answer } = Promise.withResolvers<null>();
		const load = journal.load.bind(journal);
		vi.spyOn(journal, 'load').mockImplementationOnce(async (...what) => {
			await answers;
			return load(...what);
		});
		office.came(workspace, ann);
		await quiet();
		office.tick(0);
		office.tick(elevenMinutesMs);
		office.came(workspace, ann);
		await quiet();
		expect(asked).toEqual([]);
		answer(null);
		await office.settle();
		expect(asked).toEqual(['begin', 'read', 'forget', 'begin']);
		office.came(workspace, ann);
		await office.settle();
		expect(asked).toHaveLength(4);
	});
});
