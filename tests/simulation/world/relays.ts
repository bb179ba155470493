import type { Member } from '#domain/access/access.ts';
import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { LocalAir } from '#server/bus/local.ts';
import { DesksHere } from '#server/clerk/desks.ts';
import { ClerkOffice } from '#server/clerk/office.ts';
import { MemoryJournal } from '#server/journal/memory.ts';
import { defaultLimits } from '#server/limits.ts';
import { Hub } from '#server/relay/hub.ts';
import { integratorHere } from '#server/relay/integrator.ts';
import { Lines } from '#server/relay/lines.ts';
import { framesFor } from '#server/relay/news.ts';
import { closeCodes, type Visitor } from '#server/relay/visit.ts';
import { allAtOnce } from '#server/testing/all-at-once.ts';
import { joined, type Message } from '#wire/line.ts';
import { slowJournal } from './disk-of-relays.ts';
import { clock } from './seeded.ts';
import type { FarEnd, SimSocket } from './wire.ts';
import { nobodyErased } from '#server/testing/nobody-erased.ts';

/** One life of one relay. */
interface Life {
	isAlive: boolean;
	readonly hub: Hub;
	readonly lines: Lines;
	readonly office: ClerkOffice;
	readonly sockets: Set<SimSocket>;
}

/** Logs are folded often, so that folding meets everything else. */
const limits = { ...defaultLimits, foldAfter: 12 };

/**
 * One relay, or two on the same journal: the real hub, lines and clerk, each of which can be killed at any
 * moment, with a disk that takes its time and a bus that loses, doubles and mixes up what it carries.
 */
export class Relays {
	readonly journal = new MemoryJournal();
	readonly members: ReadonlyMap<PersonId, Member>;
	/** The number of the last change of anybody's role, and of each one's. */
	#lastChange = 0;
	readonly #changes = new Map<PersonId, number>();
	readonly withdrawn = new Set<DeviceId>();
	isDiskFull = false;
	readonly #workspace: WorkspaceId;
	readonly #air = new LocalAir((news) => this.#carry(news));
	readonly #count: number;
	readonly #lives: Life[];

	constructor(workspace: WorkspaceId, members: ReadonlyMap<PersonId, Member>, count: number) {
		this.#workspace = workspace;
		this.members = members;
		this.#count = count;
		this.#lives = Array.from({ length: count }, () => this.#start());
	}

	get count(): number {
		return this.#count;
	}

	/** As `kill -9`; it starts again after a while. */
	kill(which: number, awayMs: number): void {
		const life = this.#lives[which % this.#lives.length]!;
		if (!life.isAlive) return;
		life.isAlive = false;
		for (const socket of life.sockets) {
			if (clock().chance() < 0.3) socket.silence();
			else socket.cut();
		}
		clock().after(awayMs, () => this.#restart(life));
	}

	/** Stops as it is asked to: what came in is on disk, everybody is told to come back. */
	stop(which: number, awayMs: number): void {
		const life = this.#lives[which % this.#lives.length]!;
		if (!life.isAlive) return;
		void this.#end(life).then(() => {
			if (!life.isAlive) return;
			life.isAlive = false;
			clock().after(awayMs, () => this.#restart(life));
		});
	}

	/** Whether anybody answers a question over HTTP. */
	get isUp(): boolean {
		return this.#lives.some(({ isAlive }) => isAlive);
	}

	/** Somebody's role changed: each relay hangs up on who came in another one, soon after. */
	follow(person: PersonId): void {
		this.#changes.set(person, ++this.#lastChange);
		for (const which of this.#lives.keys())
			clock().after(clock().chance() * 500, () => {
				const number = this.#changes.get(person) ?? 0;
				this.#lives[which]?.hub.dropWhere(
					(_, { member, asOf }) => member.person === person && asOf < number,
					closeCodes.relayStops
				);
			});
	}

