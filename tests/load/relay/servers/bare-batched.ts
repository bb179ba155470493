import type { Socket } from 'node:net';
import { WebSocketServer, type RawData } from 'ws';

/**
 * The most that one thread can pass on: everything that comes in during one turn of the event loop goes to
 * everybody else at the same address in one write. It keeps nothing, checks nothing and confirms nothing.
 */
type Room = Map<Socket, Buffer[]>;

const rooms = new Map<string, Room>();
const news = new Set<Room>();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

server.on('connection', (ws, { socket, url: path }) => {
	const url = path ?? '';
	const room = rooms.get(url) ?? new Map<Socket, Buffer[]>();
	const sent: Buffer[] = [];
	rooms.set(url, room.set(socket, sent));
	ws.on('message', (data: RawData) => {
		const content = data as Buffer;
		sent.push(headOf(content.length), content);
		if (news.size === 0) setImmediate(passOn);
		news.add(room);
	});
	ws.on('close', () => {
		room.delete(socket);
		if (room.size === 0) rooms.delete(url);
	});
});
server.on('listening', () => {
	const address = server.address();
	if (typeof address === 'object' && address) console.log(`http://localhost:${address.port}`);
});

function passOn(): void {
	for (const room of news) tell(room);
	news.clear();
}

/** The messages of each sender lie together, so that hers are left out without copying the rest again. */
function tell(room: Room): void {
	const bySender = [...room].map(([socket, sent]) => ({
		socket,
		own: Buffer.concat(sent.splice(0))
	}));
	const all = Buffer.concat(bySender.map(({ own }) => own));
	let at = 0;
	for (const { socket, own } of bySender) {
		const [before, after] = [all.subarray(0, at), all.subarray(at + own.length)];
		at += own.length;
		if (own.length === 0) socket.write(all);
		else {
			socket.cork();
			if (before.length > 0) socket.write(before);
			if (after.length > 0) socket.write(after);
			socket.uncork();
		}
	}
}

/** The head of an unmasked binary message (RFC 6455, 5.2). */
function headOf(length: number): Buffer {
	if (length < 126) return Buffer.from([0x82, length]);
	if (length < 65_536) return Buffer.from([0x82, 126, length >> 8, length & 255]);
	const head = Buffer.alloc(10);
	head[0] = 0x82;
	head[1] = 127;
	head.writeBigUInt64BE(BigInt(length), 2);
	return head;
}
