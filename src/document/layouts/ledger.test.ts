/*
 * Faults that were planted and seen red: a row that can't be read takes no number; refusals take one;
 * the word of a withdrawal written; an event taken twice.
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
				clerk.write(rows);
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
			for (const rows of writes) ledger.write(rows);
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
			ledger.write([{ kind: 'event', lane: ann, event: claimOf(1, ann) }]);
			expect(ledger.numberOf(claimId(1))).toBe(rows[0] === 'r' ? 1 : 2);
		}
	);

	test('takes an event once, though the clerk wrote it twice; the number is spent', () => {
		const ledger = new Ledger(new Y.Doc());
		const row: LedgerRow = { kind: 'event', lane: ann, event: claimOf(0, ann) };
		ledger.write([row, row, { kind: 'event', lane: bob, event: claimOf(1, bob) }]);
		expect(ledger.entries.map(({ number }) => number)).toEqual([1, 3]);
	});

	test('never says why somebody can’t come', () => {
		const ledger = new Ledger(new Y.Doc());
		const withdrawal = withdrawalOf(0, 0, { word: 'naar het ziekenhuis' });
		ledger.write([{ kind: 'event', lane: ann, event: withdrawal }]);
		expect(JSON.stringify(ledger.doc.getArray('rows').toJSON())).not.toContain('ziekenhuis');
		expect(ledger.numberOf(withdrawal.id)).toBe(1);
	});
});

function isStorable(rows: unknown[]): boolean {
	try {
		new Y.Doc().getArray('rows').push([rows]);
		return true;
	} catch {
		return false;
	}
}
