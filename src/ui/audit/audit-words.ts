import type { Role } from '#domain/access/access.ts';
import type { PersonId } from '#domain/ids.ts';
import type { AuditEntry } from '#sync/session/answers.ts';
import type { audit } from '../text/audit.ts';

type Words = (typeof audit)['nl'];

/** A device that tells this much later had no line; less is how long things take. */
const lateMs = 5 * 60_000;

/** What happened, in a sentence; what this version has no words for is said to be just that. */
export function whatHappened(
	entry: AuditEntry,
	words: Words,
	nameOf: (person: PersonId) => string | null
): string {
	const name = (person: PersonId | null, otherwise: string) =>
		(person && nameOf(person)) ?? otherwise;
	const by = name(entry.by, words.Somebody);
	const person = name(entry.person, words.somebody);
	const isOwn = entry.by !== null && entry.by === entry.person;
	const role = words.roles[entry.role ?? ('volunteer' satisfies Role)];
	switch (entry.kind) {
		case 'founded':
			return words.founded(by);
		case 'restored':
			return words.restored(by);
		case 'joined':
			return joined(entry, words, { by, person: name(entry.person, words.Somebody), role });
		case 'role-changed':
			return isOwn ? words.ownRole(by, role) : words.roleChanged(by, person, role);
		case 'left':
			return words.left(by);
		case 'device-withdrawn':
			return isOwn ? words.ownDeviceOut(by) : words.deviceOut(by, person);
		case 'signed-out':
			return words.signedOut(by);
		case 'shut-out':
			return words.shutOut(by, person);
		case 'invitation-cancelled':
			return entry.person ? words.invitationOut(by, person) : words.openInvitationOut(by, role);
		case 'invitation-guessed':
			return entry.person ? words.guessed(person) : words.openGuessed(role);
		case 'exported':
			return words.exported(by);
		case 'erased':
			return entry.by ? words.erased(by) : words.erasedByHost;
		default:
			return words.other;
	}
}

function joined(
	entry: AuditEntry,
	words: Words,
	{ by, person, role }: { by: string; person: string; role: string }
): string {
	if (entry.by === null) return words.joined(person, role);
	return entry.by === entry.person ? words.anotherDevice(person) : words.joinedBy(person, role, by);
}

/** When it was done, where that was well before the relay heard of it; null otherwise. */
export function doneBefore({ at, madeAt }: AuditEntry): number | null {
	return madeAt !== null && at - madeAt > lateMs ? madeAt : null;
}
