import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Log } from './log.ts';
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
	/** Writes a person who joined by a role's link into the workspace's directory. */
	introduce(workspace: WorkspaceId, person: PersonId, name: string): void;
	/** What the workspace is called, as its directory says; null when it doesn't. */
	workspaceName(workspace: WorkspaceId): string | null;
	/** What a person of the workspace is called there; null when its directory doesn't say. */
	personName(workspace: WorkspaceId, person: PersonId): string | null;
	/** Null where no example is offered. */
	readonly makeExample: (() => Example) | null;
	/** Somebody came to this workspace: what a relay that was killed left undone is done now. */
	opened(workspace: WorkspaceId): void;
	/** Call it every second or so, with a clock that only goes forward. */
	tick(nowMs: number): void;
}

/** What services work with. */
export interface ServicePorts {
	readonly hub: Hub;
	readonly journal: Journal;
	readonly accounts: Accounts;
	readonly log: Log;
}

/** A relay without any knowledge of documents: enough for every y-websocket client. */
export const noServices: Services = {
	introduce: () => undefined,
	workspaceName: () => null,
	personName: () => null,
	makeExample: null,
	opened: () => undefined,
	tick: () => undefined
};
