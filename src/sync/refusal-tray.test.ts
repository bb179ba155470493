// Faults planted here, each seen red and taken back: what lies on the disk read away by what was refused before it
// came; one of both told twice; what was put away before shown for what came since; the later moment of two.
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { RefusalCode } from '#wire/frame.ts';
import { RefusalTray } from './refusal-tray.ts';

interface Kept {
	readonly code: RefusalCode;
	readonly at: number;
	readonly putAway: boolean;
	readonly outdated: boolean;
}

/** A tray on a disk where this lies. */
function trayOn(kept: readonly Kept[]): RefusalTray {
	const marks = new Map<string, unknown>([['refusals', kept]]);
	const [read, write] = [
		(name: string) => marks.get(name),
		(name: string, value: unknown) => void marks.set(name, value)
	];
	return new RefusalTray({ kind: 'directory' }, { read, write });
}

const shown = ({ list }: RefusalTray) =>
	list
		.read()
		.map(({ code, isPutAway }) => `${code} ${isPutAway ? 'put away' : 'asks'}`)
		.toSorted();

test('what lay there and what came before the disk answered are both shown, one that nobody read since the first', () => {
	const lying = { at: 1, putAway: false, outdated: false };
	const tray = trayOn([
		{ ...lying, code: 'too-large' },
		{ ...lying, code: 'malformed' },
		{ ...lying, code: 'not-allowed', putAway: true }
	]);
	tray.changed();
	tray.add('too-large', 2);
	tray.add('not-allowed', 2);
	tray.takeUp();
	const moments = tray.list.read().map(({ code, at }) => [code, at]);
	expect(Object.fromEntries(moments)).toEqual({ malformed: 1, 'too-large': 1, 'not-allowed': 2 });
	expect(moments).toHaveLength(3);
});

const anyCode = fc.constantFrom('too-large', 'malformed', 'not-allowed' as const);
const anyKept = fc.record({
	...{ code: anyCode, at: fc.constant(1), putAway: fc.boolean(), outdated: fc.boolean() }
});
const anyLying = fc.uniqueArray(anyKept, { selector: ({ code }) => code });
const anyStep = fc.record({ kind: fc.constantFrom('changed', 'add', 'put away'), code: anyCode });

property.prop([anyLying, fc.array(anyStep, { maxLength: 8 }), fc.nat(8)])(
	'whenever the disk answers, the same is shown in the end',
	(lying, steps, moment) => {
		expect(lived(lying, steps, moment)).toEqual(lived(lying, steps, 0));
	}
);

/** What is shown after a visit in which the disk answers before step `moment`. */
function lived(
	lying: readonly Kept[],
	steps: readonly { readonly kind: string; readonly code: RefusalCode }[],
	moment: number
): readonly string[] {
	const tray = trayOn(lying);
	const refused = new Set<RefusalCode>();
	const at = Math.min(moment, steps.length);
	if (at === 0) tray.takeUp();
	// Nothing is refused before something was made.
	tray.changed();
	for (const [index, { kind, code }] of steps.entries()) {
		if (index === at && at > 0) tray.takeUp();
		if (kind === 'changed') tray.changed();
		if (kind === 'add') {
			refused.add(code);
			tray.add(code, 2);
		}
		// Nobody puts away what she does not see yet.
		if (kind === 'put away' && refused.has(code)) tray.putAway(code);
	}
	if (at === steps.length && at > 0) tray.takeUp();
	return shown(tray);
}
