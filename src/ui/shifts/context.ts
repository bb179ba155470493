import { createContext } from 'svelte';
import type { PersonId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { MyShift } from '#views/shifts.ts';
import type { ShiftDesk } from './shift-desk.svelte.ts';

/** What every card of a person's shifts shares. */
export interface Shifts {
	readonly desk: ShiftDesk;
	/** People as they are called among each other. */
	readonly names: (people: readonly PersonId[]) => string[];
	/** The neighbourhood's hue, for the edge of a card. */
	readonly hueOf: (occurrence: Occurrence) => number | null;
	/** Says that a shift was given back, with the way to take it again. */
	readonly onwithdrawn: (shift: MyShift) => void;
}

export const [shiftsContext, setShiftsContext] = createContext<Shifts>();
