import { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import type { DeviceId, EventId, NewId, SeasonId, WorkspaceId } from '#domain/ids.ts';
import type { Clock } from '#sync/clock.ts';
import { lineLinks } from '#sync/link/line-link.ts';
import { IndexedDbStore } from '#sync/store/indexeddb-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import type { Planning } from '#views/planning.ts';
import type * as Y from 'yjs';
import { planningOf } from './observer.ts';
import { clock, Disk, Process } from './seeded.ts';
import { SimSocket, type Answering } from './wire.ts';

export interface PhoneTools {
	readonly workspace: WorkspaceId;
	readonly season: SeasonId;
	readonly newId: NewId;
	readonly answering: (phone: Phone) => Answering;
}

/** Structs of one Yjs client, up to a clock, that somebody was told are safe. */
export interface Promised {
	readonly document: string;
	readonly client: number;
	readonly clock: number;
}

/** Everything that lives in one running app: gone when it is killed. */
interface Running {
	readonly process: Process;
	readonly connection: WorkspaceConnection;
	readonly documents: WorkspaceDocuments;
	readonly planning: Planning;
}

/** A device with the real connection, store and links, on a disk of its own, with a clock that is wrong. */
export class Phone {
	readonly id: DeviceId;
	readonly member: Member;
	readonly #tools: PhoneTools;
	readonly #skewMs: number;
	readonly #disk = new Disk();
	readonly #sockets = new Set<SimSocket>();
	/** What the screen said is kept on this device, and what it said is with the relay. */
	readonly #kept = new Map<string, Promised>();
	readonly shared = new Map<string, Promised>();
	#running: Running | null = null;
	/** No signal: nothing gets through, and nobody is told. */
	isCovered = false;

	constructor(id: DeviceId, member: Member, skewMs: number, tools: PhoneTools) {
		this.id = id;
		this.member = member;
		this.#skewMs = skewMs;
		this.#tools = tools;
	}

	get isOn(): boolean {
		return this.#running !== null;
	}

	get documents(): WorkspaceDocuments {
		return this.#on.documents;
	}

	get planning(): Planning {
		return this.#on.planning;
	}

	get connection(): WorkspaceConnection {
		return this.#on.connection;
	}

	/** Starts the app. */
	start(): void {
		if (this.#running) return;
		const process = new Process(this.#disk);
		process.run(() => {
			const connection = this.#connect(process);
			const documents = new WorkspaceDocuments(
				this.#tools.workspace,
				this.member.person,
				(name) => connection.open(name).doc
			);
			const planning = planningOf(documents, this.#tools.season);
			for (const name of documentsOf(this.member, this.#tools.season)) connection.open(name);
			connection.connect();
			this.#running = { process, connection, documents, planning };
		});
	}

	/** As `kill -9`: what was not yet on its disk is gone. */
	kill(): void {
		for (const socket of this.#sockets) socket.cut();
		this.#sockets.clear();
		this.#running?.process.kill();
		this.#running = null;
	}

	/** Leaves for good and takes everything off the device. */
	async wipe(): Promise<void> {
		const running = this.#running;
		await running?.process.run(() => running.connection.wipe());
		this.kill();
		this.#disk.empty();
		this.#kept.clear();
	}

	/** Where the signal goes, the sockets fall silent; some of them are cut. */
	cover(): void {
		this.isCovered = true;
		for (const socket of this.#sockets)
			if (clock().chance() < 0.5) socket.silence();
			else socket.cut();
		if (clock().chance() < 0.5) this.#running?.connection.networkGone();
	}

	uncover(): void {
		this.isCovered = false;
		const running = this.#running;
		if (clock().chance() < 0.7) running?.process.run(() => running.connection.networkBack());
	}

	do(command: (step: Step, documents: WorkspaceDocuments) => void): void {
		const running = this.#running;
		if (!running) return;
		const hand = {
			me: this.member.person,
			now: () => clock().nowMs + this.#skewMs,
			newId: this.#tools.newId
		};
		running.process.run(() => {
			const step = new Step(hand, running.documents.lane, (event) => this.#eventNamed(event));
			command(step, running.documents);
		});
	}

	/** Reads what the screen says of each document, and keeps it to its word. */
	listen(): void {
		if (!this.#running) return;
		for (const { doc, state, name } of this.#running.connection.documents) {
			const { saving, settled, unshared, loaded } = state.read();
			const promised = {
				document: documentText(name),
				client: doc.clientID,
				clock: clockOf(doc, doc.clientID)
			};
			const key = `${promised.document}/${doc.clientID}`;
			if (promised.clock === 0) continue;
			if (loaded?.kind === 'loaded' && saving.status === 'saved') this.#kept.set(key, promised);
			if (settled && unshared === 0) this.shared.set(key, promised);
		}
	}

	/** What the screen had said is kept, and is not there. */
	missing(): Promised[] {
		if (!this.#running) return [];
		const docs = new Map(
			this.#running.connection.documents.map(({ name, doc }) => [documentText(name), doc])
		);
		return [...this.#kept.values()].filter(({ document, client, clock }) => {
			const doc = docs.get(document);
			return doc && clockOf(doc, client) < clock;
		});
	}

	/** Whether everything was read from the disk. */
	get isLoaded(): boolean {
		return (
			this.#running?.connection.documents.every(({ state }) => state.read().loaded !== null) ??
			false
		);
	}

	/** Whether the screen says that all is with the relay, and everything is here. */
	get isShared(): boolean {
		const open = this.#running?.connection.documents ?? [];
		return open.every(({ state }) => {
			const { settled, unshared } = state.read();
			return settled && unshared === 0;
		});
	}

	get #on(): Running {
		if (!this.#running) throw new Error('this device is off');
		return this.#running;
	}

	#connect(process: Process): WorkspaceConnection {
		const answering: Answering = (socket) =>
			this.isCovered ? null : this.#tools.answering(this)(socket);
		const sockets = this.#sockets;
		const Socket = class extends SimSocket {
			constructor(url: string | URL) {
				super(String(url), process, answering);
				sockets.add(this);
			}
		} as unknown as typeof WebSocket;
		const now: Clock = {
			now: () => clock().nowMs + this.#skewMs,
			after: (delayMs, action) => {
				const timer = setTimeout(action, delayMs);
				return () => clearTimeout(timer);
			},
			chance: () => clock().chance()
		};
		return new WorkspaceConnection({
			workspace: this.#tools.workspace,
			member: this.member,
			store: new IndexedDbStore(),
			tabs: () => onlyTab(),
			links: lineLinks({ url: 'ws://relay/sync', Socket, clock: now, isVisible: () => true }),
			clock: now
		});
	}

	#eventNamed(event: EventId): LaneEvent | null {
		const { lane, venues } = this.documents;
		const { ledger } = this.documents.season(this.#tools.season);
		return lane.get(event) ?? venues.event(event) ?? ledger.event(event);
	}
}

function documentsOf({ person }: Member, season: SeasonId): DocumentName[] {
	return [
		{ kind: 'directory' },
		{ kind: 'season', season },
		{ kind: 'ledger', season },
		{ kind: 'venues' },
		{ kind: 'lane', person }
	];
}

export function clockOf(doc: Y.Doc, client: number): number {
	const structs = doc.store.clients.get(client);
	const last = structs?.at(-1);
	return last ? last.id.clock + last.length : 0;
}
