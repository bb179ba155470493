import { SvelteMap } from 'svelte/reactivity';
import type { Address } from '#ui/address/address.ts';

/** An address bar of a few lines: for tests, in which none is at hand. */
export class MemoryAddress implements Address {
	readonly #names = new SvelteMap<string, string>();

	constructor(names: Readonly<Record<string, string>> = {}) {
		this.amend(names);
	}

	read(name: string): string | null {
		return this.#names.get(name) ?? null;
	}

	amend(changes: Readonly<Record<string, string | null>>): void {
		for (const [name, value] of Object.entries(changes)) {
			if (value) this.#names.set(name, value);
			else this.#names.delete(name);
		}
	}

	open(name: string, value: string): void {
		this.amend({ [name]: value });
	}

	close(name: string): void {
		this.amend({ [name]: null });
	}
}
