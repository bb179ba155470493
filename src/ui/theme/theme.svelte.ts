import { deviceMemory, recall, remember, type Memory } from '#ui/device-memory.ts';

/** What was chosen: `device` follows the phone or computer, by day and by night. */
export type ThemeChoice = 'device' | 'light' | 'dark';

export const themeChoices: readonly ThemeChoice[] = ['device', 'light', 'dark'];

const memoryKey = 'draaiboek.theme';

/** Light or dark, as chosen on this device. */
export class Theme {
	readonly #memory: Memory | null;
	#choice = $state<ThemeChoice>('device');

	constructor(memory: Memory | null) {
		this.#memory = memory;
		this.#choice = recall(memory, memoryKey, themeChoices) ?? 'device';
		this.#apply();
	}

	get choice(): ThemeChoice {
		return this.#choice;
	}

	choose(choice: ThemeChoice): void {
		this.#choice = choice;
		this.#apply();
		remember(this.#memory, memoryKey, choice);
	}

	#apply(): void {
		if (typeof document === 'undefined') return;
		const { dataset } = document.documentElement;
		if (this.#choice === 'device') delete dataset['theme'];
		else dataset['theme'] = this.#choice;
	}
}

export const theme = new Theme(deviceMemory());
