import { claim, withdraw } from '#document/commands/claims.ts';
import type { EventId, OccurrenceId } from '#domain/ids.ts';
import { maxWordLength } from '#domain/access/admit.ts';
import { seriesOf } from '#domain/ids.ts';
import { byTime } from '#views/calendar.ts';
import type { MyShift, OpenShift } from '#views/shifts.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type Placed, keyOf } from './shift-lists.ts';

/** As long as two taps that were meant as one. */
const secondTapMs = 1_000;

/**
 * What a person does on her shifts, and what she did while the page was open.
 *
 * A card stays where it was tapped and answers there: a place that was just taken or given back does not
 * jump away under her finger.
 */
export class ShiftDesk {
	readonly #workspace: () => OpenWorkspace;
	#dropped = $state.raw<readonly MyShift[]>([]);
	#taken = $state.raw<readonly OpenShift[]>([]);
	#lastTaken: { readonly shift: Placed; readonly atMs: number } | null = null;

	constructor(workspace: () => OpenWorkspace) {
		this.#workspace = workspace;
	}

	isDropped(shift: Placed): boolean {
		return this.dropped(shift) !== null;
	}

	/** Her own shifts with those that she just gave back; what she just took stays where she took it. */
	above(mine: readonly MyShift[]): MyShift[] {
		const gone = this.#dropped.filter((shift) => !has(mine, shift));
		return [...mine, ...gone].filter((shift) => !has(this.#taken, shift)).sort(inTime);
	}

	/** What she just took, and holds: it stands below, among the open shifts. */
	justTaken(mine: readonly MyShift[]): MyShift[] {
		return mine.filter((shift) => has(this.#taken, shift) && !this.isDropped(shift));
	}

	/** Open shifts with those that she just took (and perhaps gave back again), each in its place. */
	below(open: readonly OpenShift[], mine: readonly MyShift[]): OpenShift[] {
		const taken = this.#taken.filter((shift) => has(mine, shift) || this.isDropped(shift));
		const offered = open.filter((shift) => !has(taken, shift) && !this.isDropped(shift));
		return [...offered, ...taken].sort(inTime);
	}

	/** The shift as she just gave it back, or null. */
	dropped(shift: Placed): MyShift | null {
		return this.#dropped.find((other) => keyOf(other) === keyOf(shift)) ?? null;
	}

	claim(shift: OpenShift): void {
		this.#taken = [...this.#taken.filter((other) => keyOf(other) !== keyOf(shift)), shift];
		this.#lastTaken = { shift, atMs: performance.now() };
		this.#ask(shift);
	}

	/** Gives a place back, at once; a word why may follow. */
	withdraw(shift: MyShift): void {
		if (this.#isSecondTap(shift)) return;
		this.#dropped = [...this.#dropped.filter((other) => keyOf(other) !== keyOf(shift)), shift];
		this.#giveBack(shift.occurrence.id, shift.claims, '');
	}

	/** Why, afterwards: the same withdrawal again, now with the word. The first one decided. */
	say(shift: MyShift, word: string): void {
		this.#giveBack(shift.occurrence.id, shift.claims, word.trim().slice(0, maxWordLength));
	}

	/** She comes after all: asks again, and stands where the row is now. */
	comeAfterAll(shift: MyShift): void {
		this.#dropped = this.#dropped.filter((other) => keyOf(other) !== keyOf(shift));
		this.#ask(shift);
	}

	/** Puts away what no longer exists. */
	putAway(occurrence: OccurrenceId, claims: readonly EventId[]): void {
		this.#giveBack(occurrence, claims, '');
	}

	/** A hand that shakes taps twice: the way back stands where "I'll come" stood a moment ago. */
	#isSecondTap(shift: Placed): boolean {
		const last = this.#lastTaken;
		if (!last || keyOf(last.shift) !== keyOf(shift)) return false;
		return performance.now() - last.atMs < secondTapMs;
	}

	#ask({ occurrence, need }: Placed): void {
		const workspace = this.#workspace();
		const season = workspace.seasonOf(occurrence.series);
		if (!season) return;
		const { person } = workspace.member;
		workspace.do('claim', (step) => claim(step, season, occurrence.id, need.id, person));
	}

	#giveBack(occurrence: OccurrenceId, claims: readonly EventId[], word: string): void {
		const workspace = this.#workspace();
		const season = workspace.seasonOf(seriesOf(occurrence));
		if (season) workspace.do('withdraw', (step) => withdraw(step, season, claims, word));
	}
}

function inTime(a: Placed, b: Placed): number {
	return byTime(a.occurrence, b.occurrence);
}

function has(shifts: readonly Placed[], shift: Placed): boolean {
	return shifts.some((other) => keyOf(other) === keyOf(shift));
}
