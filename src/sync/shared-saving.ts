import { Cell, sameText, type Observable } from './observable.ts';
import type { NotSaved, Saving } from './store/device-store.ts';
import type { Tabs } from './tabs.ts';

/**
 * Whether one document would survive closing this tab, in every tab of the browser.
 *
 * A tab that does not store by itself has nothing that could fail, and would call everything saved:
 * so the one that stores confirms each change that it took once it is on the disk, and tells the others
 * when the device refuses, and when it takes things again.
 */
export class SharedSaving {
	readonly state: Cell<Saving>;
	readonly #document: string;
	readonly #own: Observable<Saving>;
	readonly #tabs: Tabs;
	readonly #stops: readonly (() => void)[];
	/** What this tab told the others. */
	#told: NotSaved | null = null;
	/** What the tab that stores told this one. */
	#heard: NotSaved | null = null;
	/** Changes of other tabs that this one took and has to confirm. */
	#owed: string[] = [];

	constructor(document: string, own: Observable<Saving>, tabs: Tabs) {
		this.#document = document;
		this.#own = own;
		this.#tabs = tabs;
		this.state = new Cell(own.read(), sameText);
		const sources = [own, tabs.writes, tabs.allKept];
		this.#stops = sources.map((source) => source.observe(() => this.#look()));
	}

	/** The tab that stores says that the device refuses (or, with null, that it took everything). */
	hear(why: NotSaved | null): void {
		this.#heard = why;
		this.#look();
	}

	/** This tab took another's change into the document: it says so as soon as it is on the disk. */
	owe(ticket: string | undefined): void {
		if (ticket === undefined || !this.#tabs.writes.read()) return;
		this.#owed.push(ticket);
		this.#look();
	}

	/** A tab asks what it missed. */
	tellAgain(): void {
		if (this.#told !== null) this.#tell(this.#told);
	}

	stop(): void {
		for (const stop of this.#stops) stop();
	}

	#look(): void {
		const own = this.#own.read();
		const refused = own.status === 'not-saved';
		if (this.#tabs.writes.read()) {
			this.#heard = null;
			const why = refused ? own.why : null;
			if (why !== this.#told) this.#tell(why);
			if (own.status === 'saved') this.#confirm();
		}
		this.state.set(refused ? own : this.#inOtherHands(own));
	}

	#inOtherHands(own: Saving): Saving {
		if (this.#heard !== null) return { status: 'not-saved', why: this.#heard };
		return this.#tabs.allKept.read() ? own : { status: 'saving' };
	}

	#confirm(): void {
		const tickets = this.#owed;
		this.#owed = [];
		if (tickets.length > 0) this.#tabs.post({ kind: 'kept', tickets });
	}

	#tell(why: NotSaved | null): void {
		this.#told = why;
		this.#tabs.post({ kind: 'saving', document: this.#document, why });
	}
}