	/** A coordinator shuts a device out, on every relay. */
	withdraw(device: DeviceId): void {
		this.withdrawn.add(device);
		for (const { hub } of this.#lives)
			clock().after(clock().delayMs(100), () =>
				hub.drop(this.#workspace, device, closeCodes.withdrawn)
			);
	}

	/** Opens a socket of some device, on whichever relay it comes to. */
	answer(socket: SimSocket, device: DeviceId, person: PersonId): FarEnd | null {
		const life = clock().pick(this.#lives);
		const member = this.members.get(person);
		if (!life.isAlive) return null;
		if (!member || this.withdrawn.has(device)) {
			socket.hangUp(member ? closeCodes.withdrawn : closeCodes.noSession);
			return { receive: () => undefined, ended: () => undefined };
		}
		life.sockets.add(socket);
		life.office.came(this.#workspace, person);
		const document = documentIn(socket.url);
		const visitor = { device, member, asOf: this.#lastChange };
		return document
			? this.#letPlain(life, socket, document, visitor)
			: this.#letLine(life, socket, visitor);
	}

	/** The plain door: one document, as any y-websocket client opens it. */
	#letPlain(life: Life, socket: SimSocket, name: DocumentName, visitor: Visitor): FarEnd {
		const send = (frames: readonly Uint8Array[]) => {
			if (life.isAlive) socket.deliver(frames);
		};
		const visit = life.hub.join(this.#workspace, name, visitor, {
			send,
			tell: (news, own, receipt) => send(framesFor(news, own, receipt)),
			close: (code: number) => socket.hangUp(code),
			bufferedBytes: 0
		});
		return {
			receive: (bytes) => {
				if (life.isAlive && visit) life.hub.receive(visit, bytes);
			},
			ended: () => {
				life.sockets.delete(socket);
				if (life.isAlive && visit) life.hub.leave(visit);
			}
		};
	}

	#letLine(life: Life, socket: SimSocket, visitor: Visitor): FarEnd {
		const line = life.lines.open(this.#workspace, visitor, {
			send: (messages: readonly Message[]) => {
				if (life.isAlive) socket.deliver(messages.map(joined));
			},
			close: (code: number) => socket.hangUp(code),
			bufferedBytes: 0
		});
		return {
			receive: (bytes) => {
				if (life.isAlive) allAtOnce(line.receive(bytes));
			},
			ended: () => {
				life.sockets.delete(socket);
				if (life.isAlive) line.leave();
			}
		};
	}

	async #end({ hub, lines }: Life): Promise<void> {
		await hub.settle();
		lines.stop();
		await hub.stop();
	}

	#restart(before: Life): void {
		this.#lives[this.#lives.indexOf(before)] = this.#start();
	}

	#start(): Life {
		const alive = { isAlive: true };
		const journal = slowJournal(this.journal, alive, () => this.isDiskFull);
		const fail = ({ kind, cause }: { readonly kind: string; readonly cause: unknown }) => {
			// Honest here: a device knows more of another member than a relay that is behind.
			if (kind === 'client-borrowed') return;
			if (alive.isAlive && !this.isDiskFull && !isFull(cause))
				throw new Error(`a relay reports ${kind}`, { cause });
		};
		const hub = new Hub(
			{
				...{ journal, integrator: integratorHere },
				...nobodyErased,
				bus: this.#count > 1 ? this.#air.bus() : null,
				schedule: (callback) => clock().after(clock().chance(), () => alive.isAlive && callback()),
				report: fail
			},
			limits
		);
		const office = new ClerkOffice({
			...nobodyErased,
			...{ journal, isShared: this.#count > 1 },
			desks: new DesksHere(),
			write: (workspace, changes, expected) => hub.write(workspace, changes, expected),
			members: () => Promise.resolve([...this.members.values()]),
			member: (_, person) => Promise.resolve(this.members.get(person) ?? null),
			report: fail
		});
		hub.listen(office);
		const lines = new Lines(hub, limits);
		const life = Object.assign(alive, { hub, lines, office, sockets: new Set<SimSocket>() });
		this.#tick(life);
		return life;
	}

	#tick(life: Life): void {
		clock().after(1_000, () => {
			if (!life.isAlive) return;
			void life.hub.tick(clock().nowMs);
			life.office.tick(clock().nowMs);
			this.#tick(life);
		});
	}

	/** News between relays: late, in any order, sometimes twice, sometimes never. */
	#carry(news: () => void): void {
		const fate = clock().chance();
		if (fate < 0.05) return;
		clock().after(clock().delayMs(20), news);
		if (fate > 0.95) clock().after(clock().delayMs(200), news);
	}
}

/** The document that an address names; null for a line. */
function documentIn(url: string): DocumentName | null {
	const [, , ...document] = new URL(url).pathname.slice(1).split('/');
	return document.length === 0 ? null : parseDocumentName(document.join('/'));
}

function isFull(cause: unknown): boolean {
	return cause instanceof Error && (cause.message.includes('full') || cause.name === 'NotKept');
}
