import type { Role } from '#domain/access/access.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';

/** What can happen to somebody's access, or to data on the way out. */
export const auditKinds = [
	'founded',
	'restored',
	'joined',
	'role-changed',
	'left',
	'device-withdrawn',
	'signed-out',
	'shut-out',
	'invitation-cancelled',
	/** Somebody tried too many wrong secrets. */
	'invitation-guessed',
	'exported',
	'erased'
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** Something that happened. Ids only: who is behind them stands in the workspace's own directory. */
export interface Happening {
	readonly kind: AuditKind;
	/** When the relay heard of it. */
	readonly at: number;
	/** When a device says that it did it, where that was earlier: offline. */
	readonly madeAt?: number | null;
	/** Who did it; who invited, for somebody who joined. Null for the relay itself. */
	readonly by: PersonId | null;
	/** Whom it is about. */
	readonly person?: PersonId | null;
	/** The device that came, went, or did it. */
	readonly device?: DeviceId | null;
	/** The role that she came with, or has now. */
	readonly role?: Role | null;
}

export interface AuditEntry extends Required<Happening> {
	/** Rises with every entry; others of the workspace may lie in between. */
	readonly number: number;
}
