import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, leastDifference } from './colour.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colours that one block of tokens.css gives, by name. */
function colours(selector: string): Map<string, string> {
	const start = css.indexOf(`${selector} {`);
	expect(start, `${selector} is a block of tokens.css`).toBeGreaterThan(-1);
	const block = css.slice(start, css.indexOf('}', start));
	return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
}

const themes = {
	light: colours(':root'),
	dark: colours(":root[data-theme='dark']")
};

const grounds = ['paper', 'sheet', 'sunken'];
const tones = ['attention', 'trouble', 'good', 'accent'];
const hues = Array.from({ length: 8 }, (_, hue) => `hue-${hue}`);

test('the dark theme is the same, whether the device or the person asks for it', () => {
	expect(colours(":root:not([data-theme='light'])")).toEqual(themes.dark);
});

describe.each(Object.entries(themes))('in the %s theme', (_, theme) => {
	function between(ink: string, ground: string): number {
		return contrast(theme.get(ink)!, theme.get(ground)!);
	}

	test.each(
		grounds.flatMap(
			(ground) =>
				[
					['ink', ground],
					['ink-soft', ground]
				] as const
		)
	)('%s on %s can be read without glasses: 7 to 1', (ink, ground) => {
		// Soft ink on sunken ground is for captions, which may be a little softer.
		const least = ink === 'ink-soft' && ground === 'sunken' ? 6 : 7;
		expect(between(ink, ground)).toBeGreaterThanOrEqual(least);
	});

	test.each(tones)('body text in a %s message has 7 to 1', (tone) => {
		expect(between('ink', `${tone}-soft`)).toBeGreaterThanOrEqual(7);
	});

	test.each(tones)('%s as a word has 4.5 to 1 wherever it stands', (tone) => {
		for (const ground of [...grounds, `${tone}-soft`]) {
			expect(between(tone, ground), ground).toBeGreaterThanOrEqual(4.5);
		}
	});

	test('words on filled buttons have 4.5 to 1, under the mouse too', () => {
		for (const fill of ['accent', 'accent-strong']) {
			expect(between('on-accent', fill), fill).toBeGreaterThanOrEqual(4.5);
		}
		for (const fill of ['trouble', 'trouble-strong']) {
			expect(between('on-trouble', fill), fill).toBeGreaterThanOrEqual(4.5);
		}
	});

	test('the edge of a field and the ring of the focus have 3 to 1', () => {
		for (const ground of grounds) {
			expect(between('line-strong', ground), ground).toBeGreaterThanOrEqual(3);
			expect(between('focus', ground), ground).toBeGreaterThanOrEqual(3);
		}
	});

	test.each(hues)('the initial on %s has 4.5 to 1, and its edge 3 to 1', (hue) => {
		expect(between('on-hue', hue)).toBeGreaterThanOrEqual(4.5);
		for (const ground of grounds) expect(between(hue, ground)).toBeGreaterThanOrEqual(3);
	});

	test('no two hues look alike to people with any common kind of colour blindness', () => {
		// A difference of 0.02 in OKLab can just be seen side by side; across a page it takes more.
		expect(leastDifference(hues.map((hue) => theme.get(hue)!))).toBeGreaterThan(0.07);
	});
});
