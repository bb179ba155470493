import { expect, test } from 'vitest';
import { guessKind } from './device-kind.ts';

const safari =
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605';

test.each([
	['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130 Mobile Safari/537', 5, 'phone'],
	['Mozilla/5.0 (Linux; Android 14; SM-X200) Chrome/130 Safari/537', 5, 'tablet'],
	['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148', 5, 'phone'],
	[safari, 5, 'tablet'],
	[safari, 0, 'computer'],
	['Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130', 10, 'computer']
])('%s with %i touch points is called a %3$s', (userAgent, touchPoints, kind) => {
	expect(guessKind(userAgent, touchPoints)).toBe(kind);
});
