import { createServer, type Server } from 'node:http';
import type { EdgeLimits } from '../limits.ts';
import type { Relay } from '../relay.ts';

/**
 * The server of a relay, not listening yet. Who opens a connection and says nothing, or too slowly, is cut off, and who
 * takes nothing of what she asked for.
 */
export function serverOf(
	relay: Pick<Relay, 'onRequest' | 'onUpgrade'>,
	{ headersSeconds, requestSeconds }: Pick<EdgeLimits, 'headersSeconds' | 'requestSeconds'>
): Server {
	const requestMs = Math.ceil(Math.max(headersSeconds, requestSeconds) * 1000);
	const patience = {
		headersTimeout: Math.ceil(headersSeconds * 1000),
		requestTimeout: requestMs,
		connectionsCheckingInterval: Math.ceil(Math.min(headersSeconds * 250, 5_000))
	};
	const server = createServer(patience, relay.onRequest);
	server.setTimeout(requestMs);
	server.on('upgrade', (request, socket, head) => {
		if (!relay.onUpgrade(request, socket, head)) socket.destroy();
	});
	return server;
}
