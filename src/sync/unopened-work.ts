import { mayRead, mayWrite, type Member } from '#domain/access/access.ts';
import {
	documentText,
	parseDocumentName,
	type DocumentName
} from '#domain/access/document-name.ts';
import type { Clock } from './clock.ts';
import { until, type Observable } from './observable.ts';
import { isPutAwayWhole, isToRead, type Refusal } from './refusal-tray.ts';
import type { DocumentState } from './status.ts';
import type { Noted, NotedHere } from './store/device-store.ts';
import { unsharedIn } from './unshared-count.ts';

/** The first screen is painted by then. */
const lookAfterMs = 1_000;
/** By then another tab has shared what it made, or noted that it did not. */
const afterTabMs = 5_000;
/** A device that did not answer may do so later; each time it is left twice as long. */
const lookAgainMs = 30_000;
const lookAgainAtMostMs = 600_000;
/** Longer than what is shared takes to be noted so: a document that is given back has nothing left to write. */
const holdMs = 1_000;

/** Which documents to look at, by name. */
type Asked = ReadonlySet<string> | 'all';

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
 * Looks once for what is noted on the device, and again at what another tab changes, and opens what holds work until
 * the relay has it, so that it is sent, counted and told like all else. Where there is none nothing is opened, and
 * what another tab is sharing is left to it.
 */
export class UnopenedWork {
	readonly #ports: UnopenedPorts;
	/** Open for this, by name. */
	readonly #lent = new Set<string>();
	/** Changes in documents that she may not read any more, by name. */
	readonly #outOfReach = new Map<string, number>();
	readonly #begunAt: number;
	/** What other tabs changed since the last look at that, by name. */
	#heard = new Set<string>();
	/** What the device did not answer for. */
	#silent: Asked = new Set();
	#againMs = lookAgainMs;
	readonly #cancelFirst: () => void;
	#cancelHeard: (() => void) | null = null;
	#cancelAgain: (() => void) | null = null;
	#closed = false;

	constructor(ports: UnopenedPorts) {
		this.#ports = ports;
		this.#begunAt = ports.clock.now();
		this.#cancelFirst = ports.clock.after(lookAfterMs, () => void this.#look('all'));
	}

	/** How many changes lie here that nobody can share for her: her role ended before she did. */
	get outOfReach(): number {
		return [...this.#outOfReach.values()].reduce((sum, count) => sum + count, 0);
	}

	/** Another tab changed a document that is not open in this one; when that tab closes, this one sees to it. */
	hear(text: string): void {
		const name = parseDocumentName(text);
		if (name && this.#isAsked(name)) this.#lookLater(text);
	}

	close(): void {
		this.#closed = true;
		this.#cancelFirst();
		this.#cancelHeard?.();
		this.#cancelAgain?.();
	}

	/** What was heard of last is looked at with the first; where that is too early, once more. */
	#lookLater(text: string): void {
		this.#heard.add(text);
		this.#cancelHeard ??= this.#ports.clock.after(afterTabMs, () => {
			const heard = this.#heard;
			this.#heard = new Set();
			this.#cancelHeard = null;
			void this.#look(heard);
		});
	}

	#lookAgain(unanswered: Asked): void {
		this.#silent = together(this.#silent, unanswered);
		this.#cancelAgain ??= this.#ports.clock.after(this.#againMs, () => {
			const silent = this.#silent;
			this.#silent = new Set();
			this.#cancelAgain = null;
			this.#againMs = Math.min(this.#againMs * 2, lookAgainAtMostMs);
			void this.#look(silent);
		});
	}

	async #look(asked: Asked): Promise<void> {
		const isDue = (name: DocumentName): boolean =>
			!this.#closed && isAmong(asked, name) && this.#isAsked(name);
		const { noted, unanswered } = await this.#ports.noted(isDue);
		if (this.#closed) return;
		// Of what it does not list it can't say which of these lie there.
		if (unanswered === 'all') this.#lookAgain(asked);
		else if (unanswered.length > 0) this.#lookAgain(new Set(unanswered.map(documentText)));
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
		if (isToRead(marks.get('refusals'))) return void this.#share(document);
		if (unshared === 0 || this.#isToldOf({ document, marks })) return;
		if (this.#isYoung(marks.get('since'))) this.#lookLater(documentText(document));
		else void this.#share(document);
	}

	/** The relay refused it to somebody who may not change it any more, and she has read that. */
	#isToldOf({ document, marks }: Noted): boolean {
		return !mayWrite(document, this.#ports.member) && isPutAwayWhole(marks.get('refusals'));
	}

	/** Whether another tab made it a moment ago, and may be sharing it. */
	#isYoung(since: unknown): boolean {
		if (typeof since !== 'number' || since <= this.#begunAt) return false;
		const age = this.#ports.clock.now() - since;
		return age >= 0 && age < afterTabMs;
	}

	#leave(name: DocumentName, unshared: number): void {
		this.#outOfReach.set(documentText(name), unshared);
		this.#ports.onoutofreach();
	}

	async #share(name: DocumentName): Promise<void> {
		const text = documentText(name);
		const { document, giveBack } = this.#ports.lend(name);
		this.#lent.add(text);
		do await whenShared(document);
		while (!(await staysShared(document, this.#ports.clock)));
		this.#lent.delete(text);
		await giveBack();
	}
}

/** Answers once the relay took all of it; never, where it refuses: then it stays open, and says so. */
function whenShared(document: Lent['document']): Promise<void> {
	return until(() => isShared(document), document.state, document.refusals);
}

/**
 * Whether it is still shared a moment later, and was all the while. By then that is written down: written as it
 * closes, it could land upon what another tab notes in that moment.
 */
function staysShared(document: Lent['document'], clock: Clock): Promise<boolean> {
	return new Promise((resolve) => {
		const end = (stays: boolean): void => {
			stop();
			cancel();
			resolve(stays);
		};
		const stop = document.state.observe(() => isShared(document) || end(false));
		const cancel = clock.after(holdMs, () => end(isShared(document)));
	});
}

function isShared({ state, refusals }: Lent['document']): boolean {
	const { loaded, saving, settled } = state.read();
	const isFilled = loaded !== null && loaded.kind !== 'memory-only';
	const isWritten = saving.status !== 'saving';
	return isFilled && isWritten && settled && refusals.read().length === 0;
}

function isAmong(asked: Asked, name: DocumentName): boolean {
	return asked === 'all' || asked.has(documentText(name));
}

function together(some: Asked, others: Asked): Asked {
	return some === 'all' || others === 'all' ? 'all' : new Set([...some, ...others]);
}
