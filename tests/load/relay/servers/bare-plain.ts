import { WebSocketServer, type RawData, type WebSocket } from 'ws';

/**
 * The least that a relay can be: whatever comes in goes to everybody else at the same address, as `ws`
 * sends it. It keeps nothing, checks nothing and confirms nothing.
 */
const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

server.on('connection', (socket, request) => {
	const key = request.url ?? '';
	const room = rooms.get(key) ?? new Set();
	rooms.set(key, room.add(socket));
	socket.on('message', (data: RawData) => {
		for (const other of room) if (other !== socket) other.send(data, { binary: true });
	});
	socket.on('close', () => {
		room.delete(socket);
		if (room.size === 0) rooms.delete(key);
	});
});
server.on('listening', () => {
	const address = server.address();
	if (typeof address === 'object' && address) console.log(`http://localhost:${address.port}`);
});
