import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { DesksHere } from '#server/clerk/desks.ts';
import { ClerkOffice } from '#server/clerk/office.ts';
import type { Journal } from '#server/journal/journal.ts';
import { defaultLimits } from '#server/limits.ts';
import { Hub } from '#server/relay/hub.ts';
import { integratorHere } from '#server/relay/integrator.ts';
import type { Connection, Visit } from '#server/relay/visit.ts';
import { mortal } from './mortal.ts';
import { nobodyErased } from '#server/testing/nobody-erased.ts';

/** One life of the relay: what it has in memory, and the end of it. */
interface Life {
	readonly hub: Hub;
	readonly office: ClerkOffice;
	readonly callbacks: (() => void)[];
	end(): void;
}

/**
 * The real hub, journal port and clerk, without sockets, disk, threads or clock: the simulation decides
 * when a turn ends and when the relay dies. Whatever was not in the journal by then is gone, as after
 * `kill -9`.
 */
export class SimRelay {
	readonly #workspace: WorkspaceId;
	readonly #journal: Journal;
	readonly #members: ReadonlyMap<PersonId, Member>;
	#life: Life;

	constructor(workspace: WorkspaceId, journal: Journal, members: ReadonlyMap<PersonId, Member>) {
		this.#workspace = workspace;
		this.#journal = journal;
		this.#members = members;
		this.#life = this.#start();
	}

	join(
		document: DocumentName,
		device: DeviceId,
		member: Member,
		connection: Connection
	): Visit | null {
		this.#life.office.came(this.#workspace, member.person);
		return this.#life.hub.join(this.#workspace, document, { device, member, asOf: 1 }, connection);
	}

	receive(visit: Visit, frame: Uint8Array): void {
		this.#life.hub.receive(visit, frame);
	}

	leave(visit: Visit): void {
		this.#life.hub.leave(visit);
	}

	/** The end of a turn of the event loop. Answers false when nothing was waiting. */
	async turn(): Promise<boolean> {
		const callbacks = this.#life.callbacks.splice(0);
		for (const callback of callbacks) callback();
		await quiet();
		return callbacks.length > 0 || this.#life.callbacks.length > 0;
	}

	/** Dies without a word and starts again on what is in the journal. */
	crash(): void {
		this.#life.end();
		this.#life = this.#start();
	}

	#start(): Life {
		const life = mortal(this.#journal);
		const { journal } = life;
		const callbacks: (() => void)[] = [];
		const fail = ({ cause }: { readonly cause: unknown }) => {
			throw cause;
		};
		const hub = new Hub(
			{
				...{ journal, bus: null, integrator: integratorHere },
				...nobodyErased,
				schedule: (callback) => callbacks.push(callback),
				report: fail
			},
			defaultLimits
		);
		const office = new ClerkOffice({
			...nobodyErased,
			...{ journal, isShared: false },
			desks: new DesksHere(),
			write: (workspace, changes, expected) => hub.write(workspace, changes, expected),
			members: () => Promise.resolve([...this.#members.values()]),
			member: (_, person) => Promise.resolve(this.#members.get(person) ?? null),
			report: fail
		});
		hub.listen(office);
		return { hub, office, callbacks, end: () => life.end() };
	}
}

/** Until every promise that waits for nothing from outside is settled. */
export async function quiet(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
