import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { HubListener, News } from '../relay/hub-ports.ts';
import type { Names } from './desks.ts';
import type { ClerkPorts } from './clerk-ports.ts';
import { WorkspaceClerk } from './workspace-clerk.ts';

/** A workspace that nobody came to for so long is put away. */
const idleMs = 600_000;

/** The clerks of all workspaces, each called when something happens in hers. */
export class ClerkOffice implements HubListener {
	readonly #ports: ClerkPorts;
	readonly #clerks = new Map<WorkspaceId, { readonly clerk: WorkspaceClerk; usedMs: number }>();
	#nowMs = 0;

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
		return this.#clerk(workspace).wordsAbout(person);
	}

	erase(workspace: WorkspaceId): Promise<void> {
		return this.#clerk(workspace).erase();
	}

	introduce(workspace: WorkspaceId, person: PersonId, name: string): Promise<void> {
		return this.#clerk(workspace).introduce(person, name);
	}

	/** Answers when all that was heard of until now is settled. */
	async settle(): Promise<void> {
		await Promise.all([...this.#clerks.values()].map(({ clerk }) => clerk.settle()));
	}

	/** Call it every second or so, with a clock that only goes forward. */
	tick(nowMs: number): void {
		this.#nowMs = nowMs;
		for (const [workspace, { clerk, usedMs }] of this.#clerks) {
			clerk.tick();
			if (nowMs - usedMs < idleMs) continue;
			void clerk.close();
			this.#clerks.delete(workspace);
		}
	}

	#clerk(workspace: WorkspaceId): WorkspaceClerk {
		const known = this.#clerks.get(workspace);
		if (known) {
			known.usedMs = this.#nowMs;
			return known.clerk;
		}
		const clerk = new WorkspaceClerk(workspace, this.#ports);
		this.#clerks.set(workspace, { clerk, usedMs: this.#nowMs });
		return clerk;
	}
}
