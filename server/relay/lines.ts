import type { WorkspaceId } from '#domain/ids.ts';
import type { RelayLimits } from '../limits.ts';
import type { Hub } from './hub.ts';
import { Line } from './line.ts';
import type { LineSocket } from './line-voice.ts';
import type { Visitor } from './visit.ts';

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

	/** Takes a device in; tell what this gives with `leave` when its socket is gone. */
	open(workspace: WorkspaceId, visitor: Visitor, socket: LineSocket): Line {
		const line = new Line(workspace, visitor, {
			...{ hub: this.#hub, limits: this.#limits, socket },
			onended: () => this.#open.delete(line)
		});
		this.#open.add(line);
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
