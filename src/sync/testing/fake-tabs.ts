/** Locks and channels of one browser, shared by the tabs that a test opens in it. */
export class FakeBrowser {
	readonly #queues = new Map<string, (() => void)[]>();
	readonly #channels = new Map<string, Set<FakeChannel>>();

	/** Web Locks: one holder for each name, the others wait their turn. */
	readonly locks = {
		request: (name: string, callback: () => Promise<void>): Promise<void> =>
			new Promise((resolve, reject) => {
				const queue = this.#queues.get(name) ?? [];
				this.#queues.set(name, queue);
				queue.push(() => {
					callback().then(() => {
						queue.shift();
						queue[0]?.();
						resolve();
					}, reject);
				});
				if (queue.length === 1) queueMicrotask(() => queue[0]?.());
			})
	} as unknown as Pick<LockManager, 'request'>;

	/** A channel to the other tabs; `isFrozen` makes this tab deaf, as a background tab on a phone. */
	channel(name: string, isFrozen: () => boolean = () => false): BroadcastChannel {
		const channels = this.#channels.get(name) ?? new Set();
		this.#channels.set(name, channels);
		const channel = new FakeChannel(channels, isFrozen);
		channels.add(channel);
		return channel as unknown as BroadcastChannel;
	}
}

class FakeChannel {
	onmessage: ((event: { data: unknown }) => void) | null = null;
	readonly #channels: Set<FakeChannel>;
	readonly #isFrozen: () => boolean;

	constructor(channels: Set<FakeChannel>, isFrozen: () => boolean) {
		this.#channels = channels;
		this.#isFrozen = isFrozen;
	}

	postMessage(message: unknown): void {
		const data: unknown = structuredClone(message);
		for (const other of this.#channels) if (other !== this) queueMicrotask(() => other.hear(data));
	}

	close(): void {
		this.#channels.delete(this);
	}

	hear(data: unknown): void {
		if (!this.#isFrozen()) this.onmessage?.({ data });
	}
}
