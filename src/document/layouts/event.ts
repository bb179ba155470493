import {
	admitRefusals,
	type AdmitRefusal,
	type Booking,
	type Claim,
	type Freed,
	type Hold,
	type LaneEvent,
	type Withdrawal
} from '#domain/claims/event.ts';
import { maxHolds, maxWordLength } from '#domain/access/admit.ts';
import {
	EventId,
	NeedId,
	OccurrenceId,
	PersonId,
	SeasonId,
	SeriesId,
	VenueId
} from '#domain/ids.ts';
import {
	type Field,
	type Stored,
	day,
	fields,
	id,
	isRecord,
	orNull,
	rule,
	text,
	unreadable,
	whole
} from '../records/field.ts';

/*
 * Events lie as rows, `[version, kind, …]`, once and for ever. Short rows keep a season's ledger small:
 *   claim       [1, 'c', season, occurrence, need, person, by, madeAt], with 'w' behind it for the waitlist
 *   withdrawal  [1, 'w', season, claim, by, madeAt, word]
 *   booking     [1, 'b', season, series, holds, frees, by, madeAt]
 */
const version = 1;
const askedWaitlist = 'w';

export function packEvent(event: LaneEvent): Stored[] {
	switch (event.kind) {
		case 'claim': {
			const { season, occurrence, need, person, by, madeAt, asked } = event;
			const row = [version, 'c', season, occurrence, need, person, by, madeAt];
			return asked ? [...row, askedWaitlist] : row;
		}
		case 'withdrawal':
			return [version, 'w', event.season, event.claim, event.by, event.madeAt, event.word];
		case 'booking': {
			const { season, series, holds, frees, by, madeAt } = event;
			return [
				version,
				'b',
				season,
				series,
				holds as unknown as Stored,
				frees as unknown as Stored,
				by,
				madeAt
			];
		}
	}
}

/** A row that says why such a claim was taken back, without saying it; null for every other. */
export function withoutWordOn(row: Stored, isMeant: (claim: EventId) => boolean): Stored[] | null {
	if (!isList(row) || row[1] !== 'w' || !row[6]) return null;
	const claim = EventId.parse(row[3]);
	return claim && isMeant(claim) ? [...row.slice(0, 6), ''] : null;
}

function isList(stored: Stored): stored is readonly Stored[] {
	return Array.isArray(stored);
}

/** The event that lies under `key`, or null when this version can't read it. */
export function unpackEvent(key: string, row: unknown): LaneEvent | null {
	const eventId = EventId.parse(key);
	if (!eventId || !Array.isArray(row) || typeof row[0] !== 'number') return null;
	switch (row[1]) {
		case 'c':
			return claimFrom(eventId, row);
		case 'w':
			return withdrawalFrom(eventId, row);
		case 'b':
			return bookingFrom(eventId, row);
		default:
			return null;
	}
}

const instant = whole(0, 8.64e15);

function claimFrom(eventId: EventId, row: readonly unknown[]): Claim | null {
	const season = SeasonId.parse(row[2]);
	const occurrence = OccurrenceId.parse(row[3]);
	const need = NeedId.parse(row[4]);
	const person = PersonId.parse(row[5]);
	const by = PersonId.parse(row[6]);
	const madeAt = instant.read(row[7]);
	if (!season || !occurrence || !need || !person || !by || madeAt === unreadable) return null;
	const claim = { season, occurrence, need, person, by, madeAt };
	const asked = row[8] === askedWaitlist ? ({ asked: 'waitlist' } as const) : {};
	return { kind: 'claim', id: eventId, ...claim, ...asked };
}

function withdrawalFrom(eventId: EventId, row: readonly unknown[]): Withdrawal | null {
	const season = SeasonId.parse(row[2]);
	const claim = EventId.parse(row[3]);
	const by = PersonId.parse(row[4]);
	const madeAt = instant.read(row[5]);
	const word = text('').read(row[6]);
	if (!season || !claim || !by || madeAt === unreadable || word === unreadable) return null;
	return {
		kind: 'withdrawal',
		id: eventId,
		season,
		claim,
		by,
		madeAt,
		word: word.slice(0, maxWordLength + 1)
	};
}

function bookingFrom(eventId: EventId, row: readonly unknown[]): Booking | null {
	const season = SeasonId.parse(row[2]);
	const series = SeriesId.parse(row[3]);
	const holds = everyOne(hold, row[4]);
	const frees = everyOne(freed, row[5]);
	const by = PersonId.parse(row[6]);
	const madeAt = instant.read(row[7]);
	if (!season || !series || !holds || !frees || !by || madeAt === unreadable) return null;
	return { kind: 'booking', id: eventId, season, series, holds, frees, by, madeAt };
}

/** A booking of which one hold is unreadable would take less than it says: all of it or nothing. */
function everyOne<T>(field: Field<T>, stored: unknown): T[] | null {
	if (!Array.isArray(stored) || stored.length > maxHolds + 1) return null;
	const read: T[] = [];
	for (const one of stored) {
		const value = field.read(one);
		if (value === unreadable) return null;
		read.push(value);
	}
	return read;
}

const holdFields = {
	venue: id(VenueId),
	rule,
	first: day,
	last: day,
	from: whole(0, 1440),
	until: whole(0, 3600),
	standsFor: orNull(day)
};

const hold: Field<Hold> = {
	read: (stored) => (isRecord(stored) ? fields(stored, holdFields, (read) => read) : unreadable)
};

const freedFields = { booking: id(EventId), first: day, last: day };

const freed: Field<Freed> = {
	read: (stored) => (isRecord(stored) ? fields(stored, freedFields, (read) => read) : unreadable)
};

/** Of a reason that only a newer version knows, this one can't say more than that. */
export function readRefusalReason(stored: unknown): AdmitRefusal {
	return admitRefusals.find((reason) => reason === stored) ?? 'unreadable';
}
