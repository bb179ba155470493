import { InvitationId } from '#domain/ids.ts';

/** What an invitation link carries; it stands in the fragment, which browsers send to nobody. */
export interface InvitationToken {
	readonly invitation: InvitationId;
	/** Works once; whoever has it may join. */
	readonly secret: string;
}

const path = '/meedoen';
const secretPattern = /^[A-Za-z0-9_-]{16,128}$/;

/** `https://host/meedoen#<invitation>.<secret>`; `origin` as in `location.origin`. */
export function invitationLink(origin: string, { invitation, secret }: InvitationToken): string {
	return `${origin}${path}#${invitation}.${secret}`;
}

/**
 * The invitation in a link, in its fragment alone, or in a text that somebody pasted around it with
 * spaces; null where there is none. Never throws.
 */
export function readInvitationLink(text: string): InvitationToken | null {
	const trimmed = text.trim();
	const fragment = trimmed.slice(trimmed.indexOf('#') + 1);
	const dot = fragment.indexOf('.');
	if (dot < 0) return null;
	const invitation = InvitationId.parse(fragment.slice(0, dot));
	const secret = fragment.slice(dot + 1);
	return invitation && secretPattern.test(secret) ? { invitation, secret } : null;
}
