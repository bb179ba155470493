import { createContext } from 'svelte';
import type { PersonId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { OpenShift } from '#views/shifts.ts';
import type { ShiftDesk } from './shift-desk.svelte.ts';
import type { Placed } from './shift-lists.ts';

/** What every card of a person's shifts shares. */
export interface Shifts {
	readonly desk: ShiftDesk;
	/** People as they are called among each other. */
	readonly names: (people: readonly PersonId[]) => string[];
	/** The neighbourhood's hue, for the edge of a card. */
	readonly hueOf: (occurrence: Occurrence) => number | null;
	/** What the room is called; empty when none is known. */
	readonly venueOf: (occurrence: Occurrence) => string;
	/** Whether all that she asked for is on the disk of this device. */
	readonly kept: boolean;
	/** What is free of a place now; null when it is offered to nobody. */
	readonly offered: (shift: Placed) => OpenShift | null;
}

export const [shiftsContext, setShiftsContext] = createContext<Shifts>();
