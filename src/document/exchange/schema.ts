import { equalityDeep } from 'lib0/function';
import * as v from 'valibot';
import { parseDocumentName } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import {
	EventId,
	type IdKind,
	NeedId,
	OccurrenceId,
	OrganisationId,
	PersonId,
	SeasonId,
	SeriesId,
	WorkspaceId
} from '#domain/ids.ts';
import { isZone } from '#domain/time/zone.ts';
import { type ChangeName, changeFields } from '../layouts/changes.ts';
import { readRefusalReason } from '../layouts/event.ts';
import { type Field, type Stored, unreadable } from '../records/field.ts';
import { isChange } from './changes.ts';
import { eventOf, readsBack } from './events.ts';
import { type FileNumbered, fileFormat, fileVersion } from './file.ts';
import {
	type RecordKind,
	contactKinds,
	directoryKinds,
	layoutOf,
	openingKinds,
	planKinds
} from './layouts.ts';
import { fromPlain, isDictionary, isElement, unplain } from './plain.ts';

/*
 * What a file of this version looks like. Every object is strict: a key that is not known would be lost
 * on the way in, so that the file is refused instead.
 */

function holds(isRight: (value: unknown) => boolean) {
	return v.custom<unknown>(isRight);
}

function idOf<Id extends string>(kind: IdKind<Id>) {
	return holds((value) => kind.parse(value) !== null);
}

const zoneName = holds((value) => typeof value === 'string' && isZone(value));
const json = holds((value) => fromPlain(value) !== unplain);
const element = holds((value) => isElement(fromPlain(value)));
const dictionary = holds((value) => isDictionary(fromPlain(value)));
const number = v.pipe(v.number(), v.integer(), v.minValue(1));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/** Chooses by what is there, so that a complaint names the place and not just "neither of the two". */
function storedOr(stored: v.GenericSchema, readable: v.GenericSchema): v.GenericSchema {
	return v.lazy((input) => (isDictionary(input) && 'stored' in input ? stored : readable));
}

/** What no version could read may lie under any id: it is laid down under it again, and stays unread. */
const storedRecord = v.strictObject({
	id: v.string(),
	stored: v.pipe(
		v.strictObject({ base: v.optional(json), edits: v.optional(dictionary) }),
		v.check(({ base, edits }) => base !== undefined || edits !== undefined)
	)
});

function fieldSchema(field: Field<unknown>): v.GenericSchema {
	const readable = holds((value) => {
		const read = field.read(value);
		return read !== unreadable && equalityDeep(read, value);
	});
	return field.read(undefined) === unreadable ? readable : v.optional(readable);
}

function recordsOf(kind: RecordKind): v.GenericSchema {
	const layout = layoutOf(kind);
	const fields = Object.entries(layout.fields).map(([name, field]) => [name, fieldSchema(field)]);
	const readable = v.strictObject({
		id: idOf(layout.id),
		removed: v.optional(v.literal(true)),
		...(Object.fromEntries(fields) as Record<string, v.GenericSchema>)
	});
	return v.array(storedOr(storedRecord, readable));
}

function eachOf<Kind extends RecordKind>(kinds: readonly Kind[]): Record<Kind, v.GenericSchema> {
	const schemas = kinds.map((kind) => [kind, recordsOf(kind)]);
	return Object.fromEntries(schemas) as Record<Kind, v.GenericSchema>;
}

function changeOf(name: ChangeName) {
	return holds((value) => isChange(name, value as Stored));
}

/** Names under which valibot's `record` looks at nothing; a root in a document can have them all the same. */
const passedOver = ['__proto__', 'constructor', 'prototype'];

function recordOf(
	key: v.GenericSchema<string, string>,
	entry: v.GenericSchema
): v.GenericSchema<unknown, unknown> {
	const isRight = (input: object) =>
		Object.entries(input)
			.filter(([name]) => passedOver.includes(name))
			.every(([name, value]) => v.is(key, name) && v.is(entry, value));
	return v.lazy((input) =>
		typeof input === 'object' && input !== null && !isRight(input)
			? v.never()
			: v.record(key, entry)
	);
}

/** How many are asked for, by need: each entry is asked of the layout. */
function placesOf(field: 'places' | 'placesFrom') {
	return holds(
		(value) =>
			isDictionary(value) &&
			Object.entries(value).length > 0 &&
			Object.entries(value).every(([key, one]) => {
				const need = NeedId.parse(key);
				return need !== null && isChange({ field, need }, one as Stored);
			})
	);
}

