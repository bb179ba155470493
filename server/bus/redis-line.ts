import { createClient } from '@redis/client';

/** More than this that Redis did not take yet, and what comes is dropped: news is a hint, not a queue. */
const maxUnderwayBytes = 8 * 1024 * 1024;

/** Hears what somebody said on a channel. */
export type Hear = (message: Buffer, channel: Buffer) => void;

/**
 * One connection to Redis, from its opening until it breaks; it never comes back by itself. Speaks and
 * listens on the one connection, as Redis allows since version 6.
 *
 * `@redis/client` is the heart of `redis`, without its modules for search and the like. It rather than
 * ioredis: it is the client that Redis' own makers develop and recommend, ioredis is maintained and no
 * more; and it is one package without dependencies where ioredis needs six.
 */
export class RedisLine {
	/** Tells why, once it is no longer of use. */
	readonly lost: Promise<unknown>;
	readonly #client: ReturnType<typeof newClient>;
	readonly #hear: Hear;
	readonly #lose: (cause: unknown) => void;
	#watch: NodeJS.Timeout | undefined;
	#underwayBytes = 0;
	#isDropping = false;

	private constructor(url: string, hear: Hear) {
		const { promise, resolve } = Promise.withResolvers<unknown>();
		this.lost = promise;
		this.#lose = resolve;
		this.#hear = hear;
		this.#client = newClient(url);
		this.#client.on('error', (cause: unknown) => this.close(cause));
	}

	/**
	 * Fails when Redis can't be reached. Redis must answer a question within `patienceMs`, now and ever
	 * after: a network that swallows everything looks like one where nothing happens.
	 */
	static async open(url: string, hear: Hear, patienceMs: number): Promise<RedisLine> {
		const line = new RedisLine(url, hear);
		const late = setTimeout(() => line.close(new Error('Redis does not answer')), patienceMs);
		line.#client.connect().catch((cause: unknown) => line.close(cause));
		const ready = new Promise<void>((resolve) => line.#client.once('ready', resolve));
		try {
			await Promise.race([ready, line.lost.then((cause) => Promise.reject(errorFrom(cause)))]);
		} finally {
			clearTimeout(late);
		}
		line.#keepWatch(patienceMs);
		return line;
	}

	/** True from where news had to be dropped until Redis has taken all that was not. */
	get isDropping(): boolean {
		return this.#isDropping;
	}

	/** Soon, or never. */
	publish(channel: string, message: Uint8Array): void {
		const { buffer, byteOffset, byteLength } = message;
		const underway = this.#underwayBytes;
		this.#isDropping ||= underway > 0 && underway + byteLength > maxUnderwayBytes;
		if (this.#isDropping) return;
		this.#underwayBytes += byteLength;
		const settled = (): void => {
			this.#underwayBytes -= byteLength;
			if (this.#underwayBytes === 0) this.#isDropping = false;
		};
		this.#client
			.publish(channel, Buffer.from(buffer, byteOffset, byteLength))
			.then(settled, settled);
	}

	/** Answers when Redis has heard it; fails when the line is lost before. */
	async subscribe(channel: string): Promise<void> {
		await this.#client.subscribe(channel, this.#hear, true);
	}

	async unsubscribe(channel: string): Promise<void> {
		// Always by the listener: without it the client forgets one that subscribes meanwhile.
		await this.#client.unsubscribe(channel, this.#hear, true);
	}

	close(cause: unknown = null): void {
		clearInterval(this.#watch);
		this.#client.destroy();
		this.#lose(cause);
	}

	#keepWatch(patienceMs: number): void {
		let isAnswered = true;
		const ask = (): void => {
			if (!isAnswered) return this.close(new Error('Redis does not answer any more'));
			isAnswered = false;
			// A ping that fails has lost the line, which tells why.
			this.#client.ping().then(() => (isAnswered = true), ignore);
		};
		this.#watch = setInterval(ask, patienceMs).unref();
	}
}

function newClient(url: string) {
	return createClient({
		url,
		disableOfflineQueue: true,
		maintNotifications: 'disabled',
		socket: { reconnectStrategy: false }
	});
}

function errorFrom(cause: unknown): Error {
	return cause instanceof Error ? cause : new Error('the line to Redis was closed');
}

function ignore(): void {
	// Said elsewhere.
}
