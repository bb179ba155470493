import type { EventId, PersonId, QualificationId } from '#domain/ids.ts';
import type { Need, Occurrence, StaffRule } from '#domain/series/series.ts';
import { type Day, dayNumber, dayOf } from '#domain/time/day.ts';
import { claim, withdraw } from '../commands/claims.ts';
import type { Helper } from './ground.ts';
import type { Planner } from './planned.ts';
import * as words from './words.ts';

/** One place to be filled: a need of a date. */
export interface Shift {
	readonly date: Occurrence;
	readonly need: Need;
	/** The first need that its activity names: what the rules ask is asked of whoever takes it. */
	readonly isLeading: boolean;
	/** What the activity is, to ask first who likes it. */
	readonly key: string;
	/** Nobody can have claimed before this day. */
	readonly opens: Day;
	/** How many of its places are to be filled. */
	readonly fill: number;
	/** How many more want one of its places when all are taken. */
	readonly waiting: number;
	/** Somebody claimed and took it back. */
	readonly isLeft: boolean;
}

/** A stretch in which somebody is busy, on one line of minutes through all days. */
interface Busy {
	readonly from: number;
	readonly until: number;
}

/**
 * Who stands where in the example: everybody claims in her own lane, some are put there by the
 * coordinator, and nobody is asked to be in two places.
 */
export class Rota {
	readonly #planner: Planner;
	readonly #helpers: readonly Helper[];
	readonly #busy = new Map<PersonId, Busy[]>();

	constructor(planner: Planner) {
		this.#planner = planner;
		this.#helpers = [...planner.ground.staff.slice(1), ...planner.ground.volunteers];
	}

	/** Claims for one shift. Fewer than asked are there only when nobody was free. */
	fill(shift: Shift): void {
		const asked = requirements(shift);
		for (let place = 0; place < shift.fill; place++) {
			const helper = this.#find(shift, asked[place] ?? anybody);
			if (helper) this.#claim(shift, helper);
		}
		if (shift.isLeft) this.#leave(shift);
		// Whoever is numbered last waits: with a special requirement that could be the wrong one.
		for (let more = 0; more < shift.waiting; more++) {
			const helper = this.#find(shift, anybody);
			if (helper) this.#claim(shift, helper, 'waitlist');
		}
	}

	/** The best of who is able and free: who likes it, who has had little, and some chance. */
	#find({ date, need, key }: Shift, asked: Asked): Helper | null {
		let best: { helper: Helper; score: number } | null = null;
		for (const helper of this.#helpers) {
			const isAble =
				need.qualification === null || helper.qualifications.includes(need.qualification);
			if (!isAble || !asked(helper) || !this.#isFree(helper, date)) continue;
			const load = this.#busy.get(helper.id)?.length ?? 0;
			const liking = helper.likes.includes(key) ? 8 : 0;
			const reserve = helper.organisation === null ? 0 : -20;
			const score = liking + reserve - load + this.#planner.chance.fraction() * 6;
			if (!best || score > best.score) best = { helper, score };
		}
		return best?.helper ?? null;
	}

	/** Half an hour to get from one place to the next. */
	#isFree({ id }: Helper, date: Occurrence): boolean {
		const { from, until } = stretch(date);
		return !(this.#busy.get(id) ?? []).some(
			(busy) => busy.from < until + 30 && from < busy.until + 30
		);
	}

	#claim(shift: Shift, helper: Helper, asked: 'place' | 'waitlist' = 'place'): void {
		this.#busy.set(helper.id, [...(this.#busy.get(helper.id) ?? []), stretch(shift.date)]);
		const isAssigned = helper.organisation === null && this.#planner.chance.happens(8);
		this.#claimAs(isAssigned ? this.#planner.me : helper.id, shift, helper, { asked });
	}

	#claimAs(
		by: PersonId,
		{ date, need, opens }: Shift,
		helper: Helper,
		{ before = 0, asked = 'place' }: { before?: number; asked?: 'place' | 'waitlist' }
	): EventId {
		const { draft, chance, ground } = this.#planner;
		const last = Math.max(dayNumber(opens), this.#lastDay(date) - before);
		const day = dayOf(chance.whole(dayNumber(opens), last));
		draft.setClock(day, chance.whole(7 * 60, 19 * 60));
		return claim(draft.by(by).step, ground.season, date.id, need.id, helper.id, asked);
	}

	/** Claims are made before the date, and before today. */
	#lastDay({ day }: Occurrence): number {
		const { today } = this.#planner;
		return dayNumber(day < today ? day : today) - 1;
	}

	/** Somebody claims, and some days later can't come after all. */
	#leave(shift: Shift): void {
		const { draft, chance, ground } = this.#planner;
		const helper = this.#find(shift, anybody);
		if (!helper) return;
		const { step } = draft.by(helper.id);
		const made = this.#claimAs(helper.id, shift, helper, { before: 7 });
		const day = Math.max(dayNumber(shift.opens), this.#lastDay(shift.date) - chance.whole(0, 6));
		draft.setClock(dayOf(day), chance.whole(19 * 60 + 30, 22 * 60));
		withdraw(step, ground.season, [made], chance.oneOf(words.apologies) ?? '');
	}
}

function stretch(date: Occurrence): Busy {
	const midnight = date.dayNumber * 1440;
	return { from: midnight + date.from, until: midnight + date.until };
}

type Asked = (helper: Helper) => boolean;

function anybody({ organisation }: Helper): boolean {
	return organisation === null;
}

/** What the rules of an activity ask of whoever takes the first places of its leading need. */
function requirements({ date, isLeading }: Shift): Asked[] {
	return isLeading ? date.staffRules.flatMap(requirementsOf) : [];
}

function requirementsOf(rule: StaffRule): Asked[] {
	switch (rule.kind) {
		case 'organisations':
			return rule.organisations.map(
				(organisation) => (helper) => helper.organisation === organisation
			);
		case 'duo':
			return [has(rule.qualification)];
		case 'qualified':
			return Array.from({ length: rule.count }, () => has(rule.qualification));
	}
}

function has(qualification: QualificationId): Asked {
	return ({ qualifications }) => qualifications.includes(qualification);
}
