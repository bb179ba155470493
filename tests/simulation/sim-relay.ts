import { ClerkDesks, type Relay } from '#server/clerk/desk.ts';
import type { Journal } from '#server/journal/journal.ts';
import { defaultLimits } from '#server/limits.ts';
import { Hub } from '#server/relay/hub.ts';
import type { Connection, Visit } from '#server/relay/visit.ts';
import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';

/**
 * The real hub, journal port and clerk, without sockets, disk or clock: the simulation decides when a
 * turn ends and when the relay dies. Whatever was not in the journal by then is gone, as after `kill -9`.
 */
export class SimRelay {
	readonly #workspace: WorkspaceId;
	readonly #journal: Journal;
	readonly #members: ReadonlyMap<PersonId, Member>;
	#hub: Hub;
	#desks: ClerkDesks;
	#callbacks: (() => void)[] = [];

	constructor(workspace: WorkspaceId, journal: Journal, members: ReadonlyMap<PersonId, Member>) {
		this.#workspace = workspace;
		this.#journal = journal;
		this.#members = members;
		[this.#hub, this.#desks] = this.#start();
	}

	join(
		document: DocumentName,
		device: DeviceId,
		member: Member,
		connection: Connection
	): Visit | null {
		this.#desks.open(this.#workspace);
		return this.#hub.join(this.#workspace, document, { device, member }, connection);
	}

	receive(visit: Visit, frame: Uint8Array): void {
		this.#hub.receive(visit, frame);
	}

	leave(visit: Visit): void {
		this.#hub.leave(visit);
	}

	/** The end of a turn of the event loop. Answers false when nothing was waiting. */
	turn(): boolean {
		const callbacks = this.#callbacks;
		this.#callbacks = [];
		for (const callback of callbacks) callback();
		return callbacks.length > 0;
	}

	/** Dies without a word and starts again on what is in the journal. */
	crash(): void {
		this.#callbacks = [];
		[this.#hub, this.#desks] = this.#start();
	}

	state(document: DocumentName): Uint8Array {
		return this.#hub.state(this.#workspace, document);
	}

	#start(): [Hub, ClerkDesks] {
		const hub = new Hub(
			{
				journal: this.#journal,
				schedule: (callback) => this.#callbacks.push(callback),
				report: (event) => {
					if (event.kind === 'listener-failed') throw event.cause;
				}
			},
			defaultLimits
		);
		const relay: Relay = {
			state: (workspace, document) => hub.state(workspace, document),
			write: (workspace, document, update) => hub.write(workspace, document, update),
			documents: (workspace) =>
				this.#journal.documents(`${workspace}/`).map((key) => key.slice(workspace.length + 1)),
			report: (_, cause) => {
				throw cause;
			}
		};
		const desks = new ClerkDesks(relay, (_, person) => this.#members.get(person) ?? null);
		hub.onCommitted((workspace, document, updates) =>
			desks.committed(workspace, document, updates)
		);
		return [hub, desks];
	}
}
