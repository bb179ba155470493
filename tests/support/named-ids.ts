import { PersonId, SeasonId, VenueId, type IdKind } from '#domain/ids.ts';

/** An id that can be read in a failing test: `idNamed(VenueId, 'library')`. */
export function idNamed<Id extends string>(kind: IdKind<Id>, name: string): Id {
	return kind.parse(name.padEnd(16, '0'))!;
}

export const ann = idNamed(PersonId, 'ann');
export const bob = idNamed(PersonId, 'bob');
export const people = [ann, bob, ...['cas', 'dra', 'eva'].map((name) => idNamed(PersonId, name))];
export const autumn = idNamed(SeasonId, 'autumn');
export const spring = idNamed(SeasonId, 'spring');
export const townHall = idNamed(VenueId, 'townhall');
export const library = idNamed(VenueId, 'library');
