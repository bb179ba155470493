import { OccurrenceId } from '#domain/ids.ts';

/** A cell of the timeline, by the places of its row and day. */
export interface CellPlace {
	readonly row: number;
	readonly day: number;
}

const startPx = 6;
const longPressMs = 450;

/**
 * Dragging a block of the timeline with mouse, pen or finger. A finger drags after a long press, so that
 * it can still scroll; Esc lets go. Where it may go by keyboard, see `moving.ts`.
 */
export class BlockDrag {
	readonly #ondrop: (id: OccurrenceId, to: CellPlace) => void;
	#id = $state<OccurrenceId | null>(null);
	#over = $state.raw<CellPlace | null>(null);
	#at = $state.raw({ x: 0, y: 0 });
	#pressed: { id: OccurrenceId; pointer: number; x: number; y: number; touch: boolean } | null =
		null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** A drop ends with a click on whatever lies below: that click must not open anything. */
	#swallow = false;

	constructor(ondrop: (id: OccurrenceId, to: CellPlace) => void) {
		this.#ondrop = ondrop;
	}

	/** What is being dragged now. */
	get id(): OccurrenceId | null {
		return this.#id;
	}

	get over(): CellPlace | null {
		return this.#over;
	}

	get at(): { readonly x: number; readonly y: number } {
		return this.#at;
	}

	/** `{@attach drag.attach}` on the element that holds all blocks and cells. */
	readonly attach = (grid: HTMLElement): (() => void) => {
		const listening = new AbortController();
		const { signal } = listening;
		grid.addEventListener('pointerdown', (event) => this.#press(event), { signal });
		addEventListener('pointermove', (event) => this.#move(event), { signal });
		addEventListener('pointerup', (event) => this.#release(event), { signal });
		addEventListener('pointercancel', () => this.#letGo(), { signal });
		addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
		grid.addEventListener('click', (event) => this.#click(event), { signal, capture: true });
		grid.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
		grid.addEventListener('contextmenu', (event) => this.#menu(event), { signal });
		// Only a listener that is not passive can keep the page from scrolling under the finger.
		grid.addEventListener('touchmove', (event) => this.#touch(event), { signal, passive: false });
		return () => {
			this.#letGo();
			listening.abort();
		};
	};

	#press(event: PointerEvent): void {
		this.#swallow = false;
		if (event.button !== 0 || !(event.target instanceof Element)) return;
		const block = event.target.closest('[data-movable]');
		const id = OccurrenceId.parse(block?.getAttribute('data-movable'));
		if (!id) return;
		const touch = event.pointerType === 'touch';
		this.#pressed = { id, pointer: event.pointerId, x: event.clientX, y: event.clientY, touch };
		if (touch) this.#timer = setTimeout(() => this.#begin(), longPressMs);
	}

	#begin(): void {
		if (!this.#pressed) return;
		const { id, x, y } = this.#pressed;
		this.#id = id;
		this.#follow(x, y);
	}

	#move(event: PointerEvent): void {
		const pressed = this.#pressed;
		if (pressed?.pointer !== event.pointerId) return;
		const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > startPx;
		if (this.#id === null && far) {
			if (pressed.touch) return this.#letGo();
			this.#begin();
		}
		if (this.#id !== null) this.#follow(event.clientX, event.clientY);
	}

	#follow(x: number, y: number): void {
		this.#at = { x, y };
		const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-cell]');
		const [row, day] = (cell?.dataset['cell'] ?? '').split('/').map(Number);
		this.#over = cell && row !== undefined && day !== undefined ? { row, day } : null;
	}

	#release(event: PointerEvent): void {
		if (this.#pressed?.pointer !== event.pointerId) return;
		const [id, over] = [this.#id, this.#over];
		this.#letGo();
		if (id === null) return;
		this.#swallow = true;
		if (over) this.#ondrop(id, over);
	}

	#letGo(): void {
		clearTimeout(this.#timer);
		this.#pressed = null;
		this.#id = null;
		this.#over = null;
	}

	#key(event: KeyboardEvent): void {
		if (event.key !== 'Escape' || this.#id === null) return;
		event.preventDefault();
		event.stopPropagation();
		this.#letGo();
		this.#swallow = true;
	}

	#click(event: MouseEvent): void {
		if (!this.#swallow) return;
		this.#swallow = false;
		event.preventDefault();
		event.stopPropagation();
	}

	#menu(event: Event): void {
		if (this.#pressed?.touch) event.preventDefault();
	}

	#touch(event: TouchEvent): void {
		if (this.#id !== null) event.preventDefault();
	}
}
