export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of the environment that can't be understood. */
export interface WrongSetting {
	readonly name: string;
	/** Null for one that is not to be shown: it may hold a password. */
	readonly value: string | null;
	/** What it may be, in words. */
	readonly mayBe: string;
}

/** In a sentence: which, what it is, and what it may be. */
export function wrongText({ name, value, mayBe }: WrongSetting): string {
	return `${value === null ? name : `${name}=${value}`} can't be understood. It may be ${mayBe}.`;
}
