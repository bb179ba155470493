import type { PersonId } from '../ids.ts';

/** How coordinators reach a person; nobody else reads it (DESIGN.md section 2, tier T2). */
export interface Contact {
	/** The person's own id. */
	readonly id: PersonId;
	readonly phone: string;
	readonly mail: string;
	readonly note: string;
	readonly removed: boolean;
}
