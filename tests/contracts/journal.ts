import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Journal } from '#server/journal/journal.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const entry = (document: string, ...values: number[]) => ({ document, update: bytes(...values) });

/** What every journal promises; `open` gives a fresh, empty one. Methods are described in journal.ts. */
export function journalContract(name: string, open: () => Journal): void {
	describe(`journal contract: ${name}`, () => {
		test('an unknown document is empty', () => {
			expect(open().load('w/none')).toEqual({ snapshot: null, tail: [], upTo: 0 });
		});

		test('what was appended is loaded in the order in which it came', () => {
			const journal = open();
			journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			journal.append([entry('w/a', 4)]);
			expect(journal.load('w/a').tail).toEqual([bytes(1), bytes(3), bytes(4)]);
			expect(journal.load('w/b').tail).toEqual([bytes(2)]);
		});

		test('the caller may use its bytes again', () => {
			const journal = open();
			const update = bytes(1, 2);
			journal.append([{ document: 'w/a', update }]);
			update.fill(9);
			expect(journal.load('w/a').tail).toEqual([bytes(1, 2)]);
		});

		test('an empty batch and an empty update are fine', () => {
			const journal = open();
			journal.append([]);
			journal.append([entry('w/a')]);
			expect(journal.load('w/a').tail).toEqual([bytes()]);
		});

		test('folding puts a snapshot in the place of what it names, and of nothing later', () => {
			const journal = open();
			journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			const { upTo } = journal.load('w/a');
			journal.append([entry('w/a', 4)]);
			journal.fold([{ document: 'w/a', upTo, state: bytes(13) }]);
			const { snapshot, tail } = journal.load('w/a');
			expect([snapshot, tail]).toEqual([bytes(13), [bytes(4)]]);
			expect(journal.load('w/b').tail).toEqual([bytes(2)]);
		});

		test('after folding everything, later updates come after the snapshot', () => {
			const journal = open();
			journal.append([entry('w/a', 1)]);
			journal.fold([{ document: 'w/a', upTo: journal.load('w/a').upTo, state: bytes(1) }]);
			journal.append([entry('w/a', 2)]);
			const second = journal.load('w/a');
			expect([second.snapshot, second.tail]).toEqual([bytes(1), [bytes(2)]]);
			journal.fold([{ document: 'w/a', upTo: second.upTo, state: bytes(1, 2) }]);
			expect(journal.load('w/a')).toMatchObject({ snapshot: bytes(1, 2), tail: [] });
		});

		test('several documents are folded in one step', () => {
			const journal = open();
			journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/c', 3)]);
			journal.fold(
				['w/a', 'w/b'].map((document) => ({
					document,
					upTo: journal.load(document).upTo,
					state: bytes(9)
				}))
			);
			const kept = ['w/a', 'w/b', 'w/c'].map((document) => journal.load(document));
			expect(kept.map(({ snapshot }) => snapshot)).toEqual([bytes(9), bytes(9), null]);
			expect(kept.map(({ tail }) => tail)).toEqual([[], [], [bytes(3)]]);
		});

		test('documents are found by the beginning of their name', () => {
			const journal = open();
			journal.append([entry('w/season/x', 1), entry('w/directory', 1), entry('v/directory', 1)]);
			const { upTo } = journal.load('w/directory');
			journal.fold([{ document: 'w/directory', upTo, state: bytes(1) }]);
			expect(journal.documents('w/')).toEqual(['w/directory', 'w/season/x']);
			expect(journal.documents('w/s')).toEqual(['w/season/x']);
			expect(journal.documents('')).toHaveLength(3);
			expect(journal.documents('x')).toEqual([]);
		});

		test('whatever is appended and folded, nothing is lost, doubled or moved', () => {
			const anyStep = fc.record({
				document: fc.constantFrom('w/a', 'w/b'),
				count: fc.nat(4),
				fold: fc.boolean()
			});
			fc.assert(
				fc.property(fc.array(anyStep), (steps) => {
					const journal = open();
					const wanted: Record<string, number[]> = { 'w/a': [], 'w/b': [] };
					let next = 0;
					for (const { document, count, fold } of steps) {
						const values = Array.from({ length: count }, () => next++ % 256);
						journal.append(values.map((value) => entry(document, value)));
						wanted[document]!.push(...values);
						// Folding here is gluing together: what was folded can be counted afterwards.
						if (fold) {
							const { snapshot, tail, upTo } = journal.load(document);
							const state = bytes(...(snapshot ?? []), ...tail.flatMap((u) => [...u]));
							journal.fold([{ document, upTo, state }]);
						}
					}
					for (const [document, values] of Object.entries(wanted)) {
						const { snapshot, tail } = journal.load(document);
						expect([...(snapshot ?? []), ...tail.flatMap((u) => [...u])]).toEqual(values);
					}
				})
			);
		});
	});
}
