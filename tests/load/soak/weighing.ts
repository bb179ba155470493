/** The program that `weigh` starts: takes documents in as a relay does, and tells what they take of its memory. */
import { Desk, isForDesk } from '#server/clerk/desk.ts';
import { pieceOf } from '#server/relay/piece.ts';
import { StoredState } from '#server/relay/stored-state.ts';
import { usedBytes } from '#tests/support/measures/used-bytes.ts';
import type { Load } from './weigh.ts';

/** What is weighed: it may not be thrown away before it was. */
const held: unknown[] = [];

process.once('message', (load) => void weigh(load as Load));

async function weigh(load: Load): Promise<void> {
	// What the code itself takes is there after the first time.
	takeIn(load);
	const before = await usedBytes();
	held.push(takeIn(load));
	process.send?.((await usedBytes()) - before);
	process.disconnect();
}

/** One copy for the rooms and one for the clerk, as a relay has that was just started. */
function takeIn({ workspace, members, documents }: Load) {
	const states = documents.map(({ pieces }) => {
		const [base = null, ...tail] = pieces.flatMap((piece) => pieceOf(piece) ?? []);
		return new StoredState(base, tail);
	});
	const desk = new Desk(workspace);
	const news = documents.map(({ name, pieces }) => ({ name, updates: pieces }));
	desk.read(
		news.filter(({ name }) => isForDesk(name)),
		members,
		[],
		() => undefined
	);
	return { states, desk };
}
