import * as v from 'valibot';
import { completion, marksStore, openDatabase, answer } from '../store/idb.ts';
import type { KnownWorkspace, KnownWorkspaces } from './known-workspaces.ts';

/** Where the list of workspaces lies a second time. Both may reject, and may take their time. */
export interface SecondPlace {
	read(): Promise<unknown>;
	write(list: SecondList): Promise<void>;
}

export interface SecondList {
	readonly entries: readonly KnownWorkspace[];
	/** What this device left, so that an older list does not bring it back. */
	readonly left: readonly Left[];
}

const leftBefore = v.object({ workspace: v.string(), at: v.number() });
type Left = Readonly<v.InferOutput<typeof leftBefore>>;
const stored = v.object({ entries: v.array(v.unknown()), left: v.array(leftBefore) });

/**
 * Keeps the list a second time, and takes back from there what the first place lost.
 *
 * A browser writes `localStorage` to the disk seconds later (Chromium: five), IndexedDB at once. Killed
 * in between, it would start with all of the documents of a workspace and no memory of it.
 *
 * @param now milliseconds since 1970
 * @returns whether anything came back; never rejects
 */
export async function keepTwice(
	known: KnownWorkspaces,
	place: SecondPlace,
	now: () => number
): Promise<boolean> {
	const [read] = await Promise.allSettled([place.read()]);
	// A device that refuses keeps nothing here; the first list is all there is.
	if (read.status === 'rejected') return false;
	const second = v.safeParse(stored, read.value);
	const { entries, left } = second.success ? second.output : { entries: [], left: [] };
	for (const joined of known.read())
		if (left.some(({ workspace, at }) => workspace === joined.workspace && at > joined.joinedAt))
			known.forget(joined);
	const cameBack = known.takeBack(entries);
	follow(known, place, left, now);
	return cameBack;
}

function follow(
	known: KnownWorkspaces,
	place: SecondPlace,
	leftBefore: readonly Left[],
	now: () => number
): void {
	let left = leftBefore;
	let before: readonly KnownWorkspace[] = [];
	let writing = Promise.resolve();
	const write = (): void => {
		const entries = known.read();
		const isKnown = ({ workspace }: { workspace: string }): boolean =>
			entries.some((entry) => entry.workspace === workspace);
		const gone = before.filter((entry) => !isKnown(entry));
		left = [...left, ...gone.map(({ workspace }) => ({ workspace, at: now() }))].filter(
			(one) => !isKnown(one)
		);
		before = entries;
		// Refused or full: the first place has it, and the next change is another try.
		writing = writing.then(() => place.write({ entries, left })).catch(() => undefined);
	};
	known.observe(write);
	write();
}

const databaseName = 'draaiboek-workspaces';
const key = 'list';

/** The second place of a browser: IndexedDB, in a database of its own. */
export const indexedDbPlace: SecondPlace = {
	async read() {
		const db = await openDatabase(databaseName);
		const store = db.transaction([marksStore]).objectStore(marksStore);
		return answer<unknown>(store.get(key)).finally(() => db.close());
	},
	async write(list) {
		const db = await openDatabase(databaseName);
		const transaction = db.transaction([marksStore], 'readwrite', { durability: 'strict' });
		transaction.objectStore(marksStore).put(list, key);
		await completion(transaction).finally(() => db.close());
	}
};
