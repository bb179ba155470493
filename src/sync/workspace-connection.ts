import type * as Y from 'yjs';
import { mayRead, type Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { Clock } from './clock.ts';
import { damageOf, type Damage } from './damage.ts';
import { LentDocuments } from './lent-documents.ts';
import type { LinkFactory } from './link/link.ts';
import { LiveDocument, type ConnectionPorts } from './live-document.ts';
import { Cell, sameText, until, type Observable } from './observable.ts';
import { Presence } from './presence.ts';
import type { Refusal } from './refusal-tray.ts';
import { summary, type DocumentState, type SyncStatus } from './status.ts';
import type { DeviceStore, Loaded, Remains } from './store/device-store.ts';
import type { TabMessage, Tabs, TabsFactory } from './tabs.ts';
import { UnopenedWork } from './unopened-work.ts';

export interface WorkspaceConnectionOptions {
	readonly workspace: WorkspaceId;
	readonly member: Member;
	readonly store: DeviceStore;
	readonly tabs: TabsFactory;
	readonly links: LinkFactory;
	readonly clock: Clock;
}

/** One document that is open: it can be read and written at once, and fills as the device answers. */
export interface OpenDocument {
	readonly name: DocumentName;
	readonly doc: Y.Doc;
	/** Whether changes made here would be taken; where not, nothing made here is ever sent. */
	readonly mayWrite: boolean;
	/** Answers within two seconds, whatever the device does, and never rejects. */
	readonly ready: Promise<Loaded>;
	readonly state: Observable<DocumentState>;
}

/** A screen asked for a document that its member may not read: a fault in the screen. */
export class DocumentNotReadable extends Error {
	override readonly name = 'DocumentNotReadable';
	readonly code = 'document-not-readable';
}

const reviewAfterMs = 60_000;
const opening: SyncStatus = { kind: 'opening', count: 0, kept: true };

/**
 * All documents of one workspace that are open on this device, for one member.
 *
 * Everything works before the relay ever answers, and without it: documents open from the device,
 * edits are kept there, and `connect` only begins to share them. Close it and make another when the
 * member's role changes: what may be written is decided when a document opens.
 */
export class WorkspaceConnection {
	readonly #options: WorkspaceConnectionOptions;
	readonly #tabs: Tabs;
	readonly #ports: ConnectionPorts;
	readonly #lent = new LentDocuments();
	readonly #unopened: UnopenedWork;
	readonly #documents = new Map<string, LiveDocument>();
	readonly #status: Cell<SyncStatus>;
	readonly #unshared = new Cell(0);
	readonly #refusals = new Cell<readonly Refusal[]>([], sameText);
	readonly #damage = new Cell<Damage>(damageOf([]), sameText);
	#presence: Presence | null = null;
	#linking = false;
	#closed = false;
	#offlineSince: number;
	#cancelReview: () => void = () => undefined;

	constructor(options: WorkspaceConnectionOptions) {
		this.#options = options;
		this.#tabs = options.tabs(options.workspace, options.member.person);
		this.#tabs.hear((message) => this.#take(message));
		const { store, links, clock } = options;
		this.#ports = { store, links, clock, tabs: this.#tabs };
		this.#offlineSince = clock.now();
		this.#status = new Cell(opening, sameText);
		this.#unopened = this.#lookForWork();
		this.#review();
	}

	/** Where the workspace stands as a whole, for the one sentence that tells it. */
	get status(): Observable<SyncStatus> {
		return this.#status;
	}

	/** How many changes only this device has, kept or not: the work that is lost where it is wiped. */
	get unshared(): Observable<number> {
		return this.#unshared;
	}

	/** Changes made on this device that the relay did not take; what somebody put away is marked so. */
	get refusals(): Observable<readonly Refusal[]> {
		return this.#refusals;
	}

	/** What could not be read, from this device or from the others. */
	get damage(): Observable<Damage> {
		return this.#damage;
	}

	/** Who else has this workspace open, told over the directory, which every member reads. */
	get presence(): Presence {
		this.#presence ??= new Presence(
			this.#held({ kind: 'directory' }).awareness,
			this.#options.member.person
		);
		return this.#presence;
	}

	/** The documents that are open now. */
	get documents(): readonly OpenDocument[] {
		return [...this.#documents.values()];
	}

	/** Opens a document, or gives the one that is open. Throws `DocumentNotReadable`. */
	open(name: DocumentName): OpenDocument {
		return this.#held(name);
	}

	/**
	 * Opens a document for a moment. `giveBack` closes it again, unless a screen has opened it before or meanwhile;
	 * what it holds stays on the device. Throws `DocumentNotReadable`.
	 */
	borrow(name: DocumentName): {
		readonly document: OpenDocument;
		readonly giveBack: () => Promise<void>;
	} {
		return this.#lend(name);
	}

	#lend(name: DocumentName): { document: LiveDocument; giveBack: () => Promise<void> } {
		const text = documentText(name);
		const isOpen = this.#documents.has(text);
		const document = this.#live(name);
		const isToClose = this.#lent.borrow(text, isOpen);
		return { document, giveBack: async () => (isToClose() ? this.#letGo(name) : undefined) };
	}

	async #letGo(name: DocumentName): Promise<void> {
		const text = documentText(name);
		const document = this.#documents.get(text);
		this.#lent.keep(text);
		this.#documents.delete(text);
		await document?.close();
		this.#show();
	}

	/** The documents of this workspace that lie on this device. */
	stored(): Promise<DocumentName[]> {
		return this.#options.store.documents(this.#options.workspace);
	}

	/** Removes documents from this device that are no more. What another tab has open stays until the next time. */
	async forget(names: readonly DocumentName[]): Promise<void> {
		const { workspace, store } = this.#options;
		for (const document of names) {
			await this.#letGo(document);
			await store.forget({ workspace, document }).catch(() => undefined);
		}
	}

	/** Answers once what was made so far is on this device's disk, or the status says that it is not. */
	async whenKept(): Promise<void> {
		// A device that does not answer is told as one that keeps nothing: this never waits for long.
		const isAnswered = ({ state }: OpenDocument) => state.read().saving.status !== 'saving';
		await Promise.all(this.documents.map((one) => until(() => isAnswered(one), one.state)));
	}

	/** Begins to share with the relay, for good. A workspace made offline waits until it is registered. */
	connect(): void {
		if (this.#linking || this.#closed) return;
		this.#linking = true;
		for (const document of this.#documents.values()) document.connect();
	}

	/**
	 * Shares on a fresh line: this device was let in again with another link, whatever the old line was refused. All
	 * that is open stays open, and what was made meanwhile is shared.
	 */
	renew(): void {
		if (!this.#linking || this.#closed) return;
		const documents = [...this.#documents.values()];
		// The old line goes with the last of them.
		for (const document of documents) document.disconnect();
		for (const document of documents) document.connect();
	}

	/** The network may be back (or the page in view): try at once. */
	networkBack(): void {
		for (const document of this.#documents.values()) document.retry();
	}

	/** The device says that it has no network. */
	networkGone(): void {
		for (const document of this.#documents.values()) document.lose();
	}

	/** Somebody read a refusal: it asks for nothing until something new is refused in that document. */
	putAway(refusal: Refusal): void {
		this.#documents.get(documentText(refusal.document))?.putAway(refusal.code);
	}

	/** Lets go of everything; what was on its way to the device is stored first. */
	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		this.#presence?.leave();
		this.#unopened.close();
		this.#cancelReview();
		await Promise.all([...this.#documents.values()].map((document) => document.close()));
		this.#documents.clear();
		this.#tabs.close();
		this.#status.set({ kind: 'closed' });
		this.#unshared.set(0);
	}

	/**
	 * Closes, in every tab, and removes all of this workspace from this device; answers what may still lie there, or
	 * null. Calling it again is another try.
	 *
	 * @param isWanted asked once all is closed: until then a new link may have been opened in another tab
	 */
	async wipe(isWanted: () => boolean = () => true): Promise<Remains | null> {
		this.#tabs.post({ kind: 'wiped' });
		// What can't be closed is removed all the same.
		await Promise.allSettled([this.close()]);
		return isWanted() ? this.#options.store.wipe(this.#options.workspace) : null;
	}

	/** Opens it for as long as the workspace is open. */
	#held(name: DocumentName): LiveDocument {
		this.#lent.keep(documentText(name));
		return this.#live(name);
	}

	#live(name: DocumentName): LiveDocument {
		const text = documentText(name);
		return this.#documents.get(text) ?? this.#begin(name, text);
	}

	#begin(name: DocumentName, text: string): LiveDocument {
		const { workspace, member } = this.#options;
		if (this.#closed) throw new DocumentNotReadable('this workspace is closed; open it anew');
		if (!mayRead(name, member))
			throw new DocumentNotReadable(`${member.role} may not read ${name.kind}; ask mayRead first`);
		const document = new LiveDocument(name, { workspace, member }, this.#ports);
		this.#documents.set(text, document);
		document.state.observe(() => this.#show());
		document.refusals.observe(() => this.#gatherRefusals());
		if (this.#linking) document.connect();
		this.#show();
		return document;
	}

	#take(message: TabMessage): void {
		if (message.kind === 'wiped') return void this.close();
		if (message.kind === 'change' && !this.#documents.has(message.document))
			this.#unopened.hear(message.document);
		for (const document of this.#documents.values()) document.take(message);
	}

	#lookForWork(): UnopenedWork {
		const { workspace, member, store, clock } = this.#options;
		return new UnopenedWork({
			...{ member, clock, lend: (name) => this.#lend(name) },
			noted: (isAsked) => store.noted(workspace, isAsked),
			isHeld: (text) => this.#documents.has(text) && !this.#lent.isLent(text),
			onoutofreach: () => this.#show()
		});
	}

	#gatherRefusals(): void {
		const all = [...this.#documents.values()].flatMap(({ refusals }) => refusals.read());
		this.#refusals.set(all.toSorted((a, b) => a.at - b.at));
	}

	/** A change that waits grows old without anything happening. */
	#review(): void {
		this.#show();
		this.#cancelReview = this.#options.clock.after(reviewAfterMs, () => this.#review());
	}

	#show(): void {
		if (this.#closed) return;
		const now = this.#options.clock.now();
		const states = [...this.#documents.values()].map(({ state }) => state.read());
		this.#damage.set(damageOf(states));
		const { outOfReach } = this.#unopened;
		this.#unshared.set(states.reduce((sum, { unshared }) => sum + unshared, outOfReach));
		const whole = states.length > 0 && states.every(({ link }) => link?.status === 'open');
		if (whole) this.#offlineSince = now;
		if (states.length === 0) return this.#status.set(opening);
		this.#status.set(summary(states, { now, offlineSince: this.#offlineSince }));
	}
}
