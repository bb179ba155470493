import type { ApiErrorCode } from '#wire/api.ts';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { causeText, type Log } from '../log.ts';
import { refusal, type Answer } from './answer.ts';
import { answerCall, health } from './api.ts';
import { isDiskFull, isStoreTrouble } from '../store-trouble.ts';
import { isForHost, type HostDoor } from '../host/host-door.ts';
import type { ApiContext } from './call.ts';
import { filesIn } from './files.ts';
import type { Reachability } from './request.ts';

export interface AppOptions {
	readonly context: ApiContext;
	readonly reach: Reachability;
	readonly version: string;
	/** Where the built app lies; null serves the API alone. */
	readonly buildFolder: string | null;
	readonly log: Log;
	/** What the host alone may see; null where there is none. */
	readonly hostDoor: HostDoor | null;
	/** A call was refused. */
	onrefused(code: ApiErrorCode): void;
	nowMs(): number;
}

/** Everything that comes over plain HTTP: the API, `/health`, and the app's own files. */
export function app(options: AppOptions): RequestListener {
	const files = filesIn(options.buildFolder, notFound);
	return (request, response) => {
		for (const [name, value] of securityHeaders) response.setHeader(name, value);
		if (isApi(request)) void answerApi(options, request, response);
		else if (options.hostDoor && isForHost(request))
			void answerHost(options, options.hostDoor, request, response);
		else files(request, response);
	};
}

export function isApi(request: IncomingMessage): boolean {
	const url = request.url ?? '';
	return url.startsWith('/api/') || url === '/health';
}

/** The page's own policy stands in its head (SvelteKit's hashes); framing can only be refused here. */
const securityHeaders = [
	['Content-Security-Policy', "frame-ancestors 'none'"],
	['X-Content-Type-Options', 'nosniff'],
	['Referrer-Policy', 'same-origin'],
	['Cross-Origin-Opener-Policy', 'same-origin'],
	['Permissions-Policy', 'camera=(), geolocation=(), microphone=()']
] as const;

async function answerApi(
	options: AppOptions,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const { context, reach, version, log } = options;
	try {
		if (request.url === '/health') return give(response, health(context, version));
		const answer = await answerCall(context, request, reach, options.nowMs());
		if (answer.refused) options.onrefused(answer.refused);
		give(response, answer);
	} catch (cause) {
		// Somebody who hung up in the middle of a request is nobody's fault.
		if (request.destroyed && !request.complete) return;
		tell(log, cause);
		const code = isDiskFull(cause) ? 'disk-full' : 'relay-failed';
		options.onrefused(code);
		give(response, refusal(code));
	}
}

async function answerHost(
	{ log }: AppOptions,
	door: HostDoor,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	try {
		await door.answer(request, response);
	} catch (cause) {
		tell(log, cause);
		give(response, refusal('relay-failed'));
	}
}

/** What could not be kept was told where that was tried. */
function tell(log: Log, cause: unknown): void {
	if (cause instanceof Error && cause.name === 'NotKept') return;
	const event = isStoreTrouble(cause) ? 'accounts-silent' : 'call-failed';
	log('error', { event, cause: causeText(cause) });
}

function give(response: ServerResponse, { status, body, cookie, retryAfterSeconds }: Answer): void {
	if (cookie !== undefined) response.setHeader('Set-Cookie', cookie);
	if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
	// A body that was too large is still coming: there is no reading on behind it.
	if (status === 413) response.setHeader('Connection', 'close');
	response.writeHead(status, {
		'Content-Type': 'application/json; charset=utf-8',
		'Cache-Control': 'no-store'
	});
	response.end(JSON.stringify(body));
}

function notFound(_: IncomingMessage, response: ServerResponse): void {
	give(response, refusal('unknown-address'));
}
