import type { Locator, Page } from '@playwright/test';

interface Spot {
	readonly x: number;
	readonly y: number;
}

/** Where a finger would land on something. */
export async function middleOf(target: Locator): Promise<Spot> {
	const box = await target.boundingBox();
	if (!box) throw new Error('nothing is there to touch');
	return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** One finger on the glass. What belongs to one movement is sent in one go, as fast as a hand does it. */
export async function fingerOn(page: Page) {
	const devtools = await page.context().newCDPSession(page);
	const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
		devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
	const moves = (from: Spot, to: Spot, steps = 8) =>
		Array.from({ length: steps }, (_, step) => {
			const part = (step + 1) / steps;
			const x = Math.round(from.x + (to.x - from.x) * part);
			const y = Math.round(from.y + (to.y - from.y) * part);
			return send('touchMove', [{ x, y }]);
		});
	return {
		press: (at: Spot) => send('touchStart', [at]),
		moveAndLift: (from: Spot, to: Spot) => Promise.all([...moves(from, to), send('touchEnd', [])]),
		swipe: (from: Spot, to: Spot) =>
			Promise.all([send('touchStart', [from]), ...moves(from, to), send('touchEnd', [])])
	};
}
