import { describe, expect, test } from 'vitest';
import type { Entry, Journal, Position, Stretch } from '#server/journal/journal.ts';
import { chanceFrom } from '#server/testing/chance.ts';

const seed = Number(process.env.JOURNAL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const names = ['w/a', 'w/b', 'w/c', 'w/d', 'w/e'];
const updateBytes = 4;

/** Four bytes that no other update of the test has: what was kept can be counted afterwards. */
const update = (writer: number, count: number) =>
	new Uint8Array([writer, count >> 16, (count >> 8) & 255, count & 255]);

/**
 * What relays that share a journal need of it. `open` gives two journals on one fresh, empty store, which
 * may be one and the same. JOURNAL_SEED=<n> replays what was written where.
 */
export function sharedJournalContract(
	name: string,
	open: () => Promise<readonly [Journal, Journal]>
): void {
	describe(`contract of a shared journal: ${name} (seed ${seed})`, () => {
		test('what one relay keeps, another loads, at the same places', async () => {
			const [tablet, phone] = await open();
			await tablet.append([entry('w/a', 1), entry('w/b', 2)]);
			const before = await phone.positions(['w/a', 'w/b']);
			const kept = await phone.append([entry('w/a', 3)]);
			expect(await tablet.load('w/a')).toEqual(await phone.load('w/a'));
			expect(hexes((await tablet.load('w/a')).tail)).toEqual(hexes([update(0, 1), update(0, 3)]));
			expect(stretch(kept, 'w/a').before).toBe(before.get('w/a'));
			expect((await tablet.load('w/b')).upTo).toBe(before.get('w/b'));
		});

		test('while four write 4,000 updates, whoever reads on from where she was misses none', async () => {
			const journals = await open();
			const chance = chanceFrom(seed);
			let isWritten = false;
			const followed = Promise.all(
				names.map((document) => follow(journals[0], document, () => isWritten))
			);
			const writing = [0, 1, 2, 3].map((writer) =>
				write(journals[writer % 2]!, { writer, count: 1_000, chance })
			);
			const written = (await Promise.all(writing)).flat();
			isWritten = true;
			for (const [index, seen] of (await followed).entries()) {
				const wanted = inOrder(written, names[index]!);
				expect(wanted.map(({ before }) => before)).toEqual(
					[0, ...wanted.map(({ upTo }) => upTo)].slice(0, -1)
				);
				expect(seen).toEqual(wanted.flatMap(({ hex }) => hex));
			}
			expect(written.flatMap(({ hex }) => hex)).toHaveLength(4_000);
		});

		test('of four who decide on the same ground, one is kept and the others are overtaken', async () => {
			const [tablet, phone] = await open();
			for (let round = 0; round < 25; round++) {
				const at = (await tablet.positions(['w/a'])).get('w/a') ?? 0;
				const known = new Map([
					['w/a', at],
					['w/lane', 0]
				]);
				const answers = await Promise.all(
					[tablet, phone, tablet, phone].map((journal, writer) =>
						journal.append([{ document: 'w/a', update: update(writer, round) }], known)
					)
				);
				expect(answers.filter((answer) => answer !== 'overtaken')).toHaveLength(1);
			}
			expect((await phone.load('w/a')).tail).toHaveLength(25);
			expect(await phone.documents('w/')).toEqual(['w/a']);
			expect(await phone.positions(['w/lane'])).toEqual(new Map());
		});

		test('whoever decided on what has grown since is overtaken, also when she writes elsewhere', async () => {
			const [tablet, phone] = await open();
			await tablet.append([entry('w/lane', 1)]);
			const before = await phone.load('w/lane');
			await tablet.append([entry('w/lane', 2)]);
			const { upTo } = await phone.load('w/lane');
			const decided = [entry('w/ledger', 3)];
			const known = (at: Position) =>
				new Map([
					['w/lane', at],
					['w/ledger', 0]
				]);
			expect(await phone.append(decided, known(before.upTo))).toBe('overtaken');
			const answer = await phone.append(decided, known(upTo));
			expect(answer).toEqual(
				new Map([['w/ledger', { before: 0, upTo: expect.any(Number) as number }]])
			);
			expect((await tablet.load('w/lane')).upTo).toBe(upTo);
			expect((await tablet.load('w/ledger')).tail).toHaveLength(1);
		});

		test('folding while others write and fold loses nothing, doubles nothing and moves nothing', async () => {
			const journals = await open();
			const chance = chanceFrom(seed);
			let isWritten = false;
			const folding = journals.map(async (journal) => {
				while (!isWritten) {
					for (const document of names) await glue(journal, document);
					await turn();
				}
			});
			const following = follow(journals[1], 'w/a', () => isWritten);
			const writing = [0, 1, 2, 3].map((writer) =>
				write(journals[writer % 2]!, { writer, count: 250, chance })
			);
			const written = (await Promise.all(writing)).flat();
			isWritten = true;
			await Promise.all(folding);
			for (const document of names) {
				const wanted = inOrder(written, document).flatMap(({ hex }) => hex);
				expect(await everything(journals[0], document)).toEqual(wanted);
				if (document === 'w/a') expect(await following).toEqual(wanted);
			}
		});
	});
}

function entry(document: string, count: number): Entry {
	return { document, update: update(0, count) };
}

function stretch(kept: ReadonlyMap<string, Stretch> | 'overtaken', document: string): Stretch {
	if (kept === 'overtaken') throw new Error('nobody expected a thing');
	return kept.get(document)!;
}

/** The updates of one batch in one document, and where they came to lie. */
interface Written extends Stretch {
	readonly document: string;
	readonly hex: readonly string[];
}

function inOrder(written: readonly Written[], document: string): Written[] {
	const own = written.filter((one) => one.document === document);
	return own.toSorted((one, other) => one.before - other.before);
}

/** Writes batches of up to ten updates, spread over documents in any order. */
async function write(
	journal: Journal,
	{ writer, count, chance }: { writer: number; count: number; chance: () => number }
): Promise<Written[]> {
	const written: Written[] = [];
	let next = 0;
	while (next < count) {
		const size = Math.min(count - next, 1 + Math.floor(chance() * 10));
		const batch = Array.from({ length: size }, () => ({
			document: names[Math.floor(chance() * names.length)]!,
			update: update(writer, next++)
		}));
		const kept = await journal.append(batch);
		await turn();
		for (const [document, own] of Map.groupBy(batch, (one) => one.document)) {
			const hex = hexes(own.map((one) => one.update));
			written.push({ document, hex, ...stretch(kept, document) });
		}
	}
	return written;
}

/** Reads on from where it was, again and again, and once more when all is written. */
async function follow(
	journal: Journal,
	document: string,
	isOver: () => boolean
): Promise<string[]> {
	let seen: string[] = [];
	let at: Position = 0;
	for (let wasOver = false; ;) {
		const { snapshot, tail, upTo } = await journal.load(document, at);
		// A snapshot holds what went before it, too.
		if (snapshot) seen = parts(snapshot);
		seen.push(...hexes(tail));
		at = upTo;
		if (wasOver) return seen;
		wasOver = isOver();
		await turn();
	}
}

/** Lets others have a turn: a journal in this process answers without one. */
function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

/** Folding here is gluing together. */
async function glue(journal: Journal, document: string): Promise<void> {
	const { snapshot, tail, upTo } = await journal.load(document);
	if (tail.length === 0) return;
	const state = Buffer.concat([snapshot ?? new Uint8Array(), ...tail]);
	await journal.fold([{ document, upTo, state }]);
}

async function everything(journal: Journal, document: string): Promise<string[]> {
	const { snapshot, tail } = await journal.load(document);
	return [...parts(snapshot ?? new Uint8Array()), ...hexes(tail)];
}

function parts(glued: Uint8Array): string[] {
	const starts = Array.from(
		{ length: glued.length / updateBytes },
		(_, part) => part * updateBytes
	);
	return hexes(starts.map((start) => glued.subarray(start, start + updateBytes)));
}

function hexes(updates: readonly Uint8Array[]): string[] {
	return updates.map((one) => Buffer.from(one).toString('hex'));
}
