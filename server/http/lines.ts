import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Membership } from '../accounts/accounts.ts';
import type { RelayLimits } from '../limits.ts';
import type { Hub } from '../relay/hub.ts';
import { Line } from '../relay/line.ts';
import { SocketOfLine } from './socket-connection.ts';

/** A relay that stops is back within some seconds, and receives so many devices in each second. */
const leastReturnMs = 2_000;
const returnsPerMs = 0.5;
const maxReturnMs = 30_000;

/** The lines of all devices, for whatever is about lines and not about documents. */
export class Lines {
	readonly #hub: Hub;
	readonly #limits: RelayLimits;
	readonly #open = new Set<Line>();
	readonly #unfollow: () => void;

	constructor(hub: Hub, limits: RelayLimits) {
		this.#hub = hub;
		this.#limits = limits;
		// A line without a document is in no room: the hub would pass it over.
		this.#unfollow = hub.onDropped((isSought, code) => {
			for (const line of [...this.#open]) {
				if (isSought(line.workspace, line.visitor)) line.close(code, '');
			}
		});
	}

	/** Takes a device in; the socket's end is told with `leave` of what this gives. */
	open({ workspace, member, device }: Membership, ws: WebSocket, socket: Duplex): Line {
		const ports = {
			...{ hub: this.#hub, limits: this.#limits },
			socket: new SocketOfLine(ws, socket)
		};
		const line = new Line(workspace, { device, member }, ports);
		this.#open.add(line);
		ws.on('close', () => this.#open.delete(line));
		return line;
	}

	/** The relay stops: sends everybody away, to come back one after another. */
	stop(): void {
		const lines = [...this.#open];
		const afterMs = Math.min(leastReturnMs + lines.length / returnsPerMs, maxReturnMs);
		for (const line of lines) line.sendAway(afterMs);
	}

	close(): void {
		this.#unfollow();
	}
}
