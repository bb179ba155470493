/**
 * What was made of the list that came last. A room tells everybody in it the same, one after the other, so
 * the second finds what was made for the first. (A map of all lists, be it a weak one, costs the garbage
 * collector more than making it again.)
 */
export class Latest<Item, Made> {
	readonly #make: (list: readonly Item[], room: number) => Made;
	#list: readonly Item[] | null = null;
	#room = 0;
	#made: Made | null = null;

	constructor(make: (list: readonly Item[], room: number) => Made) {
		this.#make = make;
	}

	/** What is made of this very list, for this room where that matters. */
	of(list: readonly Item[], room = 0): Made {
		if (list === this.#list && room === this.#room && this.#made !== null) return this.#made;
		const made = this.#make(list, room);
		this.#list = list;
		this.#room = room;
		this.#made = made;
		return made;
	}
}
