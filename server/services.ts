import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { ClerkCounters } from './clerk/counters.ts';
import type { Log } from './log.ts';
import type { Limits } from './limits.ts';
import type { Journal } from './journal/journal.ts';
import type { Hub } from './relay/hub.ts';

/** A whole workspace that somebody can look around in. */
export interface Example {
	readonly workspace: WorkspaceId;
	/** Whom the visitor becomes. */
	readonly coordinator: PersonId;
	readonly people: readonly Member[];
	readonly documents: readonly { readonly name: DocumentName; readonly update: Uint8Array }[];
}

/** What the relay needs to have done by somebody who knows what lies in the documents. */
export interface Services {
	/** What was done in the documents, for the host; null where nobody does anything there. */
	readonly counters: ClerkCounters | null;
	/** Writes a person who joined by a role's link into the workspace's directory; twice is once. */
	introduce(workspace: WorkspaceId, person: PersonId, name: string): Promise<void>;
	/** What the workspace is called, as its directory says; null when it doesn't. */
	workspaceName(workspace: WorkspaceId): Promise<string | null>;
	/** What a person of the workspace is called there; null when its directory doesn't say. */
	personName(workspace: WorkspaceId, person: PersonId): Promise<string | null>;
	/** Takes everybody who was erased out of what others wrote in this workspace. */
	erase(workspace: WorkspaceId): Promise<void>;
	/** What a workspace's documents say of somebody, in words. */
	wordsAbout(workspace: WorkspaceId, person: PersonId): Promise<readonly string[]>;
	/** Null where no example is offered. */
	readonly makeExample: (() => Promise<Example>) | null;
	/** Somebody came to this workspace: what a relay that was killed left undone is done now. */
	came(workspace: WorkspaceId, person: PersonId): void;
	/** Call it every second or so, with a clock that only goes forward. */
	tick(nowMs: number): void;
	close(): Promise<void>;
}

/** What services work with. */
export interface ServicePorts {
	readonly hub: Hub;
	readonly journal: Journal;
	/** Whether other relays write into the same journal. */
	readonly isShared: boolean;
	readonly accounts: Accounts;
	readonly limits: Limits;
	readonly log: Log;
	/** Everybody who was ever erased in a workspace. */
	erasedOf(workspace: WorkspaceId): readonly PersonId[];
	/** Somebody who was erased is about to be taken out of documents again: wait for it. */
	onerased(workspace: WorkspaceId): Promise<void>;
}

/** A relay without any knowledge of documents: enough for every y-websocket client. */
export const noServices: Services = {
	counters: null,
	introduce: () => Promise.resolve(),
	workspaceName: () => Promise.resolve(null),
	personName: () => Promise.resolve(null),
	erase: () => Promise.resolve(),
	wordsAbout: () => Promise.resolve([]),
	makeExample: null,
	came: () => undefined,
	tick: () => undefined,
	close: () => Promise.resolve()
};
