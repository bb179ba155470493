import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WorkspaceId } from '#domain/ids.ts';
import type { Bus, News } from './bus.ts';
import { decodeNews, encodeNews, relayIdBytes } from './news.ts';
import { RedisLine } from './redis-line.ts';

/** What the host should know of the line between relays. */
export type BusEvent =
	{ readonly kind: 'bus-lost'; readonly cause: unknown } | { readonly kind: 'bus-back' };

export interface RedisBusOptions {
	/** Hears once that the line is lost, and once that it is back. */
	readonly report: (event: BusEvent) => void;
	/** How long Redis may be silent before its line counts as lost. */
	readonly patienceMs?: number;
	/** From 0 up to 1. */
	readonly chance?: () => number;
}

interface Listener {
	readonly hear: (news: readonly News[]) => void;
}

const firstDelayMs = 100;
const maxDelayMs = 5_000;
const prefix = 'draaiboek:';

/**
 * What relays say to one another, carried by Redis: a channel for each workspace, a message for each
 * `tell`. Nothing is kept there. While Redis is away news is dropped, not piled up; the line comes back by
 * itself, each relay after a chance delay of its own.
 */
export class RedisBus implements Bus {
	readonly #me = randomBytes(relayIdBytes);
	readonly #url: string;
	readonly #options: Required<RedisBusOptions>;
	readonly #listeners = new Map<WorkspaceId, Set<Listener>>();
	/** The workspaces of which Redis knows, on this line, that they are listened to. */
	readonly #heard = new Set<WorkspaceId>();
	readonly #closing = new AbortController();
	readonly #ended: Promise<void>;
	#line: RedisLine | null = null;
	/** In a row; 0 while there is a line, and before the first try. */
	#failures = 0;

	/** `url`: `redis://[user:password@]host[:port]`, or `rediss://` for TLS. Redis may be away as yet. */
	constructor(url: string, options: RedisBusOptions) {
		this.#url = url;
		this.#options = { patienceMs: 3_000, chance: Math.random, ...options };
		this.#ended = this.#keepLine();
	}

	get isCarried(): boolean {
		const line = this.#line;
		return line !== null && !line.isDropping && this.#heard.size === this.#listeners.size;
	}

	tell(workspace: WorkspaceId, news: readonly News[]): void {
		if (!this.#line || this.#line.isDropping) return;
		this.#line.publish(prefix + workspace, encodeNews(this.#me, news));
	}

	follow(workspace: WorkspaceId, hear: (news: readonly News[]) => void): () => void {
		const listener = { hear };
		const others = this.#listeners.get(workspace);
		const listeners = others ?? new Set();
		this.#listeners.set(workspace, listeners.add(listener));
		if (!others) void this.#subscribe(workspace);
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0 && this.#listeners.get(workspace) === listeners) {
				this.#unsubscribe(workspace);
			}
		};
	}

	async close(): Promise<void> {
		this.#closing.abort();
		this.#line?.close();
		await this.#ended;
	}

	/** One line after the other, until this is closed. */
	async #keepLine(): Promise<void> {
		for (;;) {
			const cause = await this.#useOneLine();
			if (this.#closing.signal.aborted) return;
			if (this.#failures === 0) this.#options.report({ kind: 'bus-lost', cause });
			this.#failures++;
			await this.#wait();
		}
	}

	/** From opening to loss; answers why it was lost. */
	async #useOneLine(): Promise<unknown> {
		try {
			const hear = (message: Buffer, channel: Buffer): void => this.#hear(message, channel);
			const line = await RedisLine.open(this.#url, hear, this.#options.patienceMs);
			this.#use(line);
			return await line.lost;
		} catch (cause) {
			return cause;
		} finally {
			this.#line = null;
			this.#heard.clear();
		}
	}

	#use(line: RedisLine): void {
		if (this.#closing.signal.aborted) return line.close();
		this.#line = line;
		if (this.#failures > 0) this.#options.report({ kind: 'bus-back' });
		this.#failures = 0;
		for (const workspace of this.#listeners.keys()) void this.#subscribe(workspace);
	}

	/** When Redis is back, a town of relays must not return in the same instant. */
	async #wait(): Promise<void> {
		const longest = Math.min(maxDelayMs, firstDelayMs * 2 ** (this.#failures - 1));
		const { signal } = this.#closing;
		try {
			await delay(longest * (0.1 + 0.9 * this.#options.chance()), undefined, {
				signal,
				ref: false
			});
		} catch {
			// Closed meanwhile: the wait is over.
		}
	}

	async #subscribe(workspace: WorkspaceId): Promise<void> {
		const line = this.#line;
		const listeners = this.#listeners.get(workspace);
		try {
			await line?.subscribe(prefix + workspace);
		} catch {
			// The line is lost: the next one begins with this.
			return;
		}
		// Somebody may have stopped and begun again meanwhile: then a later answer counts.
		if (line && line === this.#line && listeners === this.#listeners.get(workspace)) {
			this.#heard.add(workspace);
		}
	}

	#unsubscribe(workspace: WorkspaceId): void {
		this.#listeners.delete(workspace);
		this.#heard.delete(workspace);
		this.#line?.unsubscribe(prefix + workspace).catch(() => {
			// The line is lost, and with it what it listened to.
		});
	}

	#hear(message: Buffer, channel: Buffer): void {
		const workspace = WorkspaceId.parse(channel.toString().slice(prefix.length));
		const said = decodeNews(message);
		if (workspace === null || said === null || this.#me.equals(said.from)) return;
		for (const { hear } of [...(this.#listeners.get(workspace) ?? [])]) hear(said.news);
	}
}
