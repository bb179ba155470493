import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { RefusalCode } from '#wire/frame.ts';
import type { Clock } from './clock.ts';
import { Cell, type Observable } from './observable.ts';
import { isRefusalCode } from './refusal-tray.ts';
import { isNotSaved, type NotSaved } from './store/device-store.ts';

/** What the tabs of one browser tell each other about a workspace. */
export type TabMessage =
	| Change
	/** "This is what I have": a tab that opens a document asks what the others made of it meanwhile. */
	| { readonly kind: 'ask'; readonly document: string; readonly have: Uint8Array }
	/** Somebody read that the relay refused this, in the other tab. */
	| { readonly kind: 'put-away'; readonly document: string; readonly code: RefusalCode }
	/** The tab that stores: the device refuses this document, or (null) takes it again. */
	| { readonly kind: 'saving'; readonly document: string; readonly why: NotSaved | null }
	/** The tab that stores has these changes on its disk. */
	| { readonly kind: 'kept'; readonly tickets: readonly string[] }
	/** Everything was wiped: close, or it is written down again. */
	| { readonly kind: 'wiped' };

export interface Change {
	readonly kind: 'change';
	readonly document: string;
	readonly update: Uint8Array;
	/** In an answer to `ask`: how many changes of the document wait in that tab to be shared. Absent where this is one. */
	readonly waiting?: number;
	/** By this the tab that stores confirms it; absent where the tab that made it stores by itself. */
	readonly ticket?: string;
}

/** The other tabs of this browser, and whether this one is the one that stores. */
export interface Tabs {
	/** Becomes true once and stays so: this tab stores what it holds from then on. */
	readonly writes: Observable<boolean>;
	/** Whether a tab that stores confirmed every change that this one handed over. */
	readonly allKept: Observable<boolean>;
	post(message: TabMessage): void;
	/** Calls `listener` with what the other tabs post; returns a way to stop. */
	hear(listener: (message: TabMessage) => void): () => void;
	close(): void;
}

export type TabsFactory = (workspace: WorkspaceId, person: PersonId) => Tabs;

/** For Node, and wherever there is one tab only. */
export function onlyTab(): Tabs {
	return {
		writes: new Cell(true),
		allKept: new Cell(true),
		post: () => undefined,
		hear: () => () => undefined,
		close: () => undefined
	};
}

/** What a browser lends for this; either may be missing. */
export interface TabTools {
	readonly locks: Pick<LockManager, 'request'> | null;
	readonly channel: ((name: string) => BroadcastChannel) | null;
	readonly clock: Clock;
}

/** Tabs that agree through Web Locks and BroadcastChannel. */
export function browserTabs(tools: TabTools): TabsFactory {
	return (workspace, person) => {
		// The person is in the name: two accounts in one browser must not share edits.
		const name = `draaiboek/${workspace}/${person}`;
		const { locks, channel } = tools;
		return locks && channel ? new BrowserTabs(name, locks, channel(name), tools.clock) : everyTab();
	};
}

/** Without locks every tab writes: twice the writing, and nothing lost. */
const everyTab = onlyTab;

/** A writer that is frozen in the background keeps nothing; then this tab stores by itself. */
const keptWithinMs = 3_000;

/**
 * One writer for each workspace: whoever holds the lock, until its tab closes.
 *
 * Two writers do no harm (records are Yjs updates, each stored whole), they only cost. So when the
 * writer does not confirm a change in time this tab begins to store too, rather than trust it.
 */
class BrowserTabs implements Tabs {
	readonly writes = new Cell(false);
	readonly allKept = new Cell(true);
	/** Changes that were handed over, by their tickets. */
	readonly #unconfirmed = new Set<string>();
	/** Where there are locks, there is this: both ask for a secure address. */
	readonly #name = crypto.randomUUID();
	#handedOver = 0;
	readonly #channel: BroadcastChannel;
	readonly #clock: Clock;
	readonly #listeners = new Set<(message: TabMessage) => void>();
	#release: () => void = () => undefined;
	#cancelDoubt: (() => void) | null = null;
	#closed = false;

