import { createContext } from 'svelte';
import type { PersonId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { ShiftDesk } from './shift-desk.svelte.ts';

/** What every card of a person's shifts shares. */
export interface Shifts {
	readonly desk: ShiftDesk;
	/** People as they are called among each other. */
	readonly names: (people: readonly PersonId[]) => string[];
	/** The neighbourhood's hue, for the edge of a card. */
	readonly hueOf: (occurrence: Occurrence) => number | null;
}

export const [shiftsContext, setShiftsContext] = createContext<Shifts>();
