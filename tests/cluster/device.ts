import { claim } from '#document/commands/claims.ts';
import { addNeighbourhood } from '#document/commands/directory.ts';
import { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { NeedId, NewId, OccurrenceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Browser } from '#server/testing/running-relay.ts';
import { systemClock } from '#sync/clock.ts';
import { lineLinks } from '#sync/link/line-link.ts';
import type { DocumentState } from '#sync/status.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { season } from '#tests/simulation/props.ts';

/** Something that a device made: its document, and the id by which it is found there. */
export interface Mark {
	readonly document: DocumentName;
	readonly id: string;
}

/** One place that can be claimed. */
export interface Place {
	readonly occurrence: OccurrenceId;
	readonly need: NeedId;
}

export interface DeviceOptions {
	readonly workspace: WorkspaceId;
	readonly member: Member;
	readonly browser: Browser;
	readonly syncUrl: string;
	readonly newId: NewId;
}

/** The app of one person without its screens: the real documents, commands, store and line. */
export class Device {
	readonly member: Member;
	readonly documents: WorkspaceDocuments;
	readonly made: Mark[] = [];
	/** Of these the relay said that they are on its disk. */
	readonly acknowledged: Mark[] = [];
	readonly #newId: NewId;
	readonly #connection: WorkspaceConnection;
	readonly #waiting = new Map<string, Mark[]>();

	constructor({ workspace, member, browser, syncUrl, newId }: DeviceOptions) {
		this.member = member;
		this.#newId = newId;
		this.#connection = new WorkspaceConnection({
			...{ workspace, member, clock: systemClock, tabs: onlyTab, store: new MemoryStore() },
			links: lineLinks({
				...{ url: syncUrl, Socket: browser.WebSocket, clock: systemClock },
				isVisible: () => true
			})
		});
		this.documents = new WorkspaceDocuments(
			workspace,
			member.person,
			(name) => this.#connection.open(name).doc
		);
		for (const name of documentsOf(member.person)) this.#open(name);
		this.#connection.connect();
	}

	/** All that was made here is with the relay, and the relay brought all that it has. */
	get isInStep(): boolean {
		return this.isOnline && this.#connection.status.read().kind === 'shared';
	}

	get isOnline(): boolean {
		return this.#connection.documents.every(({ state }) => isSynced(state.read()));
	}

	do<T>(command: (step: Step, documents: WorkspaceDocuments) => T): T {
		const hand = { me: this.member.person, now: Date.now, newId: this.#newId };
		return command(new Step(hand, this.documents.lane, () => null), this.documents);
	}

	claim({ occurrence, need }: Place, person: PersonId = this.member.person): void {
		const id = this.do((step) => claim(step, season, occurrence, need, person));
		this.#note({ kind: 'lane', person: this.member.person }, id);
	}

	/** One more record in a document that all coordinators write. */
	addNeighbourhood(name: string): void {
		const id = this.do((step, documents) => addNeighbourhood(step, documents, { name, hue: 0 }));
		this.#note({ kind: 'directory' }, id);
	}

	/** The phone falls in the canal: what nobody else has is gone. */
	async lose(): Promise<void> {
		await this.#connection.close();
	}

	#open(name: DocumentName): void {
		const { state } = this.#connection.open(name);
		state.observe(() => {
			if (!state.read().settled) return;
			this.acknowledged.push(...(this.#waiting.get(documentText(name)) ?? []));
			this.#waiting.delete(documentText(name));
		});
	}

	#note(document: DocumentName, id: string): void {
		const mark = { document, id };
		this.made.push(mark);
		const text = documentText(document);
		this.#waiting.set(text, [...(this.#waiting.get(text) ?? []), mark]);
	}
}

/** What a person's device follows. */
export function documentsOf(person: PersonId): DocumentName[] {
	return [...sharedDocuments, { kind: 'lane', person }];
}

/** What everybody follows. */
export const sharedDocuments: readonly DocumentName[] = [
	{ kind: 'directory' },
	{ kind: 'season', season },
	{ kind: 'ledger', season },
	{ kind: 'venues' }
];

function isSynced({ link }: DocumentState): boolean {
	return link?.status === 'open' && link.synced;
}
