import { addClosure, change } from '#document/commands/directory.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Closure } from '#domain/directory/directory.ts';
import type { OrganisationId, VenueId } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';

/** A closure while it is being filled in. */
export interface ClosureDraft {
	/** All venues of the organisation, not this one alone. */
	whole: boolean;
	first: Day | null;
	last: Day | null;
	reason: string;
}

export type ClosureFault = 'missing' | 'backwards';

export function closureDraft(closure: Closure | null): ClosureDraft {
	return {
		whole: closure?.venue === null,
		first: closure?.first ?? null,
		last: closure?.last ?? null,
		reason: closure?.reason ?? ''
	};
}

export function closureFault({
	first,
	last
}: Pick<ClosureDraft, 'first' | 'last'>): ClosureFault | null {
	if (first === null || last === null) return 'missing';
	return last < first ? 'backwards' : null;
}

/** Where a closure is written: with whose venue it is. */
export interface ClosureOwner {
	readonly organisation: OrganisationId;
	readonly venue: VenueId;
}

/** Writes a closure down; a draft without days is no closure yet, and nothing happens. */
export function saveClosure(
	step: Step,
	documents: WorkspaceDocuments,
	owner: ClosureOwner,
	before: Closure | null,
	{ whole, first, last, reason }: Readonly<ClosureDraft>
): void {
	if (first === null || last === null) return;
	// A closure of one venue that is edited from another one's sheet can't be met: only whole ones are.
	const record = { venue: whole ? null : owner.venue, first, last, reason: reason.trim() };
	const { doc, closures } = documents.organisation(owner.organisation);
	if (before) change(step, doc, closures, before.id, record);
	else addClosure(step, documents, owner.organisation, record);
}
