import { addWindow, change, remove } from '#document/commands/directory.ts';
import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { OpeningWindow } from '#domain/directory/directory.ts';
import type { OrganisationId, VenueId, WindowId } from '#domain/ids.ts';
import type { Minutes, Weekday } from '#domain/time/day.ts';

/** One line of opening hours, while it is being filled in. Times are those of a clock on the wall. */
export interface WindowDraft {
	/** Null for a new line. */
	id: WindowId | null;
	weekdays: Weekday[];
	from: Minutes | null;
	until: Minutes | null;
	when: OpeningWindow['when'];
}

/** What is wrong with a line, field by field; null where nothing is. */
export interface WindowFaults {
	readonly days: 'no-days' | null;
	readonly from: 'no-time' | null;
	readonly until: 'no-time' | 'backwards' | null;
}

/** A room may close after midnight; an earlier end later than this is a slip of the finger. */
const latestNight = 6 * 60;

export function windowDraft(window: OpeningWindow): WindowDraft {
	const { id, weekdays, from, until, when } = window;
	return { id, weekdays: [...weekdays], from, until: until % 1440, when };
}

/** Whether a line ends on the day after: "22:00 tot 01:00". */
export function endsNextDay({ from, until }: Pick<WindowDraft, 'from' | 'until'>): boolean {
	return from !== null && until !== null && until < from && until <= latestNight;
}

export function windowFaults(draft: Readonly<WindowDraft>): WindowFaults {
	const { weekdays, from, until } = draft;
	const isBackwards =
		from !== null && until !== null && until <= from && !endsNextDay({ from, until });
	return {
		days: weekdays.length === 0 ? 'no-days' : null,
		from: from === null ? 'no-time' : null,
		until: until === null ? 'no-time' : isBackwards ? 'backwards' : null
	};
}

export function isFaulty(draft: Readonly<WindowDraft>): boolean {
	return Object.values(windowFaults(draft)).some((fault) => fault !== null);
}

export function freshWindow(): WindowDraft {
	return { id: null, weekdays: [], from: null, until: null, when: 'always' };
}

/** Makes a venue's opening hours what stands in the form; lines that were taken out are removed. */
export function saveWindows(
	step: Step,
	documents: WorkspaceDocuments,
	owner: { readonly organisation: OrganisationId; readonly venue: VenueId },
	drafts: readonly Readonly<WindowDraft>[]
): void {
	const { doc, windows } = documents.organisation(owner.organisation);
	const kept = new Set(drafts.map(({ id }) => id));
	for (const { id, venue } of windows.all())
		if (venue === owner.venue && !kept.has(id)) remove(step, doc, windows, id);
	for (const draft of drafts) {
		const record = recordOf(owner.venue, draft);
		if (draft.id) change(step, doc, windows, draft.id, record);
		else addWindow(step, documents, owner.organisation, record);
	}
}

function recordOf(
	venue: VenueId,
	draft: Readonly<WindowDraft>
): Omit<OpeningWindow, 'id' | 'removed'> {
	const until = (draft.until ?? 0) + (endsNextDay(draft) ? 1440 : 0);
	const weekdays = [...draft.weekdays].sort((a, b) => a - b);
	return { venue, weekdays, from: draft.from ?? 0, until, when: draft.when };
}
