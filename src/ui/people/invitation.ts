import type { Role } from '#domain/access/access.ts';
import type { PersonId } from '#domain/ids.ts';

/** For whom an invitation is made. */
export interface Invitee {
	/** Null: whoever uses the link first. */
	readonly person: { readonly id: PersonId; readonly name: string } | null;
	/** What is proposed; somebody who takes part keeps her role. */
	readonly role: Role;
}

/** An invitation whose link can still be shown: the relay tells the secret once. */
export interface ReadyInvitation {
	readonly link: string;
	readonly expiresAt: number;
	readonly name: string | null;
}
