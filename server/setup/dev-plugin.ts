import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Plugin, ViteDevServer } from 'vite';
import { FolderInUse } from '../folder-lock.ts';
import { isApi } from '../http/app.ts';
import { limitsFrom, type Limits } from '../limits.ts';
import { logTo } from '../log.ts';
import { openRelay, type Relay } from '../relay.ts';
import { startClerk } from '../clerk/services.ts';
import { wrongText } from '../wrong-setting.ts';

/**
 * The relay inside Vite's own server, so that `npm run dev` is one command and one address.
 *
 * Touches nothing but its own addresses: Vite's hot reload hangs on the same upgrade event.
 */
export function relayInDev(): Plugin {
	return { name: 'draaiboek-relay', apply: 'serve', configureServer: mountRelay };
}

function mountRelay(vite: ViteDevServer): void {
	// Vitest starts Vite without a server of its own: no relay then, and no data folder taken.
	const { httpServer } = vite;
	if (!httpServer || process.env.VITEST !== undefined) return;
	let relay: Relay | null = null;
	// Not before it listens: when Vite restarts, the new server is made before the old one lets go.
	httpServer.on('listening', () => {
		relay ??= openOrExplain(vite);
	});
	httpServer.on('close', () => void relay?.close());
	httpServer.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		relay?.onUpgrade(request, socket, head);
	});
	vite.middlewares.use((request, response, next) => {
		if (relay && isApi(request)) relay.onRequest(request, response);
		else next();
	});
}

function openOrExplain(vite: ViteDevServer): Relay | null {
	const folder = process.env.DATA_DIR ?? 'data/dev';
	const { limits, wrong } = limitsFrom(process.env);
	for (const setting of wrong) vite.config.logger.warn(wrongText(setting));
	try {
		return openInDev(folder, limits);
	} catch (error) {
		if (!(error instanceof FolderInUse)) throw error;
		vite.config.logger.warn(
			`Another relay works in ${folder}: this server has none. Set DATA_DIR to another folder for a relay of its own.`
		);
		return null;
	}
}

function openInDev(folder: string, limits: Limits): Relay {
	return openRelay({
		folder,
		buildFolder: null,
		limits,
		reach: { trustProxy: false, origins: [] },
		version: 'dev',
		log: logTo(
			(line) => process.stderr.write(line),
			() => new Date()
		),
		startServices: startClerk
	});
}
