import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import { WorkspaceId } from '#domain/ids.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Accounts, Membership } from '../accounts/accounts.ts';
import { hashOf } from '../accounts/secrets.ts';
import type { Limits } from '../limits.ts';
import type { Hub } from '../relay/hub.ts';
import { closeCodes } from '../relay/visit.ts';
import type { Services } from '../services.ts';
import { addressOf, isOwnOrigin, sessionToken, type Reachability } from './request.ts';
import { hangUp, SocketConnection } from './socket-connection.ts';
import { Tally } from './tally.ts';
import { TokenBuckets } from './token-bucket.ts';

const syncPath = '/sync/';
const pingRoundMs = 30_000;

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

interface Entry {
	readonly membership: Membership;
	readonly document: DocumentName;
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
	readonly #ports: SyncPorts;
	readonly #server: WebSocketServer;
	readonly #perMember: Tally;
	readonly #perAddress: Tally;
	readonly #pace: TokenBuckets;
	/** Those that answered since the last round of pings. */
	readonly #alive = new Set<WebSocket>();
	readonly #pings: NodeJS.Timeout;
	readonly #unlisten: () => void;
	#timesDropped = 0;

	constructor(ports: SyncPorts) {
		this.#ports = ports;
		const { limits } = ports;
		this.#server = new WebSocketServer({
			noServer: true,
			perMessageDeflate: false,
			// A frame is a little longer than the update in it.
			maxPayload: limits.answerBytes + 16
		});
		this.#perMember = new Tally(limits.socketsPerMember);
		this.#perAddress = new Tally(limits.socketsPerAddress);
		this.#pace = new TokenBuckets({
			atOnce: limits.framesAtOnce,
			perSecond: limits.framesPerSecond
		});
		this.#unlisten = ports.hub.onDropped(() => this.#timesDropped++);
		this.#pings = setInterval(() => this.#ping(), pingRoundMs).unref();
	}

	/** Takes an upgrade that is meant for this door; false, and nothing is touched, for any other. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
		if (!(request.url ?? '').startsWith(syncPath)) return false;
		const address = addressOf(request, this.#ports.reach);
		if (!isOwnOrigin(request, this.#ports.reach)) return refuse(socket, '403 Forbidden');
		if (this.#perAddress.isFull(address)) return refuse(socket, '429 Too Many Requests');
		// From here on, since whoever waits at the door takes a place, too.
		this.#perAddress.add(address);
		socket.once('close', () => this.#perAddress.remove(address));
		void this.#shakeHands(request, socket, head);
		return true;
	}

	/** Answers once it is known who is there: until then a device sends nothing that could get lost. */
	async #shakeHands(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const onerror = (): unknown => socket.destroy();
		socket.on('error', onerror);
		const entry = await this.#entryNow(request).catch(() => cannotTell);
		socket.off('error', onerror);
		this.#server.handleUpgrade(request, socket, head, (ws) => {
			ws.on('error', () => ws.terminate());
			this.#welcome(ws, socket, entry);
		});
	}

	/** Cuts every line that is still there. */
	close(): void {
		clearInterval(this.#pings);
		this.#unlisten();
		for (const ws of this.#server.clients) ws.terminate();
		this.#server.close();
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
		const [workspace, document] = placeIn(request.url ?? '');
		if (!workspace || !document || !(await accounts.has(workspace))) {
			return { code: closeCodes.unknown, reason: 'no such document' };
		}
		const now = this.#ports.nowMs();
		const membership = await accounts.membership(hashOf(token), workspace, now);
		if (membership === 'withdrawn') {
			return { code: closeCodes.withdrawn, reason: 'this device was withdrawn' };
		}
		if (membership === 'expired') {
			return { code: closeCodes.expired, reason: 'this device was not seen for too long' };
		}
		if (membership) return { membership, document };
		const isKnown = (await accounts.memberships(hashOf(token), now)).length > 0;
		return isKnown
			? { code: closeCodes.mayNotRead, reason: 'not a member of this workspace' }
			: { code: closeCodes.noSession, reason: 'unknown session' };
	}

	#welcome(ws: WebSocket, socket: Duplex, entry: Entry | Turned): void {
		if ('code' in entry) return hangUp(ws, entry.code, entry.reason);
		const { workspace, member, device } = entry.membership;
		const key = `${workspace}/${member.person}`;
		if (this.#perMember.isFull(key)) return hangUp(ws, closeCodes.busy, 'too many sockets');
		const connection = new SocketConnection(ws, socket);
		const { hub, accounts, services } = this.#ports;
		services.came(workspace, member.person);
		const visit = hub.join(workspace, entry.document, { device, member }, connection);
		if (!visit) return;
		// A courtesy to who reads the list of devices: where it can't be noted, the visit goes on.
		accounts.seen(device, this.#ports.nowMs()).catch(() => undefined);
		this.#perMember.add(key);
		this.#alive.add(ws);
		ws.on('pong', () => this.#alive.add(ws));
		ws.on('close', () => {
			this.#perMember.remove(key);
			this.#alive.delete(ws);
			hub.leave(visit);
		});
		ws.on('message', (data: RawData, isBinary: boolean) => {
			if (!isBinary || !(data instanceof Uint8Array)) {
				return hangUp(ws, closeCodes.malformed, 'frames are binary');
			}
			hub.receive(visit, data);
			this.#slowDown(ws, this.#pace.spend(key, this.#ports.nowMs(), costOf(data)));
		});
	}

	/** Reads no further until the member's pace is paid for: slower, and nothing is lost. */
	#slowDown(ws: WebSocket, waitMs: number): void {
		if (waitMs <= 0 || ws.isPaused) return;
		ws.pause();
		setTimeout(() => ws.resume(), waitMs).unref();
	}

	#ping(): void {
		for (const ws of this.#server.clients) {
			if (this.#alive.delete(ws) || ws.isPaused) ws.ping();
			else ws.terminate();
		}
	}
}

/** A question makes the relay work for it; a large frame is as much as many small ones. */
function costOf(frame: Uint8Array): number {
	const isQuestion = frame[0] === 0 && frame[1] === 0;
	return (isQuestion ? 10 : 1) + frame.length / 4096;
}

function placeIn(url: string): [WorkspaceId | null, DocumentName | null] {
	const path = (url.split('?')[0] ?? '').slice(syncPath.length);
	const slash = path.indexOf('/');
	if (slash < 0) return [null, null];
	return [WorkspaceId.parse(path.slice(0, slash)), parseDocumentName(path.slice(slash + 1))];
}

function refuse(socket: Duplex, status: string): true {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	return true;
}
