import type { Minutes } from '#domain/time/day.ts';

/** The minutes since midnight of what a time field holds (`16:30`), or null when that is no time. */
export function minutesOf(written: string): Minutes | null {
	const match = /^(\d{2}):(\d{2})/.exec(written);
	if (!match) return null;
	const [hours, minutes] = [Number(match[1]), Number(match[2])];
	return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}
