// Faults planted here, each seen red and taken back: a change that goes out before the answer counts
// as covered; a receipt that covers no frame sets `shared` to 0; a postponed change counted; `opened` forgets `made`; frames taken
// together keep the older number; `isSettled` without `answered`.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
	afterSharing,
	beginSharing,
	isSettled,
	unshared,
	type Sharing,
	type SharingEvent
} from './sharing.ts';

const made: SharingEvent = { kind: 'made' };
const opened: SharingEvent = { kind: 'opened' };
const answer: SharingEvent = { kind: 'sent', frame: 'answer' };
const change: SharingEvent = { kind: 'sent', frame: 'change' };
const receipt = (settled: number): SharingEvent => ({ kind: 'receipt', settled });

function through(events: readonly SharingEvent[], begin = beginSharing(0)): Sharing {
	return events.reduce(afterSharing, begin);
}

describe('sharing', () => {
	test('a change counts as shared with its receipt, not when it is sent', () => {
		const sent = through([opened, answer, receipt(1), made, change]);
		expect(unshared(sent)).toBe(1);
		expect(isSettled(sent)).toBe(false);
		expect(isSettled(through([receipt(2)], sent))).toBe(true);
	});

	test('what was made offline is covered by the answer to the relay', () => {
		const back = through([made, made, made, opened, answer]);
		expect(unshared(back)).toBe(3);
		expect(unshared(through([receipt(1)], back))).toBe(0);
	});

	test('a change that goes out before the answer is not shared by its own receipt alone', () => {
		const early = through([made, made, opened, made, change, receipt(1)]);
		expect(unshared(early)).toBe(3);
		expect(unshared(through([answer, receipt(2)], early))).toBe(0);
	});

	test('a receipt of an older socket is none: the next one counts from one again', () => {
		const lost = through([opened, answer, receipt(1), made, change, opened, receipt(0)]);
		expect(unshared(lost)).toBe(1);
		expect(unshared(through([answer, receipt(1)], lost))).toBe(0);
	});

	test('a receipt that says nothing new changes nothing', () => {
		const settled = through([made, opened, answer, receipt(1)]);
		expect(through([receipt(1), receipt(0)], settled)).toEqual(settled);
	});

	test('nothing is settled before the relay was answered', () => {
		expect(isSettled(through([opened]))).toBe(false);
		expect(isSettled(through([opened, answer]))).toBe(false);
		expect(isSettled(through([opened, answer, receipt(1)]))).toBe(true);
	});

	test('changes of an earlier visit count until a receipt covers them', () => {
		expect(unshared(through([opened], beginSharing(7)))).toBe(7);
		expect(unshared(through([opened, answer, receipt(1)], beginSharing(7)))).toBe(0);
	});

	test('a change that the relay had no room for is not shared by the receipt that passes it', () => {
		const full = through([
			opened,
			answer,
			receipt(1),
			made,
			change,
			{ kind: 'postponed' },
			receipt(2)
		]);
		expect(unshared(full)).toBe(1);
		expect(isSettled(full)).toBe(false);
		expect(isSettled(through([opened, answer, receipt(1)], full))).toBe(true);
	});

	test('a relay without receipts fills no memory, and one late receipt still covers all', () => {
		const long = through(
			[opened, answer, ...Array.from({ length: 3_000 }, () => [made, change])].flat()
		);
		expect(long.frames.length).toBeLessThanOrEqual(1_000);
		expect(unshared(through([receipt(3_000)], long))).toBeGreaterThan(0);
		expect(unshared(through([receipt(3_001)], long))).toBe(0);
	});
});

/** A relay that takes frames in order and says so now or later; sockets break in between. */
const anyStep = fc.constantFrom('edit', 'deliver', 'receipt', 'break', 'answer');

property.prop([fc.array(anyStep, { maxLength: 80 })])(
	'what the count calls shared is on the relay, whatever breaks when',
	(steps) => {
		let sharing = beginSharing(0);
		let total = 0;
		let answered = false;
		let arrived: number[][] = [];
		const inFlight: number[][] = [];
		const kept = new Set<number>();
		const send = (frame: 'answer' | 'change', changes: number[]): void => {
			inFlight.push(changes);
			sharing = afterSharing(sharing, { kind: 'sent', frame });
		};
		const all = (): number[] => Array.from({ length: total }, (_nothing, index) => index);
		for (const step of ['break', ...steps]) {
			if (step === 'edit') {
				sharing = afterSharing(sharing, made);
				total += 1;
				send('change', [total - 1]);
			} else if (step === 'answer' && !answered) {
				answered = true;
				send('answer', all());
			} else if (step === 'deliver') {
				const frame = inFlight.shift();
				if (frame) arrived.push(frame);
			} else if (step === 'receipt') {
				for (const change of arrived.flat()) kept.add(change);
				sharing = afterSharing(sharing, receipt(arrived.length));
			} else if (step === 'break') {
				inFlight.length = 0;
				arrived = [];
				answered = false;
				sharing = afterSharing(sharing, opened);
			}
			for (let index = 0; index < sharing.shared; index++) expect(kept.has(index)).toBe(true);
			if (isSettled(sharing)) expect(kept.size).toBe(total);
		}
	}
);
