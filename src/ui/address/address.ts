/** What the address bar says of a screen, by name; an absent name is null. */
export interface Address {
	read(name: string): string | null;
	/** Filters and search: the address follows, without a new step for Back. */
	amend(changes: Readonly<Record<string, string | null>>): void;
	/** Something is opened: Back closes it. From one open thing to the next stays one step. */
	open(name: string, value: string): void;
	/** Closes what is open, by going back where opening it was a step of its own. */
	close(name: string): void;
}

/** A query string with some names set, or removed where the value is null or empty. */
export function withChanges(
	search: URLSearchParams,
	changes: Readonly<Record<string, string | null>>
): string {
	const next = new URLSearchParams(search);
	for (const [name, value] of Object.entries(changes)) {
		if (value) next.set(name, value);
		else next.delete(name);
	}
	const query = next.toString();
	return query ? `?${query}` : '?';
}
