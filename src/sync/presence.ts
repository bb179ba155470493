import type { Awareness } from 'y-protocols/awareness';
import { PersonId } from '#domain/ids.ts';
import { Cell, sameText, type Observable } from './observable.ts';

/** Somebody else who has the workspace open, and the week that she looks at. */
export interface Onlooker {
	readonly person: PersonId;
	/** As the address of the page has it, `2026-W48`; null when she looks at something else. */
	readonly week: string | null;
}

const longestWeek = 16;

/**
 * Who else looks at which week, over the awareness of one document.
 *
 * A person on two devices is one person: her own devices are left out, and another's are one entry
 * for each week she looks at.
 */
export class Presence {
	readonly #awareness: Awareness;
	readonly #me: PersonId;
	readonly #others = new Cell<readonly Onlooker[]>([], sameText);

	constructor(awareness: Awareness, me: PersonId) {
		this.#awareness = awareness;
		this.#me = me;
		awareness.on('change', () => this.#others.set(this.#read()));
	}

	/** Everybody else, in the order of their ids, so that the line does not jump. */
	get others(): Observable<readonly Onlooker[]> {
		return this.#others;
	}

	/** Tells the others which week this device looks at. */
	look(week: string | null): void {
		this.#awareness.setLocalState({ person: this.#me, week });
	}

	/** Tells the others that this device has gone. */
	leave(): void {
		this.#awareness.setLocalState(null);
	}

	#read(): readonly Onlooker[] {
		const found = new Map<string, Onlooker>();
		for (const state of this.#awareness.getStates().values()) {
			const onlooker = readOnlooker(state);
			if (onlooker && onlooker.person !== this.#me)
				found.set(`${onlooker.person} ${onlooker.week ?? ''}`, onlooker);
		}
		return [...found.entries()].toSorted(byKey).map(([, onlooker]) => onlooker);
	}
}

/** Total: any device, of any age, may have said it. */
export function readOnlooker(state: unknown): Onlooker | null {
	if (typeof state !== 'object' || state === null || !('person' in state)) return null;
	const person = PersonId.parse(state.person);
	if (!person) return null;
	const week = 'week' in state && typeof state.week === 'string' ? state.week : null;
	return { person, week: week !== null && week.length <= longestWeek ? week : null };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
	return a < b ? -1 : 1;
}
