/*
 * Faults that were planted and seen red: a row that can't be read takes no number; refusals take one;
 * the word of a withdrawal written; an event taken twice; what a device has of before a relay was put back kept, or
 * sorted by chance; rows in the middle taken for new ones; who looks told only what is new.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { LedgerEntry } from '#domain/claims/event.ts';
import { anyEvent } from '#tests/support/any-event.ts';
import { claimOf, claimId, serve, tuesday, withdrawalOf } from '#tests/support/any-history.ts';
import { anyGarbage, copyOf } from '#tests/support/meeting.ts';
import { ann, bob } from '#tests/support/named-ids.ts';
import { Ledger, type LedgerRow } from './ledger.ts';

const anyRow: fc.Arbitrary<LedgerRow> = fc.oneof(
	anyEvent.map((event): LedgerRow => ({ kind: 'event', lane: event.by, event })),
	fc.nat(5).map((max): LedgerRow => ({ kind: 'places', occurrence: tuesday, need: serve, max })),
	fc.nat(9).map((claim): LedgerRow => ({
		kind: 'refusal',
		event: claimId(claim),
		lane: bob,
		reason: 'not-qualified'
	}))
);
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 5 });
const anyWrites = fc.array(fc.array(anyRow, { maxLength: 4 }), { maxLength: 6 });

function withoutWord(row: LedgerRow): LedgerRow {
	if (row.kind !== 'event' || row.event.kind !== 'withdrawal') return row;
	return { ...row, event: { ...row.event, word: '' } };
}

describe('a ledger', () => {
	property.prop([anyWrites, fc.array(fc.boolean(), { maxLength: 6 })])(
		'gives every event the same number on every device, whenever it looked',
		(writes, looks) => {
			const clerk = new Ledger(new Y.Doc());
			const phone = new Y.Doc();
			const onPhone = new Ledger(phone);
			const told: LedgerEntry[] = [];
			onPhone.observe((added) => told.push(...added));
			writes.forEach((rows, at) => {
				clerk.write(rows, 0);
				if (looks[at]) Y.applyUpdate(phone, Y.encodeStateAsUpdate(clerk.doc));
			});
			Y.applyUpdate(phone, Y.encodeStateAsUpdate(clerk.doc));
			const fresh = new Ledger(copyOf(clerk.doc));
			expect(onPhone.entries).toEqual(clerk.entries);
			expect(fresh.entries).toEqual(clerk.entries);
			expect(told).toEqual(clerk.entries);
			expect(onPhone.refusals()).toEqual(clerk.refusals());
		}
	);

	property.prop([anyWrites])(
		'numbers what was taken from one on, in order, and loses nothing',
		(writes) => {
			const ledger = new Ledger(new Y.Doc());
			for (const rows of writes) ledger.write(rows, 0);
			const rows = writes.flat().map(withoutWord);
			const taken = rows.filter(({ kind }) => kind !== 'refusal');
			expect(ledger.entries.map(({ number }) => number)).toEqual(taken.map((_, at) => at + 1));
			const events = ledger.entries.flatMap((entry) =>
				entry.kind === 'event' ? [entry.event] : []
			);
			expect(events).toEqual(taken.flatMap((row) => (row.kind === 'event' ? [row.event] : [])));
			for (const row of rows) {
				if (row.kind === 'event') expect(ledger.numberOf(row.event.id)).not.toBeNull();
				if (row.kind === 'refusal') expect(ledger.isRefused(row.event)).toBe(true);
				if (row.kind !== 'places') {
					expect(ledger.isSettled(row.kind === 'event' ? row.event.id : row.event)).toBe(true);
				}
			}
		}
	);

	property.prop([anyGarbage, fc.nat(3)])(
		'survives any row, and numbers what follows alike',
		(garbage, at) => {
			const doc = new Y.Doc();
			const rows: unknown[] = ['e', ann, claimId(0), [1]];
			rows[at] = typeof garbage === 'function' || typeof garbage === 'symbol' ? null : garbage;
			fc.pre(isStorable(rows));
			doc.getArray('rows').push([rows]);
			const ledger = new Ledger(doc);
			ledger.write([{ kind: 'event', lane: ann, event: claimOf(1, ann) }], 0);
			expect(ledger.numberOf(claimId(1))).toBe(rows[0] === 'r' ? 1 : 2);
		}
	);

	test('takes an event once, though the clerk wrote it twice; the number is spent', () => {
		const ledger = new Ledger(new Y.Doc());
		const row: LedgerRow = { kind: 'event', lane: ann, event: claimOf(0, ann) };
		ledger.write([row, row, { kind: 'event', lane: bob, event: claimOf(1, bob) }], 0);
		expect(ledger.entries.map(({ number }) => number)).toEqual([1, 3]);
	});

	property.prop([anyRows, anyRows, anyRows, anyRows, fc.boolean(), fc.boolean()])(
		'says the same everywhere once a relay was put back, whatever a device still had, and whenever it looked',
		(before, lost, after, again, comesFirst, isTwice) => {
			const first = writtenOn(new Y.Doc(), before, 1_000);
			const device = copyOf(writtenOn(copyOf(first), lost, 2_000));
			let relay = writtenOn(copyOf(first), after, 3_000);
			const viewer = viewerOn(comesFirst ? copyOf(relay) : device);
			Y.applyUpdate(viewer.doc, Y.encodeStateAsUpdate(comesFirst ? device : relay));
			if (isTwice) relay = writtenOn(copyOf(first), again, 4_000);
			Y.applyUpdate(viewer.doc, Y.encodeStateAsUpdate(relay));
			const { entries, ...settled } = readOf(new Ledger(relay));
			expect(viewer.told).toEqual(entries);
			expect(readOf(viewer.ledger)).toEqual({ entries, ...settled });
			expect(readOf(new Ledger(copyOf(viewer.doc)))).toEqual({ entries, ...settled });
		}
	);

	test('whose clock was put back is still behind what it knows', () => {
		const relay = writtenOn(new Y.Doc(), [claimRow(0)], 9_000);
		const other = writtenOn(copyOf(relay), [claimRow(1)], 1_000);
		const clients = [...other.store.clients.keys()];
		expect(clients[1]).toBeGreaterThan(clients[0]!);
	});

	test('never says why somebody can’t come', () => {
		const ledger = new Ledger(new Y.Doc());
		const withdrawal = withdrawalOf(0, 0, { word: 'naar het ziekenhuis' });
		ledger.write([{ kind: 'event', lane: ann, event: withdrawal }], 0);
		expect(JSON.stringify(ledger.doc.getArray('rows').toJSON())).not.toContain('ziekenhuis');
		expect(ledger.numberOf(withdrawal.id)).toBe(1);
	});
});

const claimRow = (claim: number): LedgerRow => ({
	...{ kind: 'event', lane: ann },
	event: claimOf(claim, ann)
});

/** A clerk that has just begun writes these, one after the other. */
function writtenOn(doc: Y.Doc, rows: readonly LedgerRow[], nowMs: number): Y.Doc {
	const ledger = new Ledger(doc);
	for (const row of rows) ledger.write([row], nowMs);
	return doc;
}

/** Somebody who looks, and what she was told. */
function viewerOn(doc: Y.Doc) {
	const ledger = new Ledger(doc);
	const told = [...ledger.entries];
	ledger.observe(
		(added, isAnew) => void told.splice(isAnew ? 0 : told.length, told.length, ...added)
	);
	return { doc, ledger, told };
}

function readOf(ledger: Ledger) {
	const { entries } = ledger;
	const events = entries.flatMap((one) => (one.kind === 'event' ? [one.event.id] : []));
	const numbers = events.map((id) => ledger.numberOf(id));
	return { entries: [...entries], refusals: ledger.refusals(), numbers };
}

function isStorable(rows: unknown[]): boolean {
	try {
		new Y.Doc().getArray('rows').push([rows]);
		return true;
	} catch {
		return false;
	}
}
