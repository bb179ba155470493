import { claim, withdraw, withdrawWhereNamed } from '#document/commands/claims.ts';
import type { Claim } from '#domain/claims/event.ts';
import type { EventId, OccurrenceId } from '#domain/ids.ts';
import { maxWordLength } from '#domain/access/admit.ts';
import { seriesOf } from '#domain/ids.ts';
import { byTime } from '#views/calendar.ts';
import type { MyShift, OpenShift } from '#views/shifts.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type Placed, keyOf } from './shift-lists.ts';

/** As long as two taps that were meant as one. */
const secondTapMs = 1_000;

/** Of the two places in which a shift can stand: among her own, or among what is open to everybody. */
export type Stand = 'mine' | 'open';

interface Dropped {
	readonly shift: MyShift;
	readonly stand: Stand;
}

/**
 * What a person does on her shifts, and what she did while the page was open.
 *
 * What she takes stands among her own shifts at once. The card that she tapped stays where it was, too, and
 * answers there: nothing jumps away under her finger.
 */
export class ShiftDesk {
	readonly #workspace: () => OpenWorkspace;
	readonly #held: () => readonly MyShift[];
	#dropped = $state.raw<readonly Dropped[]>([]);
	#taken = $state.raw<readonly OpenShift[]>([]);
	#lastTaken: { readonly shift: Placed; readonly atMs: number } | null = null;

	/** @param held what she holds or asked for, as it stands now */
	constructor(workspace: () => OpenWorkspace, held: () => readonly MyShift[]) {
		this.#workspace = workspace;
		this.#held = held;
	}

	/** Her own shifts, with those that she just gave back there. */
	mine(): MyShift[] {
		const held = this.#held().filter((shift) => !this.dropped(shift, 'open'));
		const gone = this.#droppedAt('mine').filter((shift) => !has(held, shift));
		return [...held, ...gone].sort(inTime);
	}

	/** Open shifts with those that she just took (and perhaps gave back again), each in its place. */
	open(offered: readonly OpenShift[]): OpenShift[] {
		const held = this.#held();
		const taken = this.#taken.filter((shift) => has(held, shift) || this.dropped(shift, 'open'));
		const others = offered.filter((shift) => !has(taken, shift));
		return [...others, ...taken].filter((shift) => !this.dropped(shift, 'mine')).sort(inTime);
	}

	/** Whether she took it while this page was open. */
	isTaken(shift: Placed): boolean {
		return has(this.#taken, shift);
	}

	/** The shift as she just gave it back in that place, or null. */
	dropped(shift: Placed, stand: Stand): MyShift | null {
		return this.#droppedAt(stand).find((other) => keyOf(other) === keyOf(shift)) ?? null;
	}

	claim(shift: OpenShift): void {
		this.#taken = [...this.#taken.filter((other) => keyOf(other) !== keyOf(shift)), shift];
		this.#lastTaken = { shift, atMs: performance.now() };
		this.#ask(shift, shift.free > 0 ? 'place' : 'waitlist');
	}

	/** Gives a place back, at once, and answers in the place where she did; a word why may follow. */
	withdraw(shift: MyShift, stand: Stand): void {
		if (this.#isSecondTap(shift)) return;
		this.#dropped = [...this.#without(shift), { shift, stand }];
		this.#giveBack(shift.occurrence.id, shift.claims, '');
	}

	/** Why, afterwards: the same withdrawal again, now with the word. The first one decided. */
	say(shift: MyShift, word: string): void {
		this.#giveBack(shift.occurrence.id, shift.claims, word.trim().slice(0, maxWordLength));
	}

	/** She comes after all: asks again for what the card offered, and stands where the row is now. */
	comeAfterAll(shift: MyShift, asked: 'place' | 'waitlist'): void {
		this.#lastTaken = { shift, atMs: performance.now() };
		this.#ask(shift, asked);
	}

	/** Puts away what no longer exists. */
	putAway(claims: readonly Claim[]): void {
		this.#workspace().do('withdraw', (step) => withdrawWhereNamed(step, claims, ''));
	}

	/** A hand that shakes taps twice: the way back stands where "I'll come" stood a moment ago. */
	#isSecondTap(shift: Placed): boolean {
		const last = this.#lastTaken;
		if (!last || keyOf(last.shift) !== keyOf(shift)) return false;
		return performance.now() - last.atMs < secondTapMs;
	}

	#droppedAt(at: Stand): MyShift[] {
		return this.#dropped
			.filter(({ stand, shift }) => stand === at && !this.#isBack(shift))
			.map(({ shift }) => shift);
	}

	/** Whether she asked again since: her answer stands until the new one is there, so that no card blinks. */
	#isBack(shift: MyShift): boolean {
		const now = this.#held().find((other) => keyOf(other) === keyOf(shift));
		return now?.claims.some((claim) => !shift.claims.includes(claim)) ?? false;
	}

	#without(shift: Placed): Dropped[] {
		return this.#dropped.filter((other) => keyOf(other.shift) !== keyOf(shift));
	}

	#ask({ occurrence, need }: Placed, asked: 'place' | 'waitlist'): void {
		const workspace = this.#workspace();
		const season = workspace.seasonOf(occurrence.series);
		if (!season) return;
		const { person } = workspace.member;
		workspace.do('claim', (step) => claim(step, season, occurrence.id, need.id, person, asked));
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
