import type { Step } from '#document/commands/step.ts';
import type { Season } from '#domain/directory/directory.ts';
import { ruleDayOf, seriesOf } from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import { type Day, dayNumber, weekOf, weekText } from '#domain/time/day.ts';
import { now } from '#ui/clock.ts';
import type { Toasts } from '#ui/kit/toasts.svelte.ts';
import type { Language } from '#ui/text/messages.ts';
import { text } from '#ui/text/text.svelte.ts';
import { weekActions } from '#ui/text/week-actions.ts';
import { doneWords } from '#ui/workspace/done-words.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import type { Planning } from '#views/planning.ts';
import { type Names, namesOf } from './names.ts';
import { type VenueFacts, takenIndex } from './venue-check.ts';
import { WeekActions } from './week-actions.ts';
import { type View, type WeekAddress, addressHref } from './week-address.ts';

export interface WeekPlace {
	/** Everything of the address before the week: `/w/abc/week`. */
	readonly base: string;
	readonly address: WeekAddress;
	/** Goes to another address; with `replace`, Back does not come by here again. */
	navigate(href: string, how?: { replace?: boolean }): void;
	/** Goes one step back, to where this was opened from. */
	back(): void;
}

/** The desk of the coordinator: the workspace as it is now, where on it she looks, and what she can do. */
export class WeekDesk {
	readonly workspace: OpenWorkspace;
	readonly actions: WeekActions;
	readonly toasts: Toasts;
	readonly #place: () => WeekPlace;
	/** Whether what is open was opened from this page, so that closing it is going back. */
	#opened = false;
	readonly names: Names = $derived.by(() => this.#names());
	readonly facts: VenueFacts = $derived.by(() => this.#facts());

	constructor(workspace: OpenWorkspace, toasts: Toasts, place: () => WeekPlace) {
		this.workspace = workspace;
		this.toasts = toasts;
		this.actions = new WeekActions(workspace);
		this.#place = place;
	}

	get planning(): Planning {
		return this.workspace.live.current;
	}

	get directory() {
		return this.workspace.directory.current;
	}

	get language(): Language {
		return text.language;
	}

	get today(): Day {
		now();
		return this.workspace.today();
	}

	get address(): WeekAddress {
		return this.#place().address;
	}

	/** The season in which a day lies; null outside each. */
	seasonOn(day: Day | null): Season | null {
		this.workspace.directory.follow();
		if (day === null) return null;
		return this.workspace.seasons.find(({ first, last }) => first <= day && day <= last) ?? null;
	}

	/** Whether there is any season at all. */
	seasonNear(day: Day): Season | null {
		this.workspace.directory.follow();
		return this.workspace.seasonFor(day);
	}

	/** The address of this screen with something else about it. */
	href(changes: Partial<WeekAddress>): string {
		const { base, address } = this.#place();
		return addressHref(base, { ...address, ...changes });
	}

	/** Opens a date in its own week. */
	openHref({ id, day }: Pick<Occurrence, 'id' | 'day'>, part: WeekAddress['part'] = null): string {
		return this.href({ week: weekOf(day), open: id, part, making: null });
	}

	viewHref(view: View): string {
		return this.href({ view, open: null, part: null, making: null });
	}

	go(changes: Partial<WeekAddress>, how?: { replace?: boolean }): void {
		this.#place().navigate(this.href(changes), how);
	}

	/** A link of this screen was followed: what it opened is closed by going back. */
	noteOpening(): void {
		this.#opened = true;
	}

	close(): void {
		const { address } = this.#place();
		if (!address.open && !address.making) return;
		const opened = this.#opened;
		this.#opened = false;
		if (opened) this.#place().back();
		else this.go({ open: null, part: null, making: null }, { replace: true });
	}

	/** Goes on with the nearest date when the one that is open has no place in the rhythm any more. */
	followDate(): void {
		const { open } = this.address;
		const { calendar } = this.planning;
		if (!open || calendar.get(open)) return;
		const away = ({ day }: Occurrence) => Math.abs(dayNumber(day) - dayNumber(ruleDayOf(open)));
		const [next] = calendar.of(seriesOf(open)).toSorted((a, b) => away(a) - away(b));
		if (next) this.go({ open: next.id, week: weekOf(next.day), part: null }, { replace: true });
	}

	/** Closes what is open, in the week of a day: what was just made there is to be seen. */
	closeAt(day: Day | undefined): void {
		const { week } = this.address;
		const there = day ? weekOf(day) : week;
		if (weekText(there) === weekText(week)) return this.close();
		this.#opened = false;
		this.go({ week: there, open: null, part: null, making: null }, { replace: true });
	}

	/**
	 * Does something, says so, and offers the way back of this step and no other. What `beware` answers
	 * afterwards is told in the same breath.
	 */
	perform(said: string, act: () => void, beware: () => readonly string[] = () => []): void {
		const before = this.actions.last;
		act();
		const step = this.actions.last;
		if (!step || step === before || step.isEmpty) return;
		const warnings = beware();
		this.toasts.say([said, ...warnings].join(' '), {
			tone: warnings.length > 0 ? 'attention' : 'good',
			undo: () => this.#takeBack(step)
		});
	}

	undo(): void {
		const { history } = this.workspace;
		const what = this.doneWords(history.undoable);
		const answer = history.undo();
		this.followDate();
		const words = text.of(weekActions);
		if (answer === 'changed-meanwhile')
			this.toasts.say(words.changedMeanwhile(what), { tone: 'attention' });
		else if (answer) this.toasts.say(words.undone(what));
	}

	redo(): void {
		const { history } = this.workspace;
		const what = this.doneWords(history.redoable);
		const answer = history.redo();
		this.followDate();
		const words = text.of(weekActions);
		if (answer === 'changed-meanwhile')
			this.toasts.say(words.changedMeanwhile(what), { tone: 'attention' });
		else if (answer) this.toasts.say(words.redone(what));
	}

	/** What a step is called, also one of another screen. */
	doneWords(name: string | null): string {
		return doneWords(name, text.language);
	}

	#takeBack(step: Step): void {
		const answer = this.workspace.history.takeBack(step);
		this.followDate();
		if (answer === 'changed-meanwhile') {
			const { changedMeanwhile, lastChange } = text.of(weekActions);
			this.toasts.say(changedMeanwhile(lastChange), { tone: 'attention' });
		}
	}

	#names(): Names {
		const { planning, directory } = this;
		const recordsOf = planning.calendar.records.bind(planning.calendar);
		return namesOf(directory, recordsOf, text.current.common.unknown);
	}

	#facts(): VenueFacts {
		const { venues } = this.planning;
		return { closed: (date) => venues.closed(date), takenOn: takenIndex(venues.allTaken()) };
	}
}
