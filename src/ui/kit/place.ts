export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

const gap = 4;
const margin = 8;

/**
 * Where a menu stands, in pixels of the window: below its button and in line with its left edge. Where
 * there is no room it goes above, or in line with the right edge; it never leaves the window.
 */
export function place(button: Box, menu: Size, window: Size): { left: number; top: number } {
	const below = button.top + button.height + gap;
	const above = button.top - gap - menu.height;
	const fitsBelow = below + menu.height <= window.height - margin;
	const fitsLeft = button.left + menu.width <= window.width - margin;
	const left = fitsLeft ? button.left : button.left + button.width - menu.width;
	const top = fitsBelow || above < margin ? below : above;
	return {
		left: within(left, margin, window.width - margin - menu.width),
		top: within(top, margin, window.height - margin - menu.height)
	};
}

function within(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(value, most));
}
