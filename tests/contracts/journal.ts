import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Journal } from '#server/journal/journal.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const entry = (document: string, ...values: number[]) => ({ document, update: bytes(...values) });

/** What every journal promises; `open` gives a fresh, empty one. Methods are described in journal.ts. */
export function journalContract(name: string, open: () => Journal | Promise<Journal>): void {
	describe(`journal contract: ${name}`, () => {
		test('an unknown document is empty', async () => {
			expect(await (await open()).load('w/none')).toEqual({ snapshot: null, tail: [], upTo: 0 });
		});

		test('what was appended is loaded in the order in which it came', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			await journal.append([entry('w/a', 4)]);
			expect((await journal.load('w/a')).tail).toEqual([bytes(1), bytes(3), bytes(4)]);
			expect((await journal.load('w/b')).tail).toEqual([bytes(2)]);
		});

		test('the caller may use its bytes again', async () => {
			const journal = await open();
			const update = bytes(1, 2);
			await journal.append([{ document: 'w/a', update }]);
			update.fill(9);
			expect((await journal.load('w/a')).tail).toEqual([bytes(1, 2)]);
		});

		test('an empty batch and an empty update are fine', async () => {
			const journal = await open();
			await journal.append([]);
			await journal.append([entry('w/a')]);
			expect((await journal.load('w/a')).tail).toEqual([bytes()]);
		});

		test('folding puts a snapshot in the place of what it names, and of nothing later', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			const { upTo } = await journal.load('w/a');
			await journal.append([entry('w/a', 4)]);
			await journal.fold([{ document: 'w/a', upTo, state: bytes(13) }]);
			const { snapshot, tail } = await journal.load('w/a');
			expect([snapshot, tail]).toEqual([bytes(13), [bytes(4)]]);
			expect((await journal.load('w/b')).tail).toEqual([bytes(2)]);
		});

		test('after folding everything, later updates come after the snapshot', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1)]);
			await journal.fold([
				{ document: 'w/a', upTo: (await journal.load('w/a')).upTo, state: bytes(1) }
			]);
			await journal.append([entry('w/a', 2)]);
			const second = await journal.load('w/a');
			expect([second.snapshot, second.tail]).toEqual([bytes(1), [bytes(2)]]);
			await journal.fold([{ document: 'w/a', upTo: second.upTo, state: bytes(1, 2) }]);
			expect(await journal.load('w/a')).toMatchObject({ snapshot: bytes(1, 2), tail: [] });
		});

		test('several documents are folded in one step', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/c', 3)]);
			const folded = await Promise.all(['w/a', 'w/b'].map((document) => journal.load(document)));
			await journal.fold([
				{ document: 'w/a', upTo: folded[0]!.upTo, state: bytes(9) },
				{ document: 'w/b', upTo: folded[1]!.upTo, state: bytes(9) }
			]);
			const kept = await Promise.all(
				['w/a', 'w/b', 'w/c'].map((document) => journal.load(document))
			);
			expect(kept.map(({ snapshot }) => snapshot)).toEqual([bytes(9), bytes(9), null]);
			expect(kept.map(({ tail }) => tail)).toEqual([[], [], [bytes(3)]]);
		});

		test('what was erased while it was read to be folded does not come back', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2)]);
			const { upTo } = await journal.load('w/a');
			await journal.erase(['w/a']);
			await journal.fold([{ document: 'w/a', upTo, state: bytes(1) }]);
			expect(await journal.documents('w/')).toEqual(['w/b']);
			expect(await journal.load('w/a')).toMatchObject({ snapshot: null, tail: [] });
		});

		test('whoever knows where a document stood is told what came after, and nothing else', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			const { upTo } = await journal.load('w/a');
			expect(await journal.load('w/a', upTo)).toEqual({ snapshot: null, tail: [], upTo });
			await journal.append([entry('w/a', 4), entry('w/a', 5)]);
			const after = await journal.load('w/a', upTo);
			expect([after.snapshot, after.tail]).toEqual([null, [bytes(4), bytes(5)]]);
			expect(after.upTo).toBe((await journal.load('w/a')).upTo);
		});

		test('what was folded beyond what somebody knew comes whole, and what was folded behind it not at all', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1)]);
			const first = await journal.load('w/a');
			await journal.append([entry('w/a', 2)]);
			const second = await journal.load('w/a');
			await journal.append([entry('w/a', 3)]);
			await journal.fold([{ document: 'w/a', upTo: second.upTo, state: bytes(1, 2) }]);
			expect(await journal.load('w/a', first.upTo)).toMatchObject({
				snapshot: bytes(1, 2),
				tail: [bytes(3)]
			});
			expect(await journal.load('w/a', second.upTo)).toMatchObject({
				snapshot: null,
				tail: [bytes(3)]
			});
		});

		test('a batch answers where each document stood before and after, without a gap between batches', async () => {
			const journal = await open();
			const first = await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			const second = await journal.append([entry('w/a', 4)]);
			if (first === 'overtaken' || second === 'overtaken')
				throw new Error('nobody expected a thing');
			expect([...first.keys()].sort()).toEqual(['w/a', 'w/b']);
			expect(first.get('w/a')?.before).toBe(0);
			expect(second.get('w/a')?.before).toBe(first.get('w/a')?.upTo);
			expect(second.get('w/a')?.upTo).toBe((await journal.load('w/a')).upTo);
			expect(await journal.positions(['w/a', 'w/b', 'w/none'])).toEqual(
				new Map([
					['w/a', second.get('w/a')?.upTo],
					['w/b', first.get('w/b')?.upTo]
				])
			);
		});

		test('a position outlives folding', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1)]);
			const { upTo } = await journal.load('w/a');
			await journal.fold([{ document: 'w/a', upTo, state: bytes(1) }]);
			expect((await journal.load('w/a')).upTo).toBe(upTo);
			expect((await journal.positions(['w/a'])).get('w/a')).toBe(upTo);
			const stretch = await journal.append([entry('w/a', 2)]);
			expect(stretch !== 'overtaken' && stretch.get('w/a')?.before).toBe(upTo);
		});

		test('a batch that expects a document to stand elsewhere keeps nothing', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1)]);
			const { upTo } = await journal.load('w/a');
			const both = [entry('w/a', 2), entry('w/b', 3)];
			const known = new Map([['w/a', upTo]]);
			expect(await journal.append(both, new Map([...known, ['w/b', 7]]))).toBe('overtaken');
			expect(await journal.append(both, new Map([...known, ['w/b', 0]]))).not.toBe('overtaken');
			expect(await journal.append(both, known)).toBe('overtaken');
			expect((await journal.load('w/a')).tail).toEqual([bytes(1), bytes(2)]);
			expect((await journal.load('w/b')).tail).toEqual([bytes(3)]);
		});

		test('a fold that is older than the snapshot changes nothing', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1)]);
			const older = await journal.load('w/a');
			await journal.append([entry('w/a', 2)]);
			const newer = await journal.load('w/a');
			await journal.fold([{ document: 'w/a', upTo: newer.upTo, state: bytes(1, 2) }]);
			await journal.fold([{ document: 'w/a', upTo: older.upTo, state: bytes(1) }]);
			expect(await journal.load('w/a')).toMatchObject({ snapshot: bytes(1, 2), tail: [] });
		});

		test('documents are found by the beginning of their name', async () => {
			const journal = await open();
			await journal.append([
				entry('w/season/x', 1),
				entry('w/directory', 1),
				entry('v/directory', 1)
			]);
			const { upTo } = await journal.load('w/directory');
			await journal.fold([{ document: 'w/directory', upTo, state: bytes(1) }]);
			expect(await journal.documents('w/')).toEqual(['w/directory', 'w/season/x']);
			expect(await journal.documents('w/s')).toEqual(['w/season/x']);
			expect(await journal.documents('')).toHaveLength(3);
			expect(await journal.documents('x')).toEqual([]);
		});

		test('an erased document is as if nobody ever wrote it, and the others stay', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/c', 3)]);
			const { upTo } = await journal.load('w/a');
			await journal.fold([{ document: 'w/a', upTo, state: bytes(1) }]);
			await journal.append([entry('w/a', 4)]);
			await journal.erase(['w/a', 'w/c', 'w/none']);
			expect(await journal.load('w/a')).toEqual({ snapshot: null, tail: [], upTo: 0 });
			expect(await journal.documents('')).toEqual(['w/b']);
			expect((await journal.positions(['w/a', 'w/b', 'w/c'])).size).toBe(1);
			expect((await journal.load('w/b')).tail).toEqual([bytes(2)]);
		});

		test('an erased document can be written anew', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2)]);
			await journal.erase(['w/a']);
			await journal.append([entry('w/a', 3)], new Map([['w/a', 0]]));
			expect(await journal.load('w/a')).toMatchObject({ snapshot: null, tail: [bytes(3)] });
			expect((await journal.load('w/b')).tail).toEqual([bytes(2)]);
		});

		test('compacting takes nothing that a document holds, nor what is written meanwhile', async () => {
			const journal = await open();
			await journal.append([entry('w/a', 1), entry('w/b', 2), entry('w/a', 3)]);
			const { upTo } = await journal.load('w/a');
			await journal.fold([{ document: 'w/a', upTo, state: bytes(13) }]);
			await journal.erase(['w/b']);
			await journal.dropSetAside(['w/a', 'w/none']);
			const compacting = journal.compact();
			const written = journal.append([entry('w/a', 4), entry('w/c', 5)]);
			expect(await journal.load('w/a')).toMatchObject({ snapshot: bytes(13) });
			await Promise.all([compacting, written]);
			expect(await journal.load('w/a')).toMatchObject({ snapshot: bytes(13), tail: [bytes(4)] });
			expect((await journal.load('w/c')).tail).toEqual([bytes(5)]);
			expect(await journal.documents('')).toEqual(['w/a', 'w/c']);
		});

		test('whatever is appended and folded, nothing is lost, doubled or moved', async () => {
			const anyStep = fc.record({
				document: fc.constantFrom('w/a', 'w/b'),
				count: fc.nat(4),
				fold: fc.boolean()
			});
			await fc.assert(
				fc.asyncProperty(fc.array(anyStep), async (steps) => {
					const journal = await open();
					const wanted: Record<string, number[]> = { 'w/a': [], 'w/b': [] };
					let next = 0;
					for (const { document, count, fold } of steps) {
						const values = Array.from({ length: count }, () => next++ % 256);
						await journal.append(values.map((value) => entry(document, value)));
						wanted[document]!.push(...values);
						// Folding here is gluing together: what was folded can be counted afterwards.
						if (fold) {
							const { snapshot, tail, upTo } = await journal.load(document);
							const state = bytes(...(snapshot ?? []), ...tail.flatMap((u) => [...u]));
							await journal.fold([{ document, upTo, state }]);
						}
					}
					for (const [document, values] of Object.entries(wanted)) {
						const { snapshot, tail } = await journal.load(document);
						expect([...(snapshot ?? []), ...tail.flatMap((u) => [...u])]).toEqual(values);
					}
				})
			);
		});
	});
}
