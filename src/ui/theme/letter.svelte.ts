import { deviceMemory, recall, remember, type Memory } from '#ui/device-memory.ts';

/** How large the letters are, on top of what the device itself was set to. */
export type LetterSize = 'normal' | 'large' | 'largest';

export const letterSizes: readonly LetterSize[] = ['normal', 'large', 'largest'];

const memoryKey = 'draaiboek.letter';
const percent: Record<LetterSize, string> = { normal: '', large: '112.5%', largest: '130%' };

/** The size of the letters, as chosen on this device. All sizes are in rem, so that one number turns them. */
export class Letter {
	readonly #memory: Memory | null;
	#size = $state<LetterSize>('normal');

	constructor(memory: Memory | null) {
		this.#memory = memory;
		this.#size = recall(memory, memoryKey, letterSizes) ?? 'normal';
		this.#apply();
	}

	get size(): LetterSize {
		return this.#size;
	}

	choose(size: LetterSize): void {
		this.#size = size;
		this.#apply();
		remember(this.#memory, memoryKey, size);
	}

	#apply(): void {
		if (typeof document !== 'undefined')
			document.documentElement.style.fontSize = percent[this.#size];
	}
}

export const letter = new Letter(deviceMemory());
