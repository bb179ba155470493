import type { Fold, Journal } from '../journal/journal.ts';
import type { Integrator } from '../relay/integrator.ts';

export interface RewritePorts {
	readonly journal: Pick<Journal, 'load' | 'fold' | 'dropSetAside'>;
	readonly integrator: Integrator;
}

/** How much is held in memory before it goes to the disk. */
const bytesAtOnce = 8 * 1024 * 1024;

/**
 * Puts what documents say now in the place of all that was ever written in them. What was deleted is not in
 * it, nor is what was set aside, nor what Yjs can't take in: nobody could say what it says of whom.
 *
 * Answers which documents take Yjs too long; they stay as they are.
 */
export async function rewrite(
	{ journal, integrator }: RewritePorts,
	documents: readonly string[]
): Promise<string[]> {
	const left: string[] = [];
	let folds: Fold[] = [];
	let bytes = 0;
	for (const document of documents) {
		const { snapshot, tail, upTo } = await journal.load(document);
		const updates = snapshot ? [snapshot, ...tail] : tail;
		if (updates.length === 0) continue;
		const integrated = await integrator.integrate(updates).catch(() => null);
		if (!integrated) left.push(document);
		else folds.push({ document, upTo, state: integrated.state });
		bytes += integrated?.state.length ?? 0;
		if (bytes < bytesAtOnce) continue;
		await journal.fold(folds);
		[folds, bytes] = [[], 0];
	}
	await journal.fold(folds);
	await journal.dropSetAside(documents);
	return left;
}
