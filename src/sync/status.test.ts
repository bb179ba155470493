// Faults planted here, each seen red and taken back: `shared` without asking `settled`; offline before
// withdrawn; shared while one document waits; overdue counted from now; `kept` while it is being saved.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { LinkState } from './link/link-state.ts';
import { mayBeLost, mayOfferUpdate, mayReload, summary, type DocumentState } from './status.ts';
import type { Refused } from './link/refused.ts';
import type { Loaded, Saving } from './store/device-store.ts';

const day = 24 * 60 * 60 * 1_000;
const circumstances = { now: 10 * day, offlineSince: 9 * day };
const open: LinkState = { status: 'open', attempt: 0, synced: true };
const refusals: readonly Refused[] = [
	...(['not-allowed', 'gone', 'no-session', 'expired', 'withdrawn', 'erased'] as const)
];
const full: Saving = { status: 'not-saved', why: 'full' };
const waiting: LinkState = { status: 'waiting', attempt: 1, retryAt: 0 };
const fine: DocumentState = {
	name: { kind: 'directory' },
	mayWrite: true,
	loaded: { kind: 'loaded' },
	saving: { status: 'saved' },
	link: open,
	unshared: 0,
	since: null,
	settled: true,
	isTooLarge: false,
	damage: { stored: null, arrived: false }
};
const told = (...documents: Partial<DocumentState>[]) =>
	summary(
		documents.map((document) => ({ ...fine, ...document })),
		circumstances
	);

