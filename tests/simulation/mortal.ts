import type { Journal } from '#server/journal/journal.ts';

/** A journal as one life of a relay sees it: once that has ended, nothing it asks is ever answered. */
export function mortal(journal: Journal): { readonly journal: Journal; end(): void } {
	let lives = true;
	const alive = <T>(ask: () => Promise<T>): Promise<T> =>
		new Promise<T>((resolve, reject) => {
			if (!lives) return;
			const told =
				<A>(tell: (value: A) => void) =>
				(value: A) =>
					lives ? tell(value) : undefined;
			ask().then(told(resolve), told(reject));
		});
	return {
		journal: {
			append: (...batch) => alive(() => journal.append(...batch)),
			load: (...which) => alive(() => journal.load(...which)),
			positions: (documents) => alive(() => journal.positions(documents)),
			fold: (folds) => alive(() => journal.fold(folds)),
			documents: (prefix) => alive(() => journal.documents(prefix)),
			erase: (documents) => alive(() => journal.erase(documents)),
			dropSetAside: (documents) => alive(() => journal.dropSetAside(documents)),
			compact: () => alive(() => journal.compact()),
			close: () => alive(() => journal.close())
		},
		end: () => {
			lives = false;
		}
	};
}
