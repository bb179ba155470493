import { Day, type Weekday } from '#domain/time/day.ts';
import type { IdKind } from '#domain/ids.ts';
import type { Rule } from '#domain/series/rule.ts';
import type { StaffRule } from '#domain/series/series.ts';
import { OrganisationId, QualificationId } from '#domain/ids.ts';

/** How one field of a record is read from a document: any device, of any age, may have written it. */
export interface Field<T> {
	/** The value, or `unreadable`. `undefined` stands for a field that an older version did not write. */
	read(stored: unknown): T | typeof unreadable;
}

export const unreadable = Symbol('unreadable');

function isReadable<T>(value: T | typeof unreadable): value is T {
	return value !== unreadable;
}

/** What lies in a document: plain values that Yjs encodes as they are. */
export type Stored =
	string | number | boolean | null | readonly Stored[] | { readonly [key: string]: Stored };

const maxText = 20_000;

export function text(fallback?: string): Field<string> {
	return withFallback(fallback, (stored) =>
		typeof stored === 'string' ? stored.slice(0, maxText) : unreadable
	);
}

export function flag(fallback: boolean): Field<boolean> {
	return withFallback(fallback, (stored) => (typeof stored === 'boolean' ? stored : unreadable));
}

/** A whole number between `least` and `most`; what lies outside is unreadable. */
export function whole(least: number, most: number, fallback?: number): Field<number> {
	return withFallback(fallback, (stored) =>
		typeof stored === 'number' && Number.isInteger(stored) && stored >= least && stored <= most
			? stored
			: unreadable
	);
}

export function id<Id extends string>(kind: IdKind<Id>): Field<Id> {
	return { read: (stored) => kind.parse(stored) ?? unreadable };
}

export function idOrNull<Id extends string>(kind: IdKind<Id>): Field<Id | null> {
	return orNull(id(kind));
}

export const day: Field<Day> = { read: (stored) => Day.parse(stored) ?? unreadable };

export function orNull<T>(field: Field<T>): Field<T | null> {
	return {
		read: (stored) => (stored === null || stored === undefined ? null : field.read(stored))
	};
}

/** A field that may be absent: absence says "as it was", so that null can say "none". */
export function optional<T>(field: Field<T>): Field<T | undefined> {
	return { read: (stored) => (stored === undefined ? undefined : field.read(stored)) };
}

export function oneOf<const T extends string>(choices: readonly T[], fallback?: T): Field<T> {
	return withFallback(
		fallback,
		(stored) => choices.find((choice) => choice === stored) ?? unreadable
	);
}

/** A list; elements that can't be read are left out, so that one bad entry does not hide the others. */
export function list<T>(element: Field<T>): Field<readonly T[]> {
	return {
		read(stored) {
			if (stored === undefined) return [];
			if (!Array.isArray(stored)) return unreadable;
			return stored.map((one) => element.read(one)).filter(isReadable);
		}
	};
}

export const weekdays: Field<readonly Weekday[]> = {
	read(stored) {
		if (!Array.isArray(stored)) return unreadable;
		const days = ([1, 2, 3, 4, 5, 6, 7] as const).filter((weekday) => stored.includes(weekday));
		return days.length > 0 ? days : unreadable;
	}
};

export const rule: Field<Rule> = {
	read(stored) {
		if (!isRecord(stored)) return unreadable;
		switch (stored.kind) {
			case 'once':
				return fields(stored, { day }, ({ day }) => ({ kind: 'once', day }));
			case 'weekly':
				return fields(
					stored,
					{ start: day, until: day, every: whole(1, 52), weekdays },
					(read) => ({ kind: 'weekly', ...read })
				);
			case 'monthly':
				return fields(
					stored,
					{ start: day, until: day, every: whole(1, 24), nth, weekday: oneWeekday },
					(read) => ({ kind: 'monthly', ...read })
				);
			default:
				return unreadable;
		}
	}
};

const nth: Field<1 | 2 | 3 | 4 | 5 | -1> = {
	read: (stored) => ([1, 2, 3, 4, 5, -1] as const).find((choice) => choice === stored) ?? unreadable
};

const oneWeekday: Field<Weekday> = {
	read: (stored) =>
		([1, 2, 3, 4, 5, 6, 7] as const).find((choice) => choice === stored) ?? unreadable
};

export const staffRule: Field<StaffRule> = {
	read(stored) {
		if (!isRecord(stored)) return unreadable;
		switch (stored.kind) {
			case 'duo':
				return fields(
					stored,
					{ size: whole(2, 20, 2), qualification: id(QualificationId) },
					(read) => ({
						kind: 'duo',
						...read
					})
				);
			case 'organisations':
				return fields(stored, { organisations: list(id(OrganisationId)) }, (read) => ({
					kind: 'organisations',
					...read
				}));
			case 'qualified':
				return fields(
					stored,
					{ qualification: id(QualificationId), count: whole(1, 20, 1) },
					(read) => ({
						kind: 'qualified',
						...read
					})
				);
			default:
				return unreadable;
		}
	}
};

type FieldsOf<T> = { readonly [Name in keyof T]: Field<T[Name]> };

/** Reads an object field by field; one unreadable field makes the whole unreadable. */
export function fields<T extends object, Result>(
	stored: Readonly<Record<string, unknown>>,
	kinds: FieldsOf<T>,
	make: (read: T) => Result
): Result | typeof unreadable {
	const read: Partial<T> = {};
	for (const name in kinds) {
		const value = kinds[name].read(stored[name]);
		if (value === unreadable) return unreadable;
		read[name] = value;
	}
	return make(read as T);
}

export function isRecord(stored: unknown): stored is Readonly<Record<string, unknown>> {
	return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
}

function withFallback<T>(
	fallback: T | undefined,
	read: (stored: unknown) => T | typeof unreadable
): Field<T> {
	return {
		read: (stored) => (stored === undefined && fallback !== undefined ? fallback : read(stored))
	};
}
