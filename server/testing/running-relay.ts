import { WorkspaceId, PersonId } from '#domain/ids.ts';
import type { MembershipAnswer } from '#wire/api.ts';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { serverOf } from '../http/listening.ts';
import { defaultLimits, type Limits } from '../limits.ts';
import type { HostOptions } from '../host/host.ts';
import { noLog, type Log } from '../log.ts';
import { openRelay, type Relay, type RelayOptions } from '../relay.ts';
import { noServices, type Services } from '../services.ts';
import type { SharedStores } from '../stores.ts';

export interface TestOptions {
	readonly folder?: string;
	readonly shared?: Partial<SharedStores>;
	readonly limits?: Partial<Limits>;
	readonly services?: Partial<Services>;
	/** All of them, as in the real process: `startClerk`. */
	readonly startServices?: RelayOptions['startServices'];
	readonly log?: Log;
	readonly trustProxy?: boolean;
	readonly origins?: readonly string[];
	readonly host?: HostOptions;
}

/** A real relay on a port of its own, in memory unless a folder is named. */
export class RunningRelay {
	readonly relay: Relay;
	readonly #server: Server;

	private constructor(relay: Relay, server: Server) {
		this.relay = relay;
		this.#server = server;
	}

	static async start(options: TestOptions = {}): Promise<RunningRelay> {
		const limits = { ...defaultLimits, ...options.limits };
		const relay = openRelay({
			folder: options.folder ?? null,
			...(options.shared ? { shared: options.shared } : {}),
			buildFolder: null,
			limits,
			reach: { trustProxy: options.trustProxy ?? false, origins: options.origins ?? [] },
			version: 'test',
			log: options.log ?? options.host?.book.log ?? noLog,
			...(options.host ? { host: options.host } : {}),
			startServices: options.startServices ?? (() => ({ ...noServices, ...options.services }))
		});
		const server = serverOf(relay, limits);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new RunningRelay(relay, server);
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get syncUrl(): string {
		return `ws://127.0.0.1:${this.port}/sync`;
	}

	/** A browser that has been nowhere yet. */
	browser(): Browser {
		return new Browser(this.port);
	}

	async stop(): Promise<void> {
		await this.relay.stop();
		await this.relay.close();
		this.#server.close();
		this.#server.closeAllConnections();
	}
}

/** What a browser does for a page: sends its cookie along. */
export class Browser {
	readonly #port: number;
	cookie = '';

	constructor(port: number) {
		this.#port = port;
	}

	async call(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {}
	): Promise<{ status: number; body: unknown; headers: Headers }> {
		const response = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
			method,
			headers: { cookie: this.cookie, ...headers },
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		});
		const given = response.headers.getSetCookie()[0]?.split(';')[0];
		if (given !== undefined) this.cookie = given;
		return { status: response.status, body: await response.json(), headers: response.headers };
	}

	/** The answer's body, for calls that must succeed. */
	async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.call(method, path, body);
		if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
		return answer.body as T;
	}

	/** Registers a workspace; this browser is its first coordinator. */
	async found(workspace: WorkspaceId, person: PersonId): Promise<MembershipAnswer> {
		return this.ask('POST', '/api/workspaces', { workspace, person, device: { label: 'tablet' } });
	}

	/** The WebSocket class that a page of this browser has: with its cookie. */
	get WebSocket(): typeof globalThis.WebSocket {
		const headers = { cookie: this.cookie };
		return class extends WebSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				super(url, protocols, { headers });
			}
		} as unknown as typeof globalThis.WebSocket;
	}
}

/** The id of one kind that `word` makes: `person('ann')` reads better than sixteen letters. */
export function workspaceId(word: string): WorkspaceId {
	return idOf(WorkspaceId, word);
}

export function personId(word: string): PersonId {
	return idOf(PersonId, word);
}

export function idOf<Id extends string>(
	kind: { parse(text: unknown): Id | null },
	word: string
): Id {
	const id = kind.parse(word.padEnd(16, '0'));
	if (id === null) throw new TypeError(`${word} makes no id`);
	return id;
}
