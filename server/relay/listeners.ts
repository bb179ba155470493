import type { HubListener, HubPorts } from './hub-ports.ts';

/** Those who hear what happens in a hub. One that fails harms no other, and not the hub. */
export class Listeners {
	readonly #listeners = new Set<HubListener>();
	readonly #report: HubPorts['report'];

	constructor({ report }: Pick<HubPorts, 'report'>) {
		this.#report = report;
	}

	/** Returns a way to stop. */
	add(listener: HubListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	tell(what: (listener: HubListener) => void, document = ''): void {
		for (const listener of this.#listeners) {
			try {
				what(listener);
			} catch (cause) {
				this.#report({ kind: 'listener-failed', document, cause });
			}
		}
	}
}
