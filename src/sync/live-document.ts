import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { mayWrite, type Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { RefusalCode } from '#wire/frame.ts';
import { applied, holdsBack, isEmpty } from './apply.ts';
import type { Clock } from './clock.ts';
import type { Link, LinkFactory } from './link/link.ts';
import type { SharingEvent } from './link/sharing.ts';
import { Cell, sameText, type Observable } from './observable.ts';
import { RefusalTray, type Refusal } from './refusal-tray.ts';
import { SharedSaving } from './shared-saving.ts';
import type { DocumentDamage, DocumentState } from './status.ts';
import type { DeviceStore, Loaded, StoredDocument } from './store/device-store.ts';
import type { Change, TabMessage, Tabs } from './tabs.ts';
import { UnsharedCount } from './unshared-count.ts';

/** The hands that a connection works with. */
export interface ConnectionPorts {
	readonly store: DeviceStore;
	readonly tabs: Tabs;
	readonly links: LinkFactory;
	readonly clock: Clock;
}

export interface Belonging {
	readonly workspace: WorkspaceId;
	readonly member: Member;
}

/** Origin of what another tab of this browser brought. */
class FromTab {
	/** In an answer: how many changes wait there. */
	readonly waiting: number | undefined;

	constructor(waiting: number | undefined) {
		this.waiting = waiting;
	}
}

/**
 * One document on this device: its copy in memory, on disk, in the other tabs and at the relay.
 *
 * The disk comes first: the line to the relay opens once the device answered (within two seconds), so
 * that the relay sends what is missing and not everything. What cannot be stored is still shared, and
 * what cannot be shared is still stored.
 */
export class LiveDocument {
	readonly name: DocumentName;
	readonly doc = new Y.Doc();
	readonly awareness: Awareness;
	readonly mayWrite: boolean;
	/** Answers within two seconds, whatever the device does. */
	readonly ready: Promise<Loaded>;
	readonly state: Cell<DocumentState>;
	readonly #belonging: Belonging;
	readonly #ports: ConnectionPorts;
	readonly #text: string;
	readonly #stored: StoredDocument;
	readonly #stops: (() => void)[] = [];
	readonly #saving: SharedSaving;
	readonly #tray: RefusalTray;
	readonly #unshared: UnsharedCount;
	/** Whether the relay refused anything on this socket. */
	#refused = false;
	#hasUnreadable = false;
	/** Whether the relay brought all that it has, at some time since this opened. */
	#wasSynced = false;
	#loaded: Loaded | null = null;
	/** Whether something waits for what is not here; the other tabs were asked for it, once. */
	#lacks = false;
	#link: Link | null = null;
	#unfollowLink: () => void = () => undefined;
	#linking = false;
	#closed = false;

	constructor(name: DocumentName, belonging: Belonging, ports: ConnectionPorts) {
		this.name = name;
		this.#text = documentText(name);
		this.#belonging = belonging;
		this.#ports = ports;
		this.mayWrite = mayWrite(name, belonging.member);
		this.awareness = new Awareness(this.doc);
		// Silent unless somebody has something to say: y-protocols would send an empty state every 15 s.
		this.awareness.setLocalState(null);
		this.#stored = ports.store.open({ workspace: belonging.workspace, document: name }, this.doc);
		this.#tray = new RefusalTray(name, this.#stored.marks);
		this.#unshared = new UnsharedCount(this.#stored.marks, ports.clock);
		this.#saving = new SharedSaving(this.#text, this.#stored.state, ports.tabs);
		this.state = new Cell(this.#compose(), sameText);
		this.#stored.onEdit(this.#hear);
		this.#stops.push(this.#saving.state.observe(() => this.#show()));
		this.#followTabs();
		void this.#stored.filled.then(this.#takeUp);
		this.ready = this.#load();
	}

	/** Changes that the relay did not take; those that somebody put away are marked so. */
	get refusals(): Observable<readonly Refusal[]> {
		return this.#tray.list;
	}

	putAway(code: RefusalCode): void {
		this.#tray.putAway(code);
		this.#ports.tabs.post({ kind: 'put-away', document: this.#text, code });
	}

	/** Opens the line to the relay, now or once the device has answered. Twice is once. */
	connect(): void {
		this.#linking = true;
		if (this.#loaded && !this.#closed) this.#openLink();
	}

	/** Closes the line to the relay; `connect` opens another. */
	disconnect(): void {
		this.#linking = false;
		this.#unfollowLink();
		this.#link?.close();
		this.#link = null;
	}

	retry(): void {
		this.#link?.retry();
	}

	lose(): void {
		this.#link?.lose();
	}

	/** What another tab says about this document. */
	take(message: TabMessage): void {
		if (!('document' in message) || message.document !== this.#text) return;
		if (message.kind === 'change') return this.#takeChange(message);
		if (message.kind === 'put-away') return this.#tray.putAway(message.code);
		if (message.kind === 'saving') return this.#saving.hear(message.why);
		this.#saving.tellAgain();
		const update = Y.encodeStateAsUpdate(this.doc, message.have);
		const answer = { document: this.#text, update, waiting: this.#unshared.count };
		if (!isEmpty(update)) this.#ports.tabs.post({ kind: 'change', ...answer });
	}

	/**
	 * Only a tab that has the document open and stores it may say that a change is in good hands: and not of one
	 * that Yjs holds back, for it builds on what is not here, nor of one that came before the disk did. Of these
	 * nothing is said, and the tab where they were made soon stores them itself.
	 */
	#takeChange({ update, ticket, waiting }: Change): void {
		if (!applied(this.doc, update, new FromTab(waiting))) return this.#doubt();
		if (!this.#loaded) return;
		const lacks = holdsBack(this.doc);
		if (!lacks) this.#saving.owe(ticket);
		else if (!this.#lacks) this.#askTabs();
		this.#lacks = lacks;
	}

	/** What do they have that is not here? */
	#askTabs(): void {
		const have = Y.encodeStateVector(this.doc);
		this.#ports.tabs.post({ kind: 'ask', document: this.#text, have });
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		for (const stop of this.#stops) stop();
		this.#saving.stop();
		this.#unshared.close();
		this.disconnect();
		this.awareness.destroy();
		await this.#stored.destroy();
		this.doc.destroy();
	}

	async #load(): Promise<Loaded> {
		const loaded = await this.#stored.ready;
		this.#loaded ??= loaded;
		if (this.#closed) return loaded;
		this.#askTabs();
		if (this.#linking) this.#openLink();
		this.#show();
		return loaded;
	}

	/**
	 * What was noted on the disk counts with what happened here meanwhile, also once this has closed. An open line
	 * has sent what the disk brought: where nothing waits for its receipt, the relay had it already.
	 */
	readonly #takeUp = (loaded: Loaded): void => {
		this.#loaded = loaded;
		const isOpen = this.#link?.state.read().status === 'open';
		const isShared = isOpen && this.#isTaken && !holdsBack(this.doc);
		this.#unshared.takeUp(this.mayWrite, isShared);
		this.#tray.takeUp();
		if (isShared) this.#accepted();
		else if (this.#unshared.isLeftBehind || this.#unshared.count > 0) this.#link?.offerAgain();
		this.#show();
	};

	#followTabs(): void {
		const { writes } = this.#ports.tabs;
		const begin = (): void => {
			if (writes.read()) this.#stored.write();
		};
		this.#stops.push(writes.observe(begin));
		begin();
	}

	#openLink(): void {
		if (this.#link) return;
		const { doc, awareness, name: document } = this;
		const target = {
			...{ ...this.#belonging, document, doc, awareness, mayWrite: this.mayWrite },
			offers: () => this.#unshared.isLeftBehind
		};
		const link = this.#ports.links(target, {
			onopened: () => this.#count({ kind: 'opened' }),
			onsent: (frame) => this.#count({ kind: 'sent', frame }),
			onreceipt: (settled) => this.#count({ kind: 'receipt', settled }),
			onpostponed: () => this.#count({ kind: 'postponed' }),
			onunreadable: () => this.#doubt(),
			onrefusal: (code) => this.#refuse(code)
		});
		this.#link = link;
		this.#unfollowLink = link.state.observe(() => this.#show());
		this.#show();
	}

	/** The relay has all that is here. */
	#accepted(): void {
		this.#tray.accepted();
		this.#unshared.forgetLeft();
	}

	#refuse(code: RefusalCode): void {
		this.#refused = true;
		this.#tray.add(code, this.#ports.clock.now());
		this.#show();
	}

	/** Something came that Yjs can't take in: said in words, and nothing else is lost for it. */
	#doubt(): void {
		this.#hasUnreadable = true;
		this.#show();
	}

	readonly #hear = (update: Uint8Array, origin: unknown): void => {
		if (this.#link?.isOrigin(origin)) return;
		const isFromTab = origin instanceof FromTab;
		if (this.mayWrite && isFromTab) this.#unshared.hear(origin.waiting);
		else if (this.mayWrite) this.#unshared.take({ kind: 'made' });
		this.#tray.changed();
		// She may have made it shorter.
		if (this.#isTooLarge) this.#link?.retry();
		if (!isFromTab) this.#ports.tabs.post({ kind: 'change', document: this.#text, update });
		this.#show();
	};

	#count(event: SharingEvent): void {
		this.#unshared.take(event);
		if (event.kind === 'opened') this.#refused = false;
		if (event.kind === 'receipt' && this.#isTaken) this.#accepted();
		this.#show();
	}

	/** Whether the relay has everything, and refused nothing of it. */
	get #isTaken(): boolean {
		return !this.#refused && this.#unshared.isSettled;
	}

	/** Refused as too large, until the relay took everything. */
	get #isTooLarge(): boolean {
		return this.#tray.list.read().some(({ code }) => code === 'too-large');
	}

	/** Whether the relay is to say something of what lies here. */
	get #isOffered(): boolean {
		return this.mayWrite || this.#unshared.isLeftBehind;
	}

	#storedDamage(): DocumentDamage['stored'] {
		if (this.#loaded?.kind !== 'loaded-in-part') return null;
		return this.#wasSynced ? 'brought-back' : 'missing';
	}

	#show(): void {
		this.state.set(this.#compose());
	}

	#compose(): DocumentState {
		const link = this.#link?.state.read() ?? null;
		const synced = link?.status === 'open' && link.synced;
		this.#wasSynced ||= synced;
		return {
			name: this.name,
			mayWrite: this.mayWrite,
			loaded: this.#loaded,
			saving: this.#saving.state.read(),
			link,
			unshared: this.#unshared.count,
			isTooLarge: this.#isTooLarge,
			since: this.#unshared.since,
			damage: { stored: this.#storedDamage(), arrived: this.#hasUnreadable },
			settled: synced && (!this.#isOffered || this.#unshared.isSettled)
		};
	}
}
