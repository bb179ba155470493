import type { DocumentName } from '#domain/access/document-name.ts';
import type { Member } from '#domain/access/access.ts';
import type { DeviceId, NewId, PersonId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import type * as Y from 'yjs';
import type { Actor } from '../deeds.ts';
import type { Answering } from './wire.ts';

/** Structs of one Yjs client, up to a clock, that somebody was told are safe. */
export interface Promised {
	readonly document: string;
	readonly client: number;
	readonly clock: number;
}

/** A document that lies open on a device. */
export interface Lying {
	readonly name: DocumentName;
	readonly doc: Y.Doc;
}

/** A device as the world deals with it, whichever version of the app is on it. */
export interface Device extends Actor {
	readonly id: DeviceId;
	readonly isOn: boolean;
	/** Whether everything was read from the disk. */
	readonly isLoaded: boolean;
	/** Whether all is with the relay, and everything is here, as far as the app can know. */
	readonly isShared: boolean;
	/** No signal: nothing gets through, and nobody is told. */
	readonly isCovered: boolean;
	readonly open: readonly Lying[];
	/** What the screen said is with the relay. */
	readonly shared: ReadonlyMap<string, Promised>;
	/** Starts the app. */
	start(): void;
	/** As `kill -9`: what was not yet on its disk is gone. */
	kill(): void;
	/** Leaves for good and takes everything off the device. */
	wipe(): Promise<void>;
	/** Somebody sets its clock, or summer time ends: from now on it is so wrong. */
	setClock(skewMs: number): void;
	cover(): void;
	uncover(): void;
	/** Reads what the screen says of each document, to keep it to its word. */
	listen(): void;
	/** What the screen had said is kept, and is not there. */
	missing(): Promised[];
	/** Whether the screen says that something made here in this document was not accepted. */
	hasRefused(document: string): boolean;
}

/** What the world lends to a device. */
export interface DeviceTools {
	readonly workspace: WorkspaceId;
	readonly season: SeasonId;
	readonly newId: NewId;
	readonly answering: (device: Pick<Device, 'id' | 'member'>) => Answering;
	/** Who somebody is now, as the relay answers when it is asked; null when nobody answers. */
	readonly askRole: (person: PersonId) => Member | null;
}

/** The documents that screens of this member read. */
export function documentsOf({ person, role }: Member, season: SeasonId): DocumentName[] {
	return [
		{ kind: 'directory' },
		{ kind: 'season', season },
		{ kind: 'ledger', season },
		{ kind: 'venues' },
		{ kind: 'lane', person },
		...(role === 'coordinator' ? [{ kind: 'people' } as const] : [])
	];
}

export function clockOf(doc: Y.Doc, client: number): number {
	const structs = doc.store.clients.get(client);
	const last = structs?.at(-1);
	return last ? last.id.clock + last.length : 0;
}
