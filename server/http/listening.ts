import { createServer, type Server } from 'node:http';
import type { EdgeLimits } from '../limits.ts';
import type { Relay } from '../relay.ts';

/** The server of a relay, not listening yet. Who opens a connection and says nothing, or too slowly, is cut off. */
export function serverOf(
	relay: Pick<Relay, 'onRequest' | 'onUpgrade'>,
	{ headersSeconds, requestSeconds }: Pick<EdgeLimits, 'headersSeconds' | 'requestSeconds'>
): Server {
	const patience = {
		headersTimeout: Math.ceil(headersSeconds * 1000),
		requestTimeout: Math.ceil(Math.max(headersSeconds, requestSeconds) * 1000),
		connectionsCheckingInterval: Math.ceil(Math.min(headersSeconds * 250, 5_000))
	};
	const server = createServer(patience, relay.onRequest);
	server.on('upgrade', (request, socket, head) => {
		if (!relay.onUpgrade(request, socket, head)) socket.destroy();
	});
	return server;
}
