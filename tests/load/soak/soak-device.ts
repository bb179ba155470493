import { claim } from '#document/commands/claims.ts';
import { change } from '#document/commands/directory.ts';
import { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { Member } from '#domain/access/access.ts';
import type { NewId, WorkspaceId } from '#domain/ids.ts';
import type { Browser } from '#server/testing/running-relay.ts';
import { systemClock } from '#sync/clock.ts';
import { lineLinks } from '#sync/link/line-link.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { documentsOf, type Place } from '#tests/cluster/device.ts';
import { season } from '#tests/simulation/props.ts';
import type * as Y from 'yjs';

export interface SoakDeviceOptions {
	readonly workspace: WorkspaceId;
	readonly member: Member;
	readonly browser: Browser;
	readonly syncUrl: string;
	readonly newId: NewId;
}

/** What is open while somebody has the app before her. */
interface Page {
	readonly connection: WorkspaceConnection;
	readonly documents: WorkspaceDocuments;
}

/**
 * The app of one person without its screens: the real documents, commands and line. What it stores outlives
 * its page, so that it returns as a browser does, with what it had and under a client id of its own.
 */
export class SoakDevice {
	readonly member: Member;
	readonly browser: Browser;
	/** How many changes were made here. */
	made = 0;
	readonly #options: SoakDeviceOptions;
	readonly #store = new MemoryStore();
	#page: Page | null = null;

	constructor(options: SoakDeviceOptions) {
		this.#options = options;
		this.member = options.member;
		this.browser = options.browser;
	}

	get isHere(): boolean {
		return this.#page !== null;
	}

	/** All that was made here is with the relay, and it brought what it has. */
	get isInStep(): boolean {
		if (!this.#page) return false;
		const { connection } = this.#page;
		const isSynced = connection.documents.every(({ state }) => {
			const { link } = state.read();
			return link?.status === 'open' && link.synced;
		});
		return isSynced && connection.status.read().kind === 'shared';
	}

	/** The documents that are open here, by name. */
	get docs(): ReadonlyMap<string, Y.Doc> {
		const open = this.#page?.connection.documents ?? [];
		return new Map(open.map(({ name, doc }) => [documentText(name), doc]));
	}

	/** Opens the page. */
	async come(): Promise<void> {
		const { workspace, member, browser, syncUrl } = this.#options;
		const connection = new WorkspaceConnection({
			...{ workspace, member, clock: systemClock, tabs: onlyTab, store: this.#store },
			links: lineLinks({
				...{ url: syncUrl, Socket: browser.WebSocket, clock: systemClock },
				isVisible: () => true
			})
		});
		const open = documentsOf(member.person).map((name) => connection.open(name));
		const docOf = (name: Parameters<typeof documentText>[0]) => connection.open(name).doc;
		const documents = new WorkspaceDocuments(workspace, member.person, docOf);
		this.#page = { connection, documents };
		await Promise.all(open.map(({ ready }) => ready));
		connection.connect();
	}

	/** Closes the page. */
	async leave(): Promise<void> {
		const page = this.#page;
		this.#page = null;
		await page?.connection.close();
	}

	/** The network is gone for a moment: the line returns by itself. */
	cut(): void {
		this.#page?.connection.networkGone();
	}

	/** The network says that it is back. */
	uncut(): void {
		this.#page?.connection.networkBack();
	}

	/** Writes with the commands of the app. */
	do<T>(command: (step: Step, documents: WorkspaceDocuments) => T): T | null {
		if (!this.#page) return null;
		const { documents } = this.#page;
		const hand = { me: this.member.person, now: Date.now, newId: this.#options.newId };
		this.made++;
		return command(new Step(hand, documents.lane, () => null), documents);
	}

	/** A name is put right: edits of what is there, so that documents stay as long as they were. */
	rename(pick: number, name: string): void {
		this.do((step, { directory: { doc, neighbourhoods } }) => {
			const all = neighbourhoods.all();
			const one = all[pick % all.length];
			if (one) change(step, doc, neighbourhoods, one.id, { name });
		});
	}

	claim({ occurrence, need }: Place): void {
		this.do((step) => claim(step, season, occurrence, need, this.member.person));
	}
}
