import type { DocumentName } from '#domain/access/document-name.ts';
import type { DeskAnswers, DeskQuestion, Desks } from '../clerk/desks.ts';
import { Thread } from './thread.ts';

/** Desks in a thread of their own; no document may take longer than `limitMs`. */
export function threadedDesks(limitMs: number): Desks {
	const thread = new Thread(new URL('./desking.ts', import.meta.url), limitMs);
	return {
		// What our own program posts back is what `DesksHere` answered.
		ask: <Q extends DeskQuestion>(question: Q, onread?: (name: DocumentName) => void) =>
			thread.ask(question, onread && ((name) => onread(name as DocumentName))) as Promise<
				DeskAnswers[Q['kind']]
			>,
		close: () => thread.close()
	};
}
