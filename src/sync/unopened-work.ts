import { mayRead, mayWrite, type Member } from '#domain/access/access.ts';
import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import type { Clock } from './clock.ts';
import { until, type Observable } from './observable.ts';
import { isToRead, type Refusal } from './refusal-tray.ts';
import type { DocumentState } from './status.ts';
import type { Noted, NotedHere } from './store/device-store.ts';
import { unsharedIn } from './unshared-count.ts';

/** The first screen is painted by then. */
const lookAfterMs = 1_000;
/** By then another tab has shared what it made, or noted that it did not. */
const afterTabMs = 5_000;
/** A device that did not answer may do so later. */
const lookAgainMs = 30_000;

/** A document that is open until it is given back. */
export interface Lent {
	readonly document: {
		readonly state: Observable<DocumentState>;
		readonly refusals: Observable<readonly Refusal[]>;
	};
	readonly giveBack: () => Promise<void>;
}

export interface UnopenedPorts {
	readonly member: Member;
	readonly clock: Clock;
	readonly noted: (isAsked: (name: DocumentName) => boolean) => Promise<NotedHere>;
	/** Whether a screen has it open: then it is shared and counted anyway. */
	readonly isHeld: (text: string) => boolean;
	readonly lend: (name: DocumentName) => Lent;
	readonly onoutofreach: () => void;
}

/**
 * Work that an earlier visit left in documents that no screen of this one opens: a phone number that was changed
 * without a signal.
 *
 * Looks once for what is noted on the device, and again when another tab changes something, and opens what holds
 * work until the relay has it, so that it is sent, counted and told like all else. Where there is none nothing is
 * opened.
 */
export class UnopenedWork {
	readonly #ports: UnopenedPorts;
	/** Open for this, by name. */
	readonly #lent = new Set<string>();
	/** Changes in documents that she may not read any more, by name. */
	readonly #outOfReach = new Map<string, number>();
	#cancelLook: (() => void) | null = null;
	#closed = false;

	constructor(ports: UnopenedPorts) {
		this.#ports = ports;
		this.#lookIn(lookAfterMs);
	}

	/** How many changes lie here that nobody can share for her: her role ended before she did. */
	get outOfReach(): number {
		return [...this.#outOfReach.values()].reduce((sum, count) => sum + count, 0);
	}

	/** Another tab changed a document that is not open in this one; when that tab closes, this one sees to it. */
	hear(text: string): void {
		const name = parseDocumentName(text);
		if (name && this.#isAsked(name)) this.#lookIn(afterTabMs);
	}

	close(): void {
		this.#closed = true;
		this.#cancelLook?.();
	}

	#lookIn(delayMs: number): void {
		this.#cancelLook ??= this.#ports.clock.after(delayMs, () => void this.#look());
	}

	async #look(): Promise<void> {
		this.#cancelLook = null;
		const { noted, isWhole } = await this.#ports.noted((name) => this.#isAsked(name));
		if (this.#closed) return;
		if (!isWhole) this.#lookIn(lookAgainMs);
		for (const one of noted) this.#take(one);
	}

	/** Whether she may have made something in it, whatever her role was, that is not open here. */
	#isAsked(name: DocumentName): boolean {
		const { member, isHeld } = this.#ports;
		const text = documentText(name);
		if (this.#lent.has(text) || isHeld(text)) return false;
		return mayWrite(name, { ...member, role: 'coordinator' });
	}

	#take({ document, marks }: Noted): void {
		const unshared = unsharedIn(marks.get('unshared'));
		if (!mayRead(document, this.#ports.member)) return this.#leave(document, unshared);
		// A screen may have opened it meanwhile.
		if (!this.#isAsked(document)) return;
		if (unshared > 0 || isToRead(marks.get('refusals'))) void this.#share(document);
	}

	#leave(name: DocumentName, unshared: number): void {
		this.#outOfReach.set(documentText(name), unshared);
		this.#ports.onoutofreach();
	}

	async #share(name: DocumentName): Promise<void> {
		const text = documentText(name);
		const { document, giveBack } = this.#ports.lend(name);
		this.#lent.add(text);
		await whenShared(document);
		this.#lent.delete(text);
		await giveBack();
	}
}

/** Answers once the relay took all of it; never, where it refuses: then it stays open, and says so. */
function whenShared({ state, refusals }: Lent['document']): Promise<void> {
	const isShared = (): boolean => {
		const { loaded, settled } = state.read();
		const isFilled = loaded !== null && loaded.kind !== 'memory-only';
		return isFilled && settled && refusals.read().length === 0;
	};
	return until(isShared, state, refusals);
}
