import type { Member } from '#domain/access/access.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Journal, Position, Stretch } from '../journal/journal.ts';
import type { OwnChange } from '../relay/hub-ports.ts';
import type { Desks } from './desks.ts';

/** What the clerk needs of the relay. */
export interface ClerkPorts {
	readonly journal: Pick<Journal, 'load' | 'documents' | 'positions'>;
	/** Whether other relays write into the same journal. */
	readonly isShared: boolean;
	readonly desks: Desks;
	/** The relay's own change, kept only while the ledgers stand where they are expected to. */
	write(
		workspace: WorkspaceId,
		changes: readonly OwnChange[],
		expected: ReadonlyMap<string, Position>
	): Promise<ReadonlyMap<string, Stretch> | 'overtaken'>;
	members(workspace: WorkspaceId): Promise<readonly Member[]>;
	member(workspace: WorkspaceId, person: PersonId): Promise<Member | null>;
	/** Everybody who was ever erased there. */
	erasedOf(workspace: WorkspaceId): readonly PersonId[];
	/**
	 * Somebody who was erased is about to be taken out of documents again: they are changed only once it is
	 * kept that old bytes of hers lie on the disk.
	 */
	onerased(workspace: WorkspaceId): Promise<void>;
	report(event: ClerkEvent): void;
}

export interface ClerkEvent {
	/**
	 * A part of a document can't be read; a document takes too long and is left out; the journal or the
	 * accounts can't be read now; a bug.
	 */
	readonly kind: 'update-not-read' | 'lane-parked' | 'not-opened' | 'clerk-failed';
	readonly document: string;
	readonly cause: unknown;
}
