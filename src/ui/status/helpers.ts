import type { Person } from '#domain/directory/directory.ts';
import type { PersonId } from '#domain/ids.ts';

const most = 3;

/**
 * Names of people whom somebody can ask. Who is a coordinator is the relay's to know; on a device the
 * staff of the workspace itself come nearest, then staff whom a partner lent.
 */
export function whoCanHelp(people: readonly Person[], me: PersonId): string[] {
	const staff = people.filter(({ staff, id }) => staff && id !== me);
	const own = staff.filter(({ organisation }) => organisation === null);
	return (own.length > 0 ? own : staff)
		.map(({ name }) => name)
		.sort((a, b) => a.localeCompare(b))
		.slice(0, most);
}
