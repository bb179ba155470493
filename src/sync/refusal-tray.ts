import type { DocumentName } from '#domain/access/document-name.ts';
import type { RefusalCode } from '#wire/frame.ts';
import { Cell, sameText } from './observable.ts';
import type { Marks } from './store/device-store.ts';

/** A change made on this device that the relay did not take. */
export interface Refusal {
	readonly document: DocumentName;
	readonly code: RefusalCode;
	/** When the relay said so, in milliseconds since 1970. */
	readonly at: number;
	/** Somebody read it: it asks for nothing any more, and is still not accepted. */
	readonly isPutAway: boolean;
}

/** A refusal as it lies on the device: without the document, beside which it lies. */
interface Kept {
	readonly code: RefusalCode;
	readonly at: number;
	readonly putAway: boolean;
	/** Something was changed in the document since it was put away. */
	readonly outdated: boolean;
}

const codes: Readonly<Record<RefusalCode, true>> = {
	'not-allowed': true,
	'too-large': true,
	malformed: true,
	'too-many': true,
	'not-kept': true
};

/** Whether `code` is one that this app has words for. */
export function isRefusalCode(code: unknown): code is RefusalCode {
	return typeof code === 'string' && Object.hasOwn(codes, code);
}

/**
 * The refusals of one document, kept on the device until the relay took everything after all.
 *
 * One for each code: a device offers the same refused change again on each new socket, and a tray
 * with a hundred copies says less than one with a single line. For the same reason what somebody put
 * away stays away: it comes back when something new in that document is refused.
 */
export class RefusalTray {
	readonly list = new Cell<readonly Refusal[]>([], sameText);
	readonly #document: DocumentName;
	readonly #marks: Marks;
	#kept: readonly Kept[] = [];
	/** Whether something was changed here since this visit began. */
	#isTouched = false;
	#isTakenUp = false;

	constructor(document: DocumentName, marks: Marks) {
		this.#document = document;
		this.#marks = marks;
	}

	/** Takes up what an earlier visit left; call it once the document is filled, however late. */
	takeUp(): void {
		this.#isTakenUp = true;
		const earlier = readKept(this.#marks.read('refusals')).map((one) => ({
			...one,
			outdated: one.outdated || (one.putAway && this.#isTouched)
		}));
		const fresh = this.#kept.map((one) =>
			merged(
				earlier.find(({ code }) => code === one.code),
				one
			)
		);
		const others = earlier.filter(({ code }) => !fresh.some((one) => one.code === code));
		this.#keep([...others, ...fresh]);
	}

	add(code: RefusalCode, at: number): void {
		const known = this.#kept.find((one) => one.code === code);
		if (known && !(known.putAway && known.outdated)) return;
		const others = this.#kept.filter((one) => one !== known);
		this.#keep([...others, { code, at, putAway: false, outdated: false }]);
	}

	/** Somebody read it. */
	putAway(code: RefusalCode): void {
		this.#amend(
			(one) => one.code === code && !one.putAway,
			(one) => ({ ...one, putAway: true, outdated: false })
		);
	}

	/** Something was changed in the document here: the next refusal may be about that. */
	changed(): void {
		this.#isTouched = true;
		this.#amend(
			(one) => one.putAway && !one.outdated,
			(one) => ({ ...one, outdated: true })
		);
	}

	/** The relay took all that this device has: what it refused before is with it now. */
	accepted(): void {
		if (this.#kept.length > 0) this.#keep([]);
	}

	#amend(which: (one: Kept) => boolean, change: (one: Kept) => Kept): void {
		if (!this.#kept.some(which)) return;
		this.#keep(this.#kept.map((one) => (which(one) ? change(one) : one)));
	}

	#keep(kept: readonly Kept[]): void {
		const wasEmpty = this.#kept.length === 0;
		this.#kept = kept;
		const document = this.#document;
		this.list.set(
			kept.map(({ code, at, putAway: isPutAway }) => ({ document, code, at, isPutAway }))
		);
		if (!this.#isTakenUp) return;
		if (!wasEmpty || kept.length > 0) this.#marks.write('refusals', kept);
	}
}

/** What came in this visit is what lay there before, unless somebody had read that. */
function merged(earlier: Kept | undefined, fresh: Kept): Kept {
	return earlier && !earlier.putAway ? { ...fresh, at: earlier.at } : fresh;
}

/** Whether a mark names something that was refused and that nobody has read yet. */
export function isToRead(mark: unknown): boolean {
	return readKept(mark).some(({ putAway }) => !putAway);
}

/** Whether a mark names what was refused, all of it was read, and nothing was changed since. */
export function isPutAwayWhole(mark: unknown): boolean {
	const kept = readKept(mark);
	return kept.length > 0 && kept.every(({ putAway, outdated }) => putAway && !outdated);
}

function readKept(value: unknown): Kept[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) => {
		if (typeof entry !== 'object' || entry === null) return [];
		if (!('code' in entry) || !('at' in entry)) return [];
		const { code, at } = entry;
		if (!isRefusalCode(code) || typeof at !== 'number') return [];
		const putAway = 'putAway' in entry && entry.putAway === true;
		return [{ code, at, putAway, outdated: 'outdated' in entry && entry.outdated === true }];
	});
}
