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
 * The refusals of one document, kept on the device until a person puts them away.
 *
 * One for each code: a device offers the same refused change again on each new socket, and a tray
 * with a hundred copies says less than one with a single line.
 */
export class RefusalTray {
	readonly list = new Cell<readonly Refusal[]>([], sameText);
	readonly #document: DocumentName;
	readonly #marks: Marks;

	constructor(document: DocumentName, marks: Marks) {
		this.#document = document;
		this.#marks = marks;
	}

	/** Reads what an earlier visit left; call it once the document has loaded. */
	takeUp(): void {
		const kept = readRefusals(this.#marks.read('refusals'), this.#document);
		const fresh = this.list.read().filter((one) => !kept.some(({ code }) => code === one.code));
		this.#keep([...kept, ...fresh]);
	}

	add(code: RefusalCode, at: number): void {
		const list = this.list.read();
		if (!list.some((refusal) => refusal.code === code))
			this.#keep([...list, { document: this.#document, code, at }]);
	}

	dismiss(code: RefusalCode): void {
		this.#keep(this.list.read().filter((refusal) => refusal.code !== code));
	}

	#keep(list: readonly Refusal[]): void {
		const before = this.list.read();
		this.list.set(list);
		if (before.length > 0 || list.length > 0)
			this.#marks.write(
				'refusals',
				list.map(({ code, at }) => ({ code, at }))
			);
	}
}

function readRefusals(value: unknown, document: DocumentName): Refusal[] {
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) => {
		if (typeof entry !== 'object' || entry === null) return [];
		if (!('code' in entry) || !('at' in entry)) return [];
		const { code, at } = entry;
		return isRefusalCode(code) && typeof at === 'number' ? [{ document, code, at }] : [];
	});
}
