import type { DocumentName } from '#domain/access/document-name.ts';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Accounts, Membership } from '../accounts/accounts.ts';
import { hashOf } from '../accounts/secrets.ts';
import type { Limits } from '../limits.ts';
import type { Hub } from '../relay/hub.ts';
import { Lines } from '../relay/lines.ts';
import { closeCodes } from '../relay/visit.ts';
import { nonsenseWork, workOf, workOfBytes } from '../relay/work.ts';
import type { Services } from '../services.ts';
import { Intake } from './intake.ts';
import { MemberSockets, type MemberSocket } from './member-sockets.ts';
import { Pace, type Whose } from './pace.ts';
import { Pulse } from './pulse.ts';
import { addressOf, isOwnOrigin, sessionToken, type Reachability } from './request.ts';
import { hangUp, SocketConnection, SocketOfLine, type SocketPorts } from './socket-connection.ts';
import { isLine, placeIn, syncPath } from './sync-path.ts';
import { Tally } from './tally.ts';
import { Traffic, type TurnedAway } from './traffic.ts';

/** Why a socket is closed as soon as it is open: y-websocket understands close codes, not statuses. */
interface Turned {
	readonly code: number;
	readonly reason: string;
}

/** What is on its way over one socket is looked at from here on. */
const heldAtLeastBytes = 64 * 1024;

/** The accounts don't answer. */
const cannotTell: Turned = {
	code: closeCodes.busy,
	reason: 'the relay can not tell who you are, come back'
};

interface Entry {
	readonly membership: Membership;
	readonly document: DocumentName | null;
}

/** What speaks through one socket: a visit to one document, or the line of a device. */
interface Guest {
	/** Takes one message, part by part, and says how much work each was: what is not asked for is not taken yet. */
	receive(message: Uint8Array): Iterator<number, void>;
	/** What it has of a frame that comes in pieces. */
	readonly heldBytes: number;
	/** Shows that the relay is there, while it doesn't read. */
	reassure(): void;
	leave(): void;
}

export interface SyncPorts {
	readonly hub: Hub;
	readonly accounts: Accounts;
	readonly services: Pick<Services, 'came'>;
	readonly limits: Limits;
	readonly reach: Reachability;
	nowMs(): number;
}

/** The door for sockets: who may come in, how many, how fast. What they say is the hub's business. */
export class SyncDoor {
	readonly traffic = new Traffic();
	readonly #ports: SyncPorts;
	readonly #server: WebSocketServer;
	readonly #lineServer: WebSocketServer;
	readonly #lines: Lines;
	readonly #perMember: MemberSockets;
	readonly #perAddress: Tally;
	readonly #pace: Pace;
	readonly #pulse: Pulse;
	readonly #unlisten: () => void;
	#timesDropped = 0;

	constructor(ports: SyncPorts) {
		this.#ports = ports;
		const { limits } = ports;
		// A frame is a little longer than the update in it.
		this.#server = serverFor(limits.answerBytes + 16);
		this.#lineServer = serverFor(limits.messageBytes);
		this.#lines = new Lines(ports.hub, limits);
		this.#perMember = new MemberSockets(limits);
		this.#perAddress = new Tally(limits.socketsPerAddress);
		this.#pace = new Pace(limits);
		this.#unlisten = ports.hub.onDropped(() => this.#timesDropped++);
		this.#pulse = new Pulse(limits.pingSeconds);
	}