const changes = v.array(
	v.strictObject({
		occurrence: idOf(OccurrenceId),
		...Object.fromEntries(changeFields.map((field) => [field, v.optional(changeOf({ field }))])),
		places: v.optional(placesOf('places')),
		placesFrom: v.optional(placesOf('placesFrom'))
	})
);

const claim = {
	...{ kind: v.literal('claim'), id: idOf(EventId), season: idOf(SeasonId) },
	...{ occurrence: idOf(OccurrenceId), need: idOf(NeedId), person: idOf(PersonId) },
	...{ by: idOf(PersonId), madeAt: instant, asked: v.exactOptional(v.literal('waitlist')) }
};
const withdrawal = {
	...{ kind: v.literal('withdrawal'), id: idOf(EventId), season: idOf(SeasonId) },
	...{ claim: idOf(EventId), by: idOf(PersonId), madeAt: instant }
};
const booking = {
	...{ kind: v.literal('booking'), id: idOf(EventId), season: idOf(SeasonId) },
	...{ series: idOf(SeriesId), holds: v.array(v.unknown()), frees: v.array(v.unknown()) },
	...{ by: idOf(PersonId), madeAt: instant }
};
const storedEvent = v.strictObject({ id: v.string(), stored: json });
const readableEvent = v.pipe(
	v.variant('kind', [
		v.strictObject(claim),
		v.strictObject({ ...withdrawal, word: v.string() }),
		v.strictObject(booking)
	]),
	v.check((event) => readsBack(event as LaneEvent))
);

const placed = { number, lane: idOf(PersonId) };
const numberedRow = v.pipe(
	v.variant('kind', [
		v.strictObject({ ...placed, ...claim }),
		v.strictObject({ ...placed, ...withdrawal }),
		v.strictObject({ ...placed, ...booking })
	]),
	v.check((row) => readsBack(eventOf(row as FileNumbered)))
);
const placesRow = v.strictObject({
	...{ number, kind: v.literal('places'), occurrence: idOf(OccurrenceId), need: idOf(NeedId) },
	max: v.pipe(v.number(), v.integer())
});
const refusalRow = v.strictObject({
	...{ kind: v.literal('refusal'), lane: idOf(PersonId), event: idOf(EventId) },
	reason: holds((value) => readRefusalReason(value) === value)
});
const storedRow = v.strictObject({ number: v.optional(number), stored: element });
const readableRow = v.lazy((input: unknown): v.GenericSchema => {
	if (!isDictionary(input)) return numberedRow;
	if (input.kind === 'places') return placesRow;
	return input.kind === 'refusal' ? refusalRow : numberedRow;
});

const other = v.pipe(
	v.strictObject({ map: v.optional(dictionary), list: v.optional(v.array(element)) }),
	v.check(({ map, list }) => (map === undefined) !== (list === undefined))
);
const documentName = v.pipe(
	v.string(),
	v.check((text) => parseDocumentName(text) !== null)
);

export const fileSchema = v.strictObject({
	format: v.literal(fileFormat),
	version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(fileVersion)),
	exportedAt: v.pipe(v.string(), v.isoTimestamp()),
	workspace: v.strictObject({
		id: idOf(WorkspaceId),
		name: v.optional(v.string()),
		zone: v.optional(zoneName),
		example: v.optional(v.literal(true)),
		more: dictionary
	}),
	...eachOf(directoryKinds),
	...eachOf(contactKinds),
	openings: v.array(
		v.strictObject({ organisation: idOf(OrganisationId), ...eachOf(openingKinds) })
	),
	plans: v.array(v.strictObject({ season: idOf(SeasonId), ...eachOf(planKinds), changes })),
	lanes: v.array(
		v.strictObject({
			person: idOf(PersonId),
			events: v.array(storedOr(storedEvent, readableEvent))
		})
	),
	ledgers: v.array(
		v.strictObject({
			ledger: holds((value) => value === 'venues' || SeasonId.parse(value) !== null),
			rows: v.array(storedOr(storedRow, readableRow))
		})
	),
	others: recordOf(documentName, recordOf(v.string(), other)),
	leftOut: v.array(v.string())
});
