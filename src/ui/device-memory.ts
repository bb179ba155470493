/** Where small choices of this device are kept: localStorage, or a few lines in a test. */
export interface Memory {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
}

/** The browser's own memory, or null where it refuses (private browsing, blocked cookies). */
export function deviceMemory(): Memory | null {
	try {
		return typeof localStorage === 'undefined' ? null : localStorage;
	} catch {
		return null;
	}
}

/** The one of `choices` that was kept under `key`, or null. */
export function recall<T extends string>(
	memory: Memory | null,
	key: string,
	choices: readonly T[]
): T | null {
	try {
		const kept = memory?.getItem(key);
		return choices.find((choice) => choice === kept) ?? null;
	} catch {
		return null;
	}
}

/** Keeps a choice for next time; on a device that refuses, it holds for this visit only. */
export function remember(memory: Memory | null, key: string, choice: string): void {
	try {
		memory?.setItem(key, choice);
	} catch {
		// Full or forbidden storage must not stand between a person and a larger letter.
	}
}