	/** Takes an upgrade that is meant for this door; false, and nothing is touched, for any other. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
		if (!(request.url ?? '').startsWith(syncPath)) return false;
		const address = addressOf(request, this.#ports.reach);
		const why = this.#turnedAway(request, address);
		if (why) {
			this.traffic.turnedAway.add(why);
			return refuse(socket, refusals[why]);
		}
		// From here on, since whoever waits at the door takes a place, too.
		this.#perAddress.add(address);
		socket.once('close', () => this.#perAddress.remove(address));
		void this.#shakeHands(request, head, address);
		return true;
	}

	#turnedAway(request: IncomingMessage, address: string): TurnedAway | null {
		if (!isOwnOrigin(request, this.#ports.reach)) return 'wrong-origin';
		if (!this.#pace.mayCome(address, this.#ports.nowMs())) return 'too-fast';
		return this.#perAddress.isFull(address) ? 'too-many-sockets' : null;
	}

	/** Answers once it is known who is there: until then a device sends nothing that could get lost. */
	async #shakeHands(request: IncomingMessage, head: Buffer, address: string): Promise<void> {
		const { socket } = request;
		const onerror = (): unknown => socket.destroy();
		socket.on('error', onerror);
		const entry = await this.#entryPaid(request, address).catch(() => cannotTell);
		socket.off('error', onerror);
		const server = isLine(request) ? this.#lineServer : this.#server;
		server.handleUpgrade(request, socket, head, (ws) => {
			ws.on('error', () => ws.terminate());
			ws.on('close', (code) => this.traffic.left(code));
			this.traffic.enter(socket);
			this.#welcome(ws, socket, entry, address);
		});
	}

	/** How many sockets are open. */
	get sockets(): number {
		return this.#server.clients.size + this.#lineServer.clients.size;
	}

	/** Sends every line away, and says when the relay may be back. */
	stop(): void {
		this.#lines.stop();
	}

	/** Cuts every socket that is still there. */
	close(): void {
		this.#pulse.stop();
		this.#unlisten();
		this.#lines.close();
		for (const ws of [...this.#server.clients, ...this.#lineServer.clients]) ws.terminate();
		this.#server.close();
		this.#lineServer.close();
	}

	/** Whose member owes for more than her pace allows waits here until it is paid: coming anew is no way around it. */
	async #entryPaid(request: IncomingMessage, address: string): Promise<Entry | Turned> {
		for (;;) {
			const entry = await this.#entryNow(request);
			if ('code' in entry || request.socket.destroyed) return entry;
			const waitMs = this.#pace.spend(whoPays(entry, address), this.#ports.nowMs(), 0);
			if (waitMs <= 0) return entry;
			await setTimeout(waitMs, undefined, { ref: false });
		}
	}

	/** Asks anew when somebody was sent away meanwhile: the answer may have been on its way already. */
	async #entryNow(request: IncomingMessage): Promise<Entry | Turned> {
		const before = this.#timesDropped;
		const entry = await this.#entryOf(request);
		return before === this.#timesDropped ? entry : this.#entryNow(request);
	}

	async #entryOf(request: IncomingMessage): Promise<Entry | Turned> {
		const { accounts, reach } = this.#ports;
		const token = sessionToken(request, reach);
		if (token === null) return { code: closeCodes.noSession, reason: 'no session' };
		const place = placeIn(request);
		if (!place || !(await accounts.has(place.workspace))) {
			return { code: closeCodes.unknown, reason: 'no such document' };
		}
		const { workspace, document } = place;
		const now = this.#ports.nowMs();
		const membership = await accounts.membership(hashOf(token), workspace, now);
		if (membership === 'withdrawn') {
			return { code: closeCodes.withdrawn, reason: 'this device was withdrawn' };
		}
		if (membership === 'expired') {
			return { code: closeCodes.expired, reason: 'this device was not seen for too long' };
		}
		if (membership === 'erased') {
			return { code: closeCodes.erased, reason: 'all about this person was erased' };
		}
		if (membership) return { membership, document };
		const isKnown = (await accounts.memberships(hashOf(token), now)).length > 0;
		return isKnown
			? { code: closeCodes.mayNotRead, reason: 'not a member of this workspace' }
			: { code: closeCodes.noSession, reason: 'unknown session' };
	}

	#welcome(ws: WebSocket, socket: Socket, entry: Entry | Turned, address: string): void {
		if ('code' in entry) return hangUp(ws, entry.code, entry.reason);
		const { workspace, member, device } = entry.membership;
		const from = whoPays(entry, address);
		if (this.#perMember.isFull(from.member)) return hangUp(ws, closeCodes.busy, 'too many sockets');
		const { accounts, services } = this.#ports;
		services.came(workspace, member.person);
		const spend = (work: number) => this.#pace.spend(from, this.#ports.nowMs(), work);
		const guest = this.#guest(entry, {
			...{ ws, socket, traffic: this.traffic, spent: spend },
			sendBufferBytes: this.#ports.limits.sendBufferBytes,
			isLadenElsewhere: () => this.#perMember.areLadenBeside(from.member, socket)
		});
		if (!guest) return;
		// A courtesy to who reads the list of devices: where it can't be noted, the visit goes on.
		accounts.seen(device, this.#ports.nowMs()).catch(() => undefined);
		const intake = new Intake({
			spend,
			receive: (message) => guest.receive(message),
			reassure: () => guest.reassure(),
			pause: () => ws.pause(),
			resume: () => ws.resume(),
			leave: () => guest.leave()
		});
		this.#pulse.watch(ws, socket);
		ws.on('close', () => intake.end());
		let unfinishedBytes = 0;
		const heldBytes = () => unfinishedBytes + intake.waitingBytes + guest.heldBytes;
		// Before it is taken apart into messages.
		socket.prependListener('data', ({ length }: Buffer) => (unfinishedBytes += length));
		this.#holdLittle(ws, from.member, { socket, heldBytes });
		ws.on('message', (data: RawData, isBinary: boolean) => {
			// What still comes over a socket that was hung up on is nobody's.
			if (ws.readyState !== ws.OPEN) return;
			unfinishedBytes = 0;
			this.traffic.messagesIn++;
			if (isBinary && data instanceof Uint8Array) return intake.take(data);
			spend(nonsenseWork);
			hangUp(ws, closeCodes.malformed, 'frames are binary');
		});
	}

	/** Over all her sockets together not more than a bound lies here that is not taken yet. */
	#holdLittle(ws: WebSocket, member: string, own: MemberSocket): void {
		const { socket, heldBytes } = own;
		this.#perMember.add(member, own);
		ws.on('close', () => this.#perMember.remove(member, own));
		socket.on('data', () => {
			if (ws.readyState !== ws.OPEN || heldBytes() < heldAtLeastBytes) return;
			if (!this.#perMember.holdTooMuch(member)) return;
			hangUp(ws, closeCodes.busy, 'too much is on its way from your devices, come back');
			ws.pause();
		});
	}

	#guest({ membership, document }: Entry, ports: SocketPorts): Guest | null {
		const { hub } = this.#ports;
		const { workspace, device, member, asOf } = membership;
		const visitor = { device, member, asOf };
		if (!document) return this.#lines.open(workspace, visitor, new SocketOfLine(ports));
		const visit = hub.join(workspace, document, visitor, new SocketConnection(ports));
		return (
			visit && {
				*receive(frame) {
					hub.receive(visit, frame);
					yield workOf(frame) + workOfBytes(frame) + (visit.isOpen ? 0 : nonsenseWork);
				},
				heldBytes: 0,
				reassure: () => undefined,
				leave: () => hub.leave(visit)
			}
		);
	}
}

function whoPays({ membership: { workspace, member } }: Entry, address: string): Whose {
	return { member: `${workspace}/${member.person}`, address };
}

function serverFor(maxPayload: number): WebSocketServer {
	return new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload });
}

/** README.md, "Refused with a status alone", says of each what helps. */
export const refusals: Readonly<Record<TurnedAway, string>> = {
	'wrong-origin': '403 Forbidden',
	'too-fast': '429 Too Many Requests',
	'too-many-sockets': '429 Too Many Requests'
};

function refuse(socket: Duplex, status: string): true {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	return true;
}
