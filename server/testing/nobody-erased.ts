/** For rooms and clerks of a place where nobody was ever erased. */
export const nobodyErased = {
	isErased: () => false,
	erasedOf: () => [],
	onerased: () => Promise.resolve()
} as const;
