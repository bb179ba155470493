import { createContext } from 'svelte';
import type { WeekDesk } from './week-desk.svelte.ts';

/** What the parts of the week screen share: the workspace as it is now, where they are, and what they can do. */
export const [weekDesk, setWeekDesk] = createContext<WeekDesk>();
