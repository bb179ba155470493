/** By then the clerk of another relay has settled what came there, unless it died. */
const patienceTicks = 3;
/** How often the journal is asked what grew, beside what is told. */
const lookTicks = 10;

/** When a clerk sees to something of which nobody tells it now. */
export class Reminders {
	/** Something was left undone for now. */
	owes = false;
	/** For how many ticks more what grew elsewhere is left to the clerk there. */
	#patience = 0;
	#ticks = 0;

	/** The clerk of the relay where it grew sees to it; this one steps in where that one died. */
	grewElsewhere(): void {
		this.#patience ||= patienceTicks;
	}

	/** What is to be done now. Call it every second or so. */
	tick(): 'catch-up' | 'look-around' | null {
		const isOver = this.#patience > 0 && --this.#patience === 0;
		if (this.owes || isOver) return 'catch-up';
		return ++this.#ticks % lookTicks === 0 ? 'look-around' : null;
	}
}