describe('the status of a workspace', () => {
	test('is shared only when the relay confirmed every document', () => {
		expect(told({}, {})).toEqual({ kind: 'shared' });
		expect(told({}, { settled: false })).toEqual({ kind: 'opening', count: 0, kept: true });
		expect(told({}, { settled: false, unshared: 2, since: circumstances.now })).toEqual({
			kind: 'sharing',
			count: 2,
			overdue: false,
			kept: true
		});
	});

	test('counts over all documents while there is no line', () => {
		expect(told({ link: waiting, unshared: 2 }, { unshared: 1, settled: false })).toEqual({
			kind: 'offline',
			since: 9 * day,
			count: 3,
			overdue: false,
			kept: true
		});
	});

	test('a workspace that was made without a relay is offline, not opening for ever', () => {
		expect(told({ link: null, settled: false, unshared: 4 })).toMatchObject({
			kind: 'offline',
			count: 4
		});
	});

	test('a document that is too large is no absence: what is wrong is said, also while others go on', () => {
		const large = { isTooLarge: true, link: waiting, settled: false, unshared: 2 };
		const status = { kind: 'too-large', documents: [{ kind: 'people' }], count: 2, kept: true };
		expect(told({}, { ...large, name: { kind: 'people' } })).toEqual(status);
		expect(told({ link: waiting }, large)).toMatchObject({ kind: 'offline', count: 2 });
	});

	test('a first attempt is opening, a second one is offline', () => {
		expect(told({ link: { status: 'opening', attempt: 0 }, settled: false }).kind).toBe('opening');
		expect(told({ link: { status: 'opening', attempt: 1 }, settled: false }).kind).toBe('offline');
	});

	test('warns of what only this device has had for more than a day', () => {
		const old = { link: waiting, unshared: 1, settled: false };
		expect(told({ ...old, since: 8.9 * day })).toMatchObject({ overdue: true });
		expect(told({ ...old, since: 9.1 * day })).toMatchObject({ overdue: false });
	});

	test('a withdrawn device is told that before anything else', () => {
		const withdrawn: LinkState = { status: 'refused', why: 'withdrawn' };
		expect(told({ link: waiting }, { link: withdrawn, settled: false, unshared: 1 })).toEqual({
			kind: 'withdrawn',
			count: 1,
			kept: true
		});
	});

	test('somebody who was erased is told that, and not that a device was withdrawn', () => {
		const erased: LinkState = { status: 'refused', why: 'erased' };
		const withdrawn: LinkState = { status: 'refused', why: 'withdrawn' };
		expect(told({ link: withdrawn }, { link: erased, unshared: 2 })).toEqual({
			kind: 'erased',
			count: 2,
			kept: true
		});
	});

	test('a change that is still on its way to the disk is not said to be kept', () => {
		const saving: Saving = { status: 'saving' };
		const made = { link: waiting, unshared: 1, settled: false };
		expect(told({}, { ...made, saving })).toMatchObject({ kind: 'offline', kept: false });
		expect(told({ saving }, made)).toMatchObject({ kind: 'offline', kept: true });
	});

	test('a full disk is told, and whether the relay has it', () => {
		expect(told({ saving: full }, {})).toEqual({
			...{ kind: 'not-saved', why: 'full', count: 0, sharing: 'done' }
		});
		const made = { saving: full, unshared: 1, settled: false };
		expect(told(made)).toMatchObject({ count: 1, sharing: 'under-way' });
		expect(told({ ...made, link: waiting })).toMatchObject({ count: 1, sharing: 'no-line' });
		const refused: LinkState = { status: 'refused', why: 'not-allowed' };
		expect(told({ ...made, link: refused })).toMatchObject({ count: 1, sharing: 'refused' });
		expect(told({ ...made, isTooLarge: true })).toMatchObject({ count: 1, sharing: 'refused' });
		expect(told({ saving: full }, { link: refused, settled: false })).toMatchObject({
			sharing: 'done'
		});
	});

	test('what another document keeps well is not counted as kept nowhere', () => {
		const made = { link: waiting, unshared: 1, settled: false };
		expect(told({ saving: full, link: waiting, settled: false }, made)).toMatchObject({
			...{ kind: 'not-saved', count: 0, sharing: 'no-line' }
		});
	});

	test('a device that was not seen for too long is told so, and not that it was forgotten', () => {
		const expired: LinkState = { status: 'refused', why: 'expired' };
		const forgotten: LinkState = { status: 'refused', why: 'no-session' };
		expect(told({ link: expired, unshared: 2 }, { link: forgotten })).toEqual({
			...{ kind: 'expired', count: 2, kept: true }
		});
		const unkept = { link: expired, saving: full, unshared: 1, settled: false };
		expect(mayBeLost(told(unkept))).toBe(true);
	});

	test('closing loses what is neither kept nor shared, and nothing else', () => {
		const made = { unshared: 1, settled: false };
		const forgotten: LinkState = { status: 'refused', why: 'no-session' };
		expect(mayBeLost(told({ ...made, saving: full }))).toBe(true);
		expect(mayBeLost(told({ ...made, saving: full, link: waiting }))).toBe(true);
		expect(mayBeLost(told({ ...made, saving: full, link: forgotten }))).toBe(true);
		expect(mayBeLost(told({ ...made, saving: { status: 'saving' }, link: waiting }))).toBe(true);
		expect(mayBeLost(told({ saving: full }))).toBe(false);
		expect(mayBeLost(told({ ...made, link: waiting }))).toBe(false);
		expect(mayBeLost(told({ ...made, link: forgotten }))).toBe(false);
	});

	test('the app may be renewed where a reload loses nothing, however much is wrong', () => {
		const made = { unshared: 1, settled: false };
		const saving: Saving = { status: 'saving' };
		const refusedWith = (why: Refused): LinkState => ({ status: 'refused', why });
		const wrong: Partial<DocumentState>[] = [
			...refusals.map((why) => ({ ...made, link: refusedWith(why) })),
			...[waiting, null].map((link) => ({ ...made, link })),
			{ ...made, isTooLarge: true, link: waiting },
			made
		];
		for (const one of wrong) {
			expect(mayReload(told({}, one)), JSON.stringify(one)).toBe(true);
			expect(mayOfferUpdate(told({}, one)), JSON.stringify(one)).toBe(true);
			for (const unkept of [saving, full])
				expect(mayReload(told({}, { ...one, saving: unkept })), JSON.stringify(one)).toBe(false);
		}
		expect(mayReload(told({ saving: full }))).toBe(true);
		expect(mayReload(told({ loaded: null, settled: false }))).toBe(true);
	});

	test('an update is offered beside what is being saved, and not beside what this device cannot keep', () => {
		const made = { unshared: 1, settled: false, link: waiting };
		expect(mayOfferUpdate(told({ ...made, saving: { status: 'saving' } }))).toBe(true);
		expect(mayOfferUpdate(told({ ...made, saving: full }))).toBe(false);
		const expired: LinkState = { status: 'refused', why: 'expired' };
		expect(mayOfferUpdate(told({ ...made, link: expired, saving: full }))).toBe(false);
	});

	test('one document that may not be read leaves the others shared', () => {
		const refused: LinkState = { status: 'refused', why: 'not-allowed' };
		expect(told({}, { link: refused, settled: false })).toMatchObject({
			kind: 'not-allowed',
			documents: [{ kind: 'directory' }]
		});
	});
});

const anyLink: fc.Arbitrary<LinkState | null> = fc.constantFrom(
	null,
	open,
	waiting,
	{ status: 'closed' as const },
	{ status: 'opening' as const, attempt: 0 },
	{ status: 'refused' as const, why: 'not-allowed' as const }
);
const anySaving = fc.constantFrom<Saving>({ status: 'saved' }, { status: 'saving' }, full);
const anyLoaded = fc.constantFrom<Loaded | null>(null, { kind: 'loaded' });
const anyDocument: fc.Arbitrary<DocumentState> = fc
	.record({
		link: anyLink,
		saving: anySaving,
		loaded: anyLoaded,
		unshared: fc.nat(3),
		confirmed: fc.boolean()
	})
	.map(({ confirmed, ...rest }) => {
		const settled = confirmed && rest.unshared === 0 && rest.link?.status === 'open';
		return { ...fine, ...rest, settled };
	});

property.prop([fc.array(anyDocument, { minLength: 1, maxLength: 6 })])(
	'never says shared while one document is not, and never reloads what stands in this window only',
	(documents) => {
		const status = summary(documents, circumstances);
		if (status.kind === 'shared') expect(documents.every(({ settled }) => settled)).toBe(true);
		const isLoose = documents.some(
			({ unshared, saving }) => unshared > 0 && saving.status !== 'saved'
		);
		expect(mayReload(status)).toBe(!isLoose);
	}
);
