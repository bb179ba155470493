import type { Day, Weekday } from '../time/day.ts';

/** On which dates an activity takes place, before any one-date change. */
export type Rule =
	| { readonly kind: 'once'; readonly day: Day }
	| {
			readonly kind: 'weekly';
			/** Counting of weeks begins in the ISO week of this day; no date falls before it. */
			readonly start: Day;
			/** Last day on which a date may fall, included. */
			readonly until: Day;
			/** Every how many weeks, 1 or more. */
			readonly every: number;
			/** At least one, ascending, without doubles. */
			readonly weekdays: readonly Weekday[];
	  }
	| {
			readonly kind: 'monthly';
			readonly start: Day;
			readonly until: Day;
			/** Every how many months, 1 or more. */
			readonly every: number;
			/** The n-th such weekday of the month: 1 to 5, or -1 for the last. A month without a fifth is skipped. */
			readonly nth: 1 | 2 | 3 | 4 | 5 | -1;
			readonly weekday: Weekday;
	  };
