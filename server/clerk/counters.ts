import type { OwnChange } from '../relay/hub-ports.ts';
import { readShape } from '../relay/update-shape.ts';

/** What the clerk did since the relay started. */
export class ClerkCounters {
	/** Rows that she wrote into ledgers: what was admitted, what was refused, and how many places there are. */
	rows = 0;
	/** Times that another relay's clerk was faster, so that she began anew. */
	overtaken = 0;

	/** Something that she wrote was kept, or was not, since she was overtaken. */
	note(changes: readonly OwnChange[], kept: unknown): void {
		if (kept === 'overtaken') this.overtaken++;
		else for (const change of changes) if (isLedger(change)) this.rows += rowsIn(change.update);
	}
}

function isLedger({ document: { kind } }: OwnChange): boolean {
	return kind === 'ledger' || kind === 'venues';
}

/** A ledger only ever grows at its end, a row for each tick of its writer's clock. */
function rowsIn(update: Uint8Array): number {
	const brings = readShape(update)?.brings ?? [];
	return brings.reduce((sum, { from, until }) => sum + until - from, 0);
}
