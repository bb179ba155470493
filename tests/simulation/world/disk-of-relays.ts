import type { Journal } from '#server/journal/journal.ts';
import { clock, type Process } from './seeded.ts';

/**
 * The journal as one life of a relay sees it: everything takes a while, and may be done before the answer
 * comes; a relay that dies in between leaves it done or undone, and never hears. A full disk refuses.
 */
export function slowJournal(
	journal: Journal,
	life: Pick<Process, 'isAlive'>,
	isFull: () => boolean
): Journal {
	const later = <T>(ask: () => Promise<T>, usualMs = 25): Promise<T> =>
		new Promise<T>((resolve, reject) => {
			const alive = (act: () => unknown) => () => life.isAlive && act();
			const wait = (act: () => unknown) =>
				void clock().after(clock().delayMs(usualMs), () => void alive(act)());
			wait(() =>
				ask().then(
					(value) => wait(() => resolve(value)),
					(cause: unknown) => wait(() => reject(asError(cause)))
				)
			);
		});
	const full = () => Promise.reject(new Error('the disk is full'));
	return {
		append: (...batch) => later(() => (isFull() ? full() : journal.append(...batch))),
		load: (...which) => later(() => journal.load(...which)),
		positions: (documents) => later(() => journal.positions(documents)),
		// A snapshot is large, and much may come while it is written.
		fold: (folds) => later(() => (isFull() ? full() : journal.fold(folds)), 500),
		documents: (prefix) => later(() => journal.documents(prefix)),
		erase: (...which) => later(() => journal.erase(...which)),
		dropSetAside: (...which) => later(() => journal.dropSetAside(...which)),
		compact: () => later(() => journal.compact()),
		close: () => Promise.resolve()
	};
}

function asError(cause: unknown): Error {
	return cause instanceof Error ? cause : new Error(String(cause));
}
