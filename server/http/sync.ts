import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import { WorkspaceId } from '#domain/ids.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Accounts, Membership } from '../accounts/accounts.ts';
import { hashOf } from '../accounts/secrets.ts';
import type { Limits } from '../limits.ts';
import type { Hub } from '../relay/hub.ts';
import { Lines } from '../relay/lines.ts';
import { closeCodes } from '../relay/visit.ts';
import { workOf, workOfBytes } from '../relay/work.ts';
import type { Services } from '../services.ts';
import { Pace } from './pace.ts';
import { addressOf, isOwnOrigin, sessionToken, type Reachability } from './request.ts';
import { hangUp, SocketConnection, SocketOfLine } from './socket-connection.ts';
import { Tally } from './tally.ts';
import { Traffic, type TurnedAway } from './traffic.ts';

const syncPath = '/sync/';
/** A device takes the relay for dead after some four seconds of silence. */
const reassureMs = 1_000;

/** Why a socket is closed as soon as it is open: y-websocket understands close codes, not statuses. */
interface Turned {
	readonly code: number;
	readonly reason: string;
}

/** The accounts don't answer. */
const cannotTell: Turned = {
	code: closeCodes.busy,
	reason: 'the relay can not tell who you are, come back'
};

interface Place {
	readonly workspace: WorkspaceId;
	/** Null for a line, which opens its documents by itself. */
	readonly document: DocumentName | null;
}

interface Entry {
	readonly membership: Membership;
	readonly document: DocumentName | null;
}

/** What speaks through one socket: a visit to one document, or the line of a device. */
interface Guest {
	/** Takes one message, and says how much work it was. */
	receive(message: Uint8Array): number;
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
	readonly #perMember: Tally;
	readonly #perAddress: Tally;
	readonly #pace: Pace;
	/** Those that answered since the last round of pings. */
	readonly #alive = new Set<WebSocket>();
	readonly #pings: NodeJS.Timeout;
	readonly #unlisten: () => void;
	#timesDropped = 0;

	constructor(ports: SyncPorts) {
		this.#ports = ports;
		const { limits } = ports;
		// A frame is a little longer than the update in it.
		this.#server = serverFor(limits.answerBytes + 16);
		this.#lineServer = serverFor(limits.messageBytes);
		this.#lines = new Lines(ports.hub, limits);
		this.#perMember = new Tally(limits.socketsPerMember);
		this.#perAddress = new Tally(limits.socketsPerAddress);
		this.#pace = new Pace(limits);
		this.#unlisten = ports.hub.onDropped(() => this.#timesDropped++);
		this.#pings = setInterval(() => this.#ping(), limits.pingSeconds * 1000).unref();
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
		void this.#shakeHands(request, socket, head, address);
		return true;
	}

	#turnedAway(request: IncomingMessage, address: string): TurnedAway | null {
		if (!isOwnOrigin(request, this.#ports.reach)) return 'wrong-origin';
		if (!this.#pace.mayCome(address, this.#ports.nowMs())) return 'too-fast';
		return this.#perAddress.isFull(address) ? 'too-many-sockets' : null;
	}

	/** Answers once it is known who is there: until then a device sends nothing that could get lost. */
	async #shakeHands(
		request: IncomingMessage,
		socket: Duplex,
		head: Buffer,
		address: string
	): Promise<void> {
		const onerror = (): unknown => socket.destroy();
		socket.on('error', onerror);
		const entry = await this.#entryNow(request).catch(() => cannotTell);
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
		clearInterval(this.#pings);
		this.#unlisten();
		this.#lines.close();
		for (const ws of this.#sockets()) ws.terminate();
		this.#server.close();
		this.#lineServer.close();
	}

	#sockets(): WebSocket[] {
		return [...this.#server.clients, ...this.#lineServer.clients];
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

	#welcome(ws: WebSocket, socket: Duplex, entry: Entry | Turned, address: string): void {
		if ('code' in entry) return hangUp(ws, entry.code, entry.reason);
		const { workspace, member, device } = entry.membership;
		const key = `${workspace}/${member.person}`;
		if (this.#perMember.isFull(key)) return hangUp(ws, closeCodes.busy, 'too many sockets');
		const { accounts, services } = this.#ports;
		services.came(workspace, member.person);
		const guest = this.#guest(entry, ws, socket);
		if (!guest) return;
		// A courtesy to who reads the list of devices: where it can't be noted, the visit goes on.
		accounts.seen(device, this.#ports.nowMs()).catch(() => undefined);
		const from = { member: key, address };
		this.#perMember.add(key);
		this.#alive.add(ws);
		ws.on('pong', () => this.#alive.add(ws));
		ws.on('close', () => {
			this.#perMember.remove(key);
			this.#alive.delete(ws);
			guest.leave();
		});
		ws.on('message', (data: RawData, isBinary: boolean) => {
			if (!isBinary || !(data instanceof Uint8Array)) {
				return hangUp(ws, closeCodes.malformed, 'frames are binary');
			}
			this.traffic.messagesIn++;
			const work = guest.receive(data);
			this.#slowDown(ws, guest, this.#pace.spend(from, this.#ports.nowMs(), work));
		});
	}

	#guest({ membership, document }: Entry, ws: WebSocket, socket: Duplex): Guest | null {
		const { hub } = this.#ports;
		const { traffic } = this;
		const { workspace, device, member, asOf } = membership;
		const visitor = { device, member, asOf };
		if (!document)
			return this.#lines.open(workspace, visitor, new SocketOfLine(ws, socket, traffic));
		const visit = hub.join(workspace, document, visitor, new SocketConnection(ws, socket, traffic));
		return (
			visit && {
				receive(frame) {
					hub.receive(visit, frame);
					return workOf(frame) + workOfBytes(frame);
				},
				reassure: () => undefined,
				leave: () => hub.leave(visit)
			}
		);
	}

	/** Reads no further until the member's pace is paid for: slower, and nothing is lost. */
	#slowDown(ws: WebSocket, guest: Guest, waitMs: number): void {
		if (waitMs <= 0 || ws.isPaused) return;
		ws.pause();
		const reassuring = setInterval(() => guest.reassure(), reassureMs).unref();
		setTimeout(() => {
			clearInterval(reassuring);
			ws.resume();
		}, waitMs).unref();
	}

	#ping(): void {
		for (const ws of this.#sockets()) {
			if (this.#alive.delete(ws) || ws.isPaused) ws.ping();
			else ws.terminate();
		}
	}
}

function serverFor(maxPayload: number): WebSocketServer {
	return new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload });
}

/** The path behind `/sync/`, as the name of a workspace and perhaps of a document. */
function pathIn({ url = '' }: IncomingMessage): [string, string | null] {
	const path = (url.split('?')[0] ?? '').slice(syncPath.length);
	const slash = path.indexOf('/');
	return slash < 0 ? [path, null] : [path.slice(0, slash), path.slice(slash + 1)];
}

function isLine(request: IncomingMessage): boolean {
	return pathIn(request)[1] === null;
}

/** Where a socket wants to be; null when there is no such place. */
function placeIn(request: IncomingMessage): Place | null {
	const [path, document] = pathIn(request);
	const workspace = WorkspaceId.parse(path);
	const name = document === null ? null : parseDocumentName(document);
	const isPlace = document === null || name !== null;
	return workspace && isPlace ? { workspace, document: name } : null;
}

const refusals: Readonly<Record<TurnedAway, string>> = {
	'wrong-origin': '403 Forbidden',
	'too-fast': '429 Too Many Requests',
	'too-many-sockets': '429 Too Many Requests'
};

function refuse(socket: Duplex, status: string): true {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	return true;
}
