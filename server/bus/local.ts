import type { WorkspaceId } from '#domain/ids.ts';
import type { Bus, News } from './bus.ts';

type Listener = (news: readonly News[]) => void;

/** The air in one process: relays on the same one hear each other, in a later turn. */
export class LocalAir {
	readonly #listeners = new Map<WorkspaceId, Set<{ readonly by: Bus; readonly hear: Listener }>>();
	readonly #schedule: (callback: () => void) => void;

	/** `schedule` runs a callback once, soon, and in the order of the calls. */
	constructor(schedule: (callback: () => void) => void) {
		this.#schedule = schedule;
	}

	/** A bus for one more relay. */
	bus(): Bus {
		const bus: Bus = {
			tell: (workspace, news) => this.#tell(bus, workspace, news),
			follow: (workspace, hear) => this.#follow(bus, workspace, hear),
			isCarried: true,
			close: () => Promise.resolve(this.#forget(bus))
		};
		return bus;
	}

	#tell(by: Bus, workspace: WorkspaceId, news: readonly News[]): void {
		const others = [...(this.#listeners.get(workspace) ?? [])].filter((one) => one.by !== by);
		if (others.length === 0) return;
		this.#schedule(() => {
			for (const one of others) if (this.#listeners.get(workspace)?.has(one)) one.hear(news);
		});
	}

	#follow(by: Bus, workspace: WorkspaceId, hear: Listener): () => void {
		const listener = { by, hear };
		const listeners = this.#listeners.get(workspace) ?? new Set();
		this.#listeners.set(workspace, listeners.add(listener));
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0) this.#listeners.delete(workspace);
		};
	}

	#forget(bus: Bus): void {
		for (const [workspace, listeners] of this.#listeners) {
			for (const one of listeners) if (one.by === bus) listeners.delete(one);
			if (listeners.size === 0) this.#listeners.delete(workspace);
		}
	}
}
