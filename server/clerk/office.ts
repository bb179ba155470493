import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { HubListener, News } from '../relay/hub-ports.ts';
import type { Names } from './desks.ts';
import type { ClerkPorts } from './clerk-ports.ts';
import { WorkspaceClerk } from './workspace-clerk.ts';

/** A workspace that nobody came to for so long is put away. */
const idleMs = 600_000;

/** A clerk, and when it was last called; null before the first tick after that. */
interface Seat {
	readonly clerk: WorkspaceClerk;
	usedMs: number | null;
	/** It puts its desk away, behind what it was still at. */
	isLeaving: boolean;
}

/**
 * The clerks of all workspaces, each called when something happens in hers. There is one for each at a time,
 * for two would sit at the same desk: one that leaves and is called again meanwhile stays.
 */
export class ClerkOffice implements HubListener {
	readonly #ports: ClerkPorts;
	readonly #seats = new Map<WorkspaceId, Seat>();

	constructor(ports: ClerkPorts) {
		this.#ports = ports;
	}

	oncommitted(news: News): void {
		this.#clerk(news.workspace).committed(news);
	}

	ongrown(workspace: WorkspaceId, document: string): void {
		this.#clerk(workspace).grown(document.slice(workspace.length + 1));
	}

	/** Somebody came: whatever was left unsettled in this workspace is settled now. */
	came(workspace: WorkspaceId, person: PersonId): void {
		this.#clerk(workspace).came(person);
	}

	names(workspace: WorkspaceId, person: PersonId | null): Promise<Names> {
		return this.#clerk(workspace).names(person);
	}

	wordsAbout(workspace: WorkspaceId, person: PersonId): Promise<readonly string[]> {
		return this.#clerkForEraser(workspace).wordsAbout(person);
	}

	erase(workspace: WorkspaceId): Promise<void> {
		return this.#clerkForEraser(workspace).erase();
	}

	introduce(workspace: WorkspaceId, person: PersonId, name: string): Promise<void> {
		return this.#clerk(workspace).introduce(person, name);
	}

	/** Answers when all that was heard of until now is settled. */
	async settle(): Promise<void> {
		await Promise.all([...this.#seats.values()].map(({ clerk }) => clerk.settle()));
	}

	/** Call it every second or so, with a clock that only goes forward. */
	tick(nowMs: number): void {
		for (const [workspace, seat] of this.#seats) {
			if (seat.isLeaving) continue;
			seat.usedMs ??= nowMs;
			if (nowMs - seat.usedMs < idleMs) seat.clerk.tick();
			else void this.#leave(workspace, seat);
		}
	}

	async #leave(workspace: WorkspaceId, seat: Seat): Promise<void> {
		seat.isLeaving = true;
		await seat.clerk.close().catch(() => undefined);
		seat.isLeaving = false;
		if (seat.usedMs !== null) this.#seats.delete(workspace);
	}

	#clerk(workspace: WorkspaceId): WorkspaceClerk {
		const seat = this.#seats.get(workspace) ?? this.#open(workspace);
		seat.usedMs = null;
		return seat.clerk;
	}

	/** The eraser asks once a minute, as long as it fails, and must not keep alive a desk that can't be read. */
	#clerkForEraser(workspace: WorkspaceId): WorkspaceClerk {
		const seat = this.#seats.get(workspace);
		return seat && !seat.isLeaving ? seat.clerk : this.#clerk(workspace);
	}

	#open(workspace: WorkspaceId): Seat {
		const clerk = new WorkspaceClerk(workspace, this.#ports);
		const seat: Seat = { clerk, usedMs: null, isLeaving: false };
		this.#seats.set(workspace, seat);
		return seat;
	}
}
