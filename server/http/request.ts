import type { IncomingMessage } from 'node:http';

/** How the relay is reached from outside. */
export interface Reachability {
	/** Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy that sets them itself. */
	readonly trustProxy: boolean;
	/** Other origins whose pages may call, `https://example.org`. */
	readonly origins: readonly string[];
}

/** From which address the request comes: what the limits are counted by. */
export function addressOf(request: IncomingMessage, { trustProxy }: Reachability): string {
	const forwarded = trustProxy ? headerOf(request, 'x-forwarded-for') : '';
	// The last one is what our own proxy saw; those before it are what the client claims.
	const last = forwarded.split(',').at(-1)?.trim() ?? '';
	return last === '' ? (request.socket.remoteAddress ?? 'unknown') : last;
}

/** Whether a browser would keep a Secure cookie from this answer. */
export function isSecure(request: IncomingMessage, { trustProxy }: Reachability): boolean {
	if (trustProxy && headerOf(request, 'x-forwarded-proto') === 'https') return true;
	const host = hostOf(request).replace(/:\d+$/, '');
	return host === 'localhost' || host === '127.0.0.1';
}

/** Whether the page that sent this is ours. No Origin at all means that no browser sent it. */
export function isOwnOrigin(request: IncomingMessage, { origins }: Reachability): boolean {
	const origin = request.headers.origin;
	if (origin === undefined || origins.includes(origin)) return true;
	return URL.canParse(origin) && new URL(origin).host === hostOf(request);
}

function hostOf(request: IncomingMessage): string {
	return request.headers.host ?? '';
}

function headerOf(request: IncomingMessage, name: string): string {
	const value = request.headers[name] ?? '';
	return typeof value === 'string' ? value : (value.at(-1) ?? '');
}

const secureName = '__Host-draaiboek';
const plainName = 'draaiboek';
/** As long as browsers keep a cookie at all; each visit renews it. */
const maxAgeSeconds = 400 * 24 * 3600;

/**
 * The Set-Cookie line that gives a browser its session.
 *
 * `__Host-` binds the cookie to this very host, and needs Secure; over plain http outside this machine
 * (a relay on a laptop in a hall) browsers drop such a cookie, so it has a plain name there.
 */
export function sessionCookie(token: string, secure: boolean): string {
	const name = secure ? secureName : plainName;
	const rest = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`;
	return `${name}=${token}; ${rest}${secure ? '; Secure' : ''}`;
}

/** The session token that the browser sent, or null. */
export function sessionToken(request: IncomingMessage, reach: Reachability): string | null {
	const name = isSecure(request, reach) ? secureName : plainName;
	const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
	const token = cookies.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
	return token === undefined || token === '' ? null : token;
}
