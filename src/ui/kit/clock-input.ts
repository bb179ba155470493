import type { Minutes } from '#domain/time/day.ts';

/** `16:30`, `16.30`, `16u30`, `16h30`; `16`, `16u` and `16 uur` without minutes. */
const withSign = /^(\d{1,2})\s*(?:[:.,uh]\s*(\d{2})?|uur|heures?)?$/;
/** `1630`, `930`: what fingers write on a keyboard of digits. */
const withoutSign = /^(\d{1,2})(\d{2})$/;

/** The minutes since midnight of what somebody wrote as a time, or null when that is no time; 24:00 is midnight. */
export function minutesOf(written: string): Minutes | null {
	const plain = written.trim().toLowerCase();
	const match = withSign.exec(plain) ?? withoutSign.exec(plain);
	if (!match) return null;
	const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
	if (hours === 24 && minutes === 0) return 0;
	return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** Whether nothing more can follow: `16:30` and `1630`, not yet `16` or `163`. */
export function isWhole(written: string): boolean {
	return minutesOf(written) !== null && /^\d{2}\D?\d{2}$/.test(written.trim());
}

/** A step on, to a round time; past midnight the clock starts again. */
export function stepped(minutes: Minutes, by: 1 | -1, step: Minutes): Minutes {
	const at = by > 0 ? Math.floor(minutes / step) : Math.ceil(minutes / step);
	return ((at + by) * step + 1440) % 1440;
}
