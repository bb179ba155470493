import type { Row } from './grid.ts';

/** A place in the grid that can hold the focus: a block, or (index 0) an empty cell. */
export interface Spot {
	readonly row: number;
	readonly day: number;
	readonly index: number;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

const arrows: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

export function isArrow(key: string): key is Arrow {
	return arrows.includes(key);
}

/** Where the focus goes from `spot` with a key, or null when there is nowhere to go (or it is no such key). */
export function focusAfter(rows: readonly Row[], spot: Spot, key: string): Spot | null {
	switch (key) {
		case 'ArrowLeft':
			return settled(rows, { ...spot, day: spot.day - 1 });
		case 'ArrowRight':
			return settled(rows, { ...spot, day: spot.day + 1 });
		case 'ArrowUp':
			return spot.index > 0
				? { ...spot, index: spot.index - 1 }
				: settled(rows, { row: spot.row - 1, day: spot.day, index: Infinity });
		case 'ArrowDown':
			return spot.index < size(rows, spot) - 1
				? { ...spot, index: spot.index + 1 }
				: settled(rows, { row: spot.row + 1, day: spot.day, index: 0 });
		case 'Home':
			return settled(rows, { ...spot, day: 0 });
		case 'End':
			return settled(rows, { ...spot, day: 6 });
		default:
			return null;
	}
}

/** The nearest spot that exists: the last block of a cell that has fewer; null outside the grid. */
export function settled(rows: readonly Row[], spot: Spot): Spot | null {
	const cell = rows[spot.row]?.cells[spot.day];
	return cell
		? { ...spot, index: Math.min(spot.index, Math.max(0, cell.blocks.length - 1)) }
		: null;
}

/** Where the focus begins: the first block of today or later, else the first block, else the first cell. */
export function firstSpot(rows: readonly Row[], today: string): Spot {
	const spots = rows.flatMap((row, at) =>
		row.cells.flatMap((cell, day) =>
			cell.blocks.length > 0 ? [{ row: at, day, index: 0, on: cell.day }] : []
		)
	);
	const { row, day, index } = spots.find(({ on }) => on === today) ??
		spots[0] ?? { row: 0, day: 0, index: 0 };
	return { row, day, index };
}

/** The spot on which a date stands, or null when it is not in this week. */
export function spotOf(rows: readonly Row[], id: string): Spot | null {
	for (const [row, { cells }] of rows.entries()) {
		for (const [day, { blocks }] of cells.entries()) {
			const index = blocks.findIndex(({ occurrence }) => occurrence.id === id);
			if (index >= 0) return { row, day, index };
		}
	}
	return null;
}

function size(rows: readonly Row[], spot: Spot): number {
	return rows[spot.row]?.cells[spot.day]?.blocks.length ?? 0;
}
