import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Bus } from '../bus/bus.ts';
import type { Journal, Stretch } from '../journal/journal.ts';
import type { Integrator } from './integrator.ts';

/** What the host should know; never holds names, contents or ids of persons. */
export type HubEvent =
	| { readonly kind: 'not-kept'; readonly changes: number; readonly cause: unknown }
	| {
			readonly kind:
				'not-opened' | 'not-read-on' | 'not-folded' | 'client-borrowed' | 'listener-failed';
			readonly document: string;
			readonly cause: unknown;
	  };

export interface HubPorts {
	readonly journal: Journal;
	/** How this relay hears of others on the same journal; null for one that is alone. */
	readonly bus: Bus | null;
	readonly integrator: Integrator;
	/** Whether somebody was erased, so that her lane is refused for ever. */
	isErased(workspace: WorkspaceId, person: PersonId): boolean;
	/** Runs `callback` once, soon, after everything that has arrived by then was handed in. */
	schedule(callback: () => void): void;
	report(event: HubEvent): void;
}

/** Changes of one document that this relay put on disk. */
export interface News {
	readonly workspace: WorkspaceId;
	readonly document: DocumentName;
	readonly updates: readonly Uint8Array[];
	readonly stretch: Stretch;
}

export interface HubListener {
	/** This relay put changes on disk. */
	oncommitted(news: News): void;
	/** Another relay did, in a workspace that somebody has open here. */
	ongrown(workspace: WorkspaceId, document: string): void;
}

/** One change of the relay's own. */
export interface OwnChange {
	readonly document: DocumentName;
	readonly update: Uint8Array;
}
