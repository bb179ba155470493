import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, tooFast, type Answer } from '../http/answer.ts';
import { addressOf, type Reachability } from '../http/request.ts';
import { TokenBuckets } from '../http/token-bucket.ts';
import type { EdgeLimits } from '../limits.ts';
import { expose, expositionType } from './exposition.ts';
import type { HostFacts } from './facts.ts';
import { metricsOf } from './metrics.ts';
import { pagePolicy, statusPage, waitPage } from './status-page.ts';
import { languageFor, type Language } from './words.ts';

export interface HostDoorPorts {
	/** What opens this door; null keeps it shut for everybody. */
	readonly token: string | null;
	readonly reach: Reachability;
	readonly limits: Pick<EdgeLimits, 'wrongTokensPerHour' | 'wrongTokensAtOnce'>;
	facts(): Promise<HostFacts>;
	nowMs(): number;
}

interface Page {
	readonly type: string;
	readonly text: string;
	readonly policy?: string;
}

/** Whether a request is for the host's door. */
export function isForHost({ url = '' }: IncomingMessage): boolean {
	const [path] = url.split('?');
	return path === '/metrics' || path === '/status';
}

/**
 * What the host alone may see: `/metrics` for Prometheus and `/status` for people. A device has no business
 * there, and how much goes on at what hour is nobody else's. The token comes as `Bearer`, or as the password
 * of a browser's own dialogue, never in an address, which proxies write down.
 */
export class HostDoor {
	readonly #ports: HostDoorPorts;
	/** Wrong tokens, by address. */
	readonly #guesses: TokenBuckets;

	constructor(ports: HostDoorPorts) {
		this.#ports = ports;
		const { wrongTokensAtOnce, wrongTokensPerHour } = ports.limits;
		this.#guesses = new TokenBuckets({
			atOnce: wrongTokensAtOnce,
			perSecond: wrongTokensPerHour / 3600
		});
	}

	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const refused = this.#refused(request);
		const url = new URL(request.url ?? '', 'http://host');
		if (refused) {
			const isPage = url.pathname === '/status' && refused !== 'no-token';
			const waitSeconds = isPage ? refused.retryAfterSeconds : undefined;
			if (waitSeconds === undefined) return refuse(response, refused);
			response.setHeader('Retry-After', waitSeconds);
			return give(response, wait(waitSeconds, request, url), 429);
		}
		const facts = await this.#ports.facts();
		give(response, url.pathname === '/metrics' ? metricsPage(facts) : status(facts, request, url));
	}

	#refused(request: IncomingMessage): Answer | 'no-token' | null {
		const { token, reach } = this.#ports;
		const isRead = request.method === 'GET' || request.method === 'HEAD';
		if (token === null || !isRead) return refusal('unknown-address');
		const [address, now] = [addressOf(request, reach), this.#ports.nowMs()];
		const waitSeconds = this.#guesses.waitSeconds(address, now);
		if (waitSeconds > 0) return tooFast(waitSeconds);
		const given = tokenIn(request);
		if (given === null) return 'no-token';
		if (isSame(given, token)) return null;
		this.#guesses.take(address, now);
		return 'no-token';
	}
}

function refuse(response: ServerResponse, why: Answer | 'no-token'): void {
	if (why === 'no-token') {
		response.writeHead(401, {
			'WWW-Authenticate': 'Basic realm="Draaiboek", charset="UTF-8"',
			'Content-Type': 'text/plain; charset=utf-8',
			'Cache-Control': 'no-store'
		});
		return void response.end('This is for the host, with STATUS_TOKEN as the password.\n');
	}
	const { status, body, retryAfterSeconds } = why;
	if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify(body));
}

function metricsPage(facts: HostFacts): Page {
	return { type: expositionType, text: expose(metricsOf(facts)) };
}

function status(facts: HostFacts, request: IncomingMessage, url: URL): Page {
	return htmlPage(statusPage(facts, languageOf(request, url)));
}

function wait(waitSeconds: number, request: IncomingMessage, url: URL): Page {
	return htmlPage(waitPage(waitSeconds, languageOf(request, url)));
}

function languageOf({ headers }: IncomingMessage, url: URL): Language {
	return languageFor(url.searchParams.get('lang'), headers['accept-language'] ?? '');
}

function htmlPage(text: string): Page {
	return { type: 'text/html; charset=utf-8', text, policy: pagePolicy };
}

function give(response: ServerResponse, { type, text, policy }: Page, status = 200): void {
	if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
	response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
	response.end(text);
}

/** The token that was sent, as `Bearer` or as the password of `Basic`, whatever name goes with it. */
function tokenIn({ headers }: IncomingMessage): string | null {
	const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ');
	if (scheme.toLowerCase() === 'bearer') return value;
	if (scheme.toLowerCase() !== 'basic') return null;
	const pair = Buffer.from(value, 'base64').toString();
	return pair.slice(pair.indexOf(':') + 1);
}

/** Takes as long for a nearly right one as for any other. */
function isSame(given: string, token: string): boolean {
	const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest());
	return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
