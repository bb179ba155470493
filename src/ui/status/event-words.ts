import type { LaneEvent } from '#domain/claims/event.ts';
import { type EventId, type SeriesId, ruleDayOf, seriesOf } from '#domain/ids.ts';
import type { Day } from '#domain/time/day.ts';
import type { Language } from '../text/messages.ts';
import { status } from '../text/status.ts';
import { text } from '../text/text.svelte.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { subjectOf } from './refused.ts';

type Shown = Pick<OpenWorkspace, 'member' | 'planning' | 'directory'>;

/** What somebody did, in words that she can show to another: "Je inschrijving voor Soep, di 24 nov". */
export function eventWords(
	event: LaneEvent,
	workspace: Shown,
	eventOf: (id: EventId) => LaneEvent | null,
	dayWords: (day: Day, language: Language) => string
): string {
	const word = text.of(status).tray;
	const subject = subjectOf(event, eventOf);
	if (!subject) return word.unknownEvent;
	if ('series' in subject) return word.booked(titleOf(subject.series, workspace));
	const title = titleOf(seriesOf(subject.occurrence), workspace);
	const { occurrence } = workspace.planning.date(subject.occurrence) ?? {};
	const when = dayWords(occurrence?.day ?? ruleDayOf(subject.occurrence), text.language);
	if (event.kind === 'withdrawal') return word.withdrew(title, when);
	if (event.kind !== 'claim' || event.person === workspace.member.person)
		return word.claimed(title, when);
	const { people } = workspace.directory.current;
	const name = people.get(event.person)?.name ?? text.current.common.unknown;
	return word.claimedFor(name, title, when);
}

function titleOf(series: SeriesId, { planning }: Shown): string {
	return planning.calendar.records(series)?.series.plan.title ?? '…';
}
