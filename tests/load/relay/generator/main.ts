import { type Asked, type Task, work } from './work.ts';

/** The load generator: a process of its own that does one thing after another and says how it went. */

/** What it says: what came of it, or why nothing did. */
export type Said =
	| { readonly kind: 'done'; readonly answer: unknown }
	| { readonly kind: 'failed'; readonly reason: string };

export interface Order<T extends Task = Task> {
	readonly task: T;
	readonly asked: Asked<T>;
}

process.on('message', (order: Order) => void carryOut(order));
process.on('disconnect', () => process.exit());

async function carryOut<T extends Task>({ task, asked }: Order<T>): Promise<void> {
	const toDo = work[task] as (asked: Asked<T>) => Promise<unknown>;
	try {
		say({ kind: 'done', answer: await toDo(asked) });
	} catch (error) {
		say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
	}
}

function say(said: Said): void {
	process.send?.(said);
}
