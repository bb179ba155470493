import type { DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, WorkspaceId } from '#domain/ids.ts';
import { ClerkOffice } from '#server/clerk/office.ts';
import { Hub, type Sought } from '#server/relay/hub.ts';
import { Lines } from '#server/relay/lines.ts';
import { framesFor } from '#server/relay/news.ts';
import { closeCodes, type Connection, type Visitor } from '#server/relay/visit.ts';
import type { RelayLimits } from '#server/limits.ts';
import { allAtOnce } from '#server/testing/all-at-once.ts';
import { joined, type Message } from '#wire/line.ts';
import { clock, Disk, Process } from './seeded.ts';
import { anySkewMs } from './skew.ts';
import type { FarEnd, SimSocket } from './wire.ts';

/** What works in a relay, on what a life of it lends them. */
export interface Workers {
	readonly hub: Hub;
	readonly office: ClerkOffice;
}

/** From its start to its end, one relay: its rooms, lines and clerk, with a clock of its own that is wrong. */
export class Life {
	readonly #process = new Process(new Disk());
	readonly #startedMs = clock().nowMs;
	/** How fast its clock goes. */
	readonly #pace = 0.9 + clock().chance() * 0.2;
	readonly #workspace: WorkspaceId;
	readonly #hub: Hub;
	readonly #office: ClerkOffice;
	readonly #lines: Lines;
	readonly #sockets = new Map<SimSocket, DeviceId>();
	readonly #shutOut = new Set<DeviceId>();

	constructor(workspace: WorkspaceId, limits: RelayLimits, begin: (life: Life) => Workers) {
		this.#workspace = workspace;
		this.#process.skewMs = anySkewMs(clock());
		const { hub, office } = this.#process.run(() => begin(this));
		[this.#hub, this.#office] = [hub, office];
		this.#lines = new Lines(hub, limits);
		this.#tick();
	}

	get isAlive(): boolean {
		return this.#process.isAlive;
	}

	/** Does it while this life lasts. */
	run(action: () => void): void {
		if (this.isAlive) this.#process.run(action);
	}

	/** As `kill -9`. */
	kill(): void {
		this.#process.kill();
		for (const socket of this.#sockets.keys()) {
			if (clock().chance() < 0.3) socket.silence();
			else socket.cut();
		}
	}

	/** Stops as it is asked to: what came in is on disk, everybody is told to come back. */
	async stop(): Promise<void> {
		await this.#process.run(() => this.#hub.settle());
		this.run(() => this.#lines.stop());
		await this.#process.run(() => this.#hub.stop());
		this.#process.isAlive = false;
	}

	dropWhere(isSought: Sought): void {
		this.run(() => this.#hub.dropWhere(isSought, closeCodes.relayStops));
	}

	/** Learns that a device was withdrawn. */
	shutOut(device: DeviceId): void {
		this.#shutOut.add(device);
		this.run(() => this.#hub.drop(this.#workspace, device, closeCodes.withdrawn));
	}

	/** Whether this relay knows that the device was withdrawn, and has not hung up on all its lines. */
	holdsOn(device: DeviceId): boolean {
		return this.#knows(device) && this.#socketsOf(device).some(({ isHungUp }) => !isHungUp);
	}

	/** Whether what this device says may come to a relay that knows nothing of its withdrawal. */
	mayHear(device: DeviceId): boolean {
		return this.isAlive && !this.#shutOut.has(device) && this.#socketsOf(device).length > 0;
	}

	/** Lets a device in; `name`: the one document that it opens, as any y-websocket client does; null for a line. */
	answer(socket: SimSocket, visitor: Visitor, name: DocumentName | null): FarEnd {
		this.#sockets.set(socket, visitor.device);
		this.run(() => this.#office.came(this.#workspace, visitor.member.person));
		const guest = this.#process.run(() =>
			name ? this.#letPlain(socket, name, visitor) : this.#letLine(socket, visitor)
		);
		return {
			receive: (bytes) => this.run(() => guest.receive(bytes)),
			ended: () => {
				this.#sockets.delete(socket);
				this.run(() => guest.ended());
			}
		};
	}

	#letPlain(socket: SimSocket, name: DocumentName, visitor: Visitor): FarEnd {
		const send = (frames: readonly Uint8Array[]) => {
			if (this.isAlive) socket.deliver(frames);
		};
		const connection: Connection = {
			send,
			tell: (news, own, receipt) => send(framesFor(news, own, receipt)),
			close: (code) => socket.hangUp(code),
			bufferedBytes: 0
		};
		const visit = this.#hub.join(this.#workspace, name, visitor, connection);
		return {
			receive: (bytes) => visit && this.#hub.receive(visit, bytes),
			ended: () => visit && this.#hub.leave(visit)
		};
	}

	#letLine(socket: SimSocket, visitor: Visitor): FarEnd {
		const line = this.#lines.open(this.#workspace, visitor, {
			send: (messages: readonly Message[]) => {
				if (this.isAlive) socket.deliver(messages.map(joined));
			},
			close: (code: number) => socket.hangUp(code),
			bufferedBytes: 0
		});
		return {
			receive: (bytes) => void allAtOnce(line.receive(bytes)),
			ended: () => line.leave()
		};
	}

	#knows(device: DeviceId): boolean {
		return this.isAlive && this.#shutOut.has(device);
	}

	#socketsOf(device: DeviceId): SimSocket[] {
		return [...this.#sockets].filter(([, whose]) => whose === device).map(([socket]) => socket);
	}

	#tick(): void {
		clock().after(1_000, () =>
			this.run(() => {
				const nowMs = (clock().nowMs - this.#startedMs) * this.#pace;
				void this.#hub.tick(nowMs);
				this.#office.tick(nowMs);
				this.#tick();
			})
		);
	}
}