	constructor(
		name: string,
		locks: Pick<LockManager, 'request'>,
		channel: BroadcastChannel,
		clock: Clock
	) {
		this.#channel = channel;
		this.#clock = clock;
		channel.onmessage = (event) => this.#take(event.data);
		const held = locks.request(name, () => this.#hold());
		// A browser may refuse locks to a page it does not trust with storage: then every tab writes.
		held.catch(() => this.#write());
	}

	post(message: TabMessage): void {
		if (this.#closed) return;
		const isHandedOver = message.kind === 'change' && !this.writes.read();
		this.#channel.postMessage(isHandedOver ? this.#withTicket(message) : message);
	}

	hear(listener: (message: TabMessage) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	close(): void {
		this.#closed = true;
		this.#cancelDoubt?.();
		this.#channel.close();
		this.#release();
	}

	#hold(): Promise<void> {
		if (this.#closed) return Promise.resolve();
		this.#write();
		return new Promise((resolve) => (this.#release = resolve));
	}

	/** What this tab holds, it stores by itself from here on: nobody else has to confirm it. */
	#write(): void {
		this.writes.set(true);
		this.#confirm([...this.#unconfirmed]);
	}

	#withTicket(change: Change): Change {
		const ticket = `${this.#name}/${this.#handedOver++}`;
		this.#unconfirmed.add(ticket);
		this.allKept.set(false);
		this.#cancelDoubt ??= this.#clock.after(keptWithinMs, () => this.#write());
		return { ...change, ticket };
	}

	#confirm(tickets: readonly string[]): void {
		const [oldest] = this.#unconfirmed;
		for (const ticket of tickets) this.#unconfirmed.delete(ticket);
		// However much else is confirmed meanwhile, nothing waits for longer.
		if (oldest !== undefined && this.#unconfirmed.has(oldest)) return;
		this.#cancelDoubt?.();
		this.#cancelDoubt = null;
		if (this.#unconfirmed.size === 0) this.allKept.set(true);
		else this.#cancelDoubt = this.#clock.after(keptWithinMs, () => this.#write());
	}

	#take(data: unknown): void {
		const message = readTabMessage(data);
		if (!message || this.#closed) return;
		if (message.kind === 'kept') return this.#confirm(message.tickets);
		for (const listener of [...this.#listeners]) listener(message);
	}
}

/** Total: another tab may run another version. */
export function readTabMessage(data: unknown): TabMessage | null {
	if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
	if (data.kind === 'wiped') return { kind: 'wiped' };
	if (data.kind === 'kept' && 'tickets' in data && isTexts(data.tickets))
		return { kind: 'kept', tickets: data.tickets };
	if (!('document' in data) || typeof data.document !== 'string') return null;
	const { document } = data;
	if (data.kind === 'change' && 'update' in data && data.update instanceof Uint8Array)
		return { kind: 'change', document, update: data.update, ...waitingIn(data), ...ticketOf(data) };
	if (data.kind === 'ask' && 'have' in data && data.have instanceof Uint8Array)
		return { kind: 'ask', document, have: data.have };
	if (data.kind === 'saving' && 'why' in data && (data.why === null || isNotSaved(data.why)))
		return { kind: 'saving', document, why: data.why };
	if (data.kind === 'put-away' && 'code' in data && isRefusalCode(data.code))
		return { kind: 'put-away', document, code: data.code };
	return null;
}

function waitingIn(data: object): { waiting?: number } {
	const waiting = 'waiting' in data ? data.waiting : undefined;
	return typeof waiting === 'number' && waiting >= 0 ? { waiting } : {};
}

function ticketOf(data: object): { ticket?: string } {
	return 'ticket' in data && typeof data.ticket === 'string' ? { ticket: data.ticket } : {};
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
