import type { AdmitRefusal, Claim, LaneEvent, Withdrawal } from '../claims/event.ts';
import type { EventId, NeedId, PersonId, QualificationId } from '../ids.ts';
import type { Member } from './access.ts';

/** What must be known of the workspace to judge an event; `undefined` where it is not known here (yet). */
export interface World {
	/** The qualification that a need asks for; null when it is open to everybody. */
	qualificationFor(need: NeedId): QualificationId | null | undefined;
	isQualified(person: PersonId, qualification: QualificationId): boolean;
	/** Whose claim this is. */
	claimant(claim: EventId): PersonId | undefined;
}

/** Longest word that may go with a withdrawal, in UTF-16 units. */
export const maxWordLength = 500;
/** Most holds, and most frees, that one booking may name. */
export const maxHolds = 400;

/**
 * Why this event may not be made by this member, or null when it may.
 *
 * The screen asks it to grey a button, the clerk asks it before giving a number: one text for both. It
 * judges authority only. Whether there is a place, whether the date still exists, who was first: that
 * is `resolve`, and no reason to refuse.
 *
 * @param lane whose lane the event lies in
 */
export function admit(
	event: LaneEvent,
	lane: PersonId,
	member: Member | null,
	world: World
): AdmitRefusal | null {
	if (!member || member.person !== lane) return 'not-a-member';
	if (event.by !== lane) return 'not-your-lane';
	switch (event.kind) {
		case 'claim':
			return admitClaim(event, member, world);
		case 'withdrawal':
			return admitWithdrawal(event, member, world);
		case 'booking':
			if (member.role !== 'coordinator') return 'not-a-coordinator';
			return event.holds.length > maxHolds || event.frees.length > maxHolds ? 'too-large' : null;
	}
}

function admitClaim(claim: Claim, member: Member, world: World): AdmitRefusal | null {
	// A coordinator who assigns knows why; whether it counts for the rules is judged there.
	if (member.role === 'coordinator') return null;
	if (claim.person !== member.person) return 'for-someone-else';
	const asked = world.qualificationFor(claim.need);
	// A need that has not arrived here yet is no reason to refuse: the claim waits as an orphan.
	if (asked === undefined || asked === null) return null;
	return world.isQualified(claim.person, asked) ? null : 'not-qualified';
}

function admitWithdrawal(
	withdrawal: Withdrawal,
	member: Member,
	world: World
): AdmitRefusal | null {
	if (withdrawal.word.length > maxWordLength) return 'too-large';
	if (member.role === 'coordinator') return null;
	return world.claimant(withdrawal.claim) === member.person ? null : 'not-your-claim';
}
