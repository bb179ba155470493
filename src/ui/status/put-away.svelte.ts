import { deviceMemory, type Memory } from '../device-memory.ts';

const most = 200;

/** Refusals that somebody read and put away on this device, by workspace. */
export class PutAway {
	readonly #memory: Memory | null;
	readonly #key: string;
	#keys = $state.raw<readonly string[]>([]);

	constructor(workspace: string, memory: Memory | null = deviceMemory()) {
		this.#memory = memory;
		this.#key = `draaiboek.put-away.${workspace}`;
		this.#keys = this.#recall();
	}

	get keys(): readonly string[] {
		return this.#keys;
	}

	add(key: string): void {
		this.#keys = [...this.#keys, key].slice(-most);
		try {
			this.#memory?.setItem(this.#key, JSON.stringify(this.#keys));
		} catch {
			// A device that refuses to remember shows it again next time: better twice than never.
		}
	}

	#recall(): string[] {
		try {
			const kept: unknown = JSON.parse(this.#memory?.getItem(this.#key) ?? '[]');
			return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : [];
		} catch {
			return [];
		}
	}
}
