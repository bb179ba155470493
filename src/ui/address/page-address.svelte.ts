import { afterNavigate, goto } from '$app/navigation';
import { page } from '$app/state';
import { type Address, withChanges } from './address.ts';

/** The address of the page that is shown. Make it while a component is set up. */
export class PageAddress implements Address {
	/** What was opened by a step of its own, so that closing can go back over it. */
	#stepped: string | null = null;

	constructor() {
		afterNavigate(() => {
			if (this.#stepped !== null && this.read(this.#stepped) === null) this.#stepped = null;
		});
	}

	read(name: string): string | null {
		return page.url.searchParams.get(name);
	}

	amend(changes: Readonly<Record<string, string | null>>): void {
		void this.#go(changes, true);
	}

	open(name: string, value: string): void {
		const isOpen = this.read(name) !== null;
		if (!isOpen) this.#stepped = name;
		void this.#go({ [name]: value }, isOpen);
	}

	close(name: string): void {
		if (this.read(name) === null) return;
		if (this.#stepped === name) history.back();
		else void this.#go({ [name]: null }, true);
		this.#stepped = null;
	}

	#go(changes: Readonly<Record<string, string | null>>, replaceState: boolean): Promise<void> {
		const to = withChanges(page.url.searchParams, changes);
		return goto(to, { replaceState, keepFocus: true, noScroll: true });
	}
}
