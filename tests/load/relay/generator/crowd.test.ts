/** Servers that do something wrong, and one that does not: the bench is only worth what it notices. */
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { type CrowdAsked, crowd } from './crowd.ts';

type PassOn = (to: WebSocket, message: Buffer, count: number) => void;

let server: WebSocketServer | null = null;
afterEach(() => {
	for (const socket of server?.clients ?? []) socket.terminate();
	server?.close();
});

/** A crowd of five on a server that passes messages on in its own way. */
async function crowdOn(passOn: PassOn): Promise<Awaited<ReturnType<typeof crowd>>> {
	const started = new WebSocketServer({ port: 0, host: '127.0.0.1' });
	server = started;
	let count = 0;
	started.on('connection', (socket) =>
		socket.on('message', (message: Buffer) => {
			for (const other of started.clients) if (other !== socket) passOn(other, message, ++count);
		})
	);
	await new Promise((resolve) => started.once('listening', resolve));
	const { port } = started.address() as AddressInfo;
	const asked: CrowdAsked = {
		...{ pid: process.pid, clientsPerRoom: 5, seconds: 0.05, what: 'changes', pace: null },
		rooms: [{ port, path: '/', cookie: '', document: '', dialect: 'bare' }]
	};
	return crowd(asked, 300);
}

test('a server that passes everything on is counted, delivery by delivery', async () => {
	let passed = 0;
	const { deliveries } = await crowdOn((to, message) => {
		passed++;
		to.send(message);
	});
	expect(deliveries).toBe(passed);
	expect(deliveries).toBeGreaterThanOrEqual(20);
});

test('what comes twice counts once', async () => {
	let passed = 0;
	const { deliveries } = await crowdOn((to, message) => {
		passed++;
		to.send(message);
		to.send(message);
	});
	expect(deliveries).toBe(passed);
});

test('a server that loses one delivery fails, and it is said how many are missing', async () => {
	const losing = crowdOn((to, message, count) => {
		if (count !== 7) to.send(message);
	});
	await expect(losing).rejects.toThrow(/^[1-9]\d* deliveries never came/);
});

test('a server that changes a byte of what it passes on fails', async () => {
	const spoiling = crowdOn((to, message, count) => {
		const spoilt = Buffer.from(message);
		if (count === 7) spoilt[4] = 9;
		to.send(spoilt);
	});
	await expect(spoiling).rejects.toThrow('something came that nobody wrote');
});

test('a server that hangs up fails, with its reason', async () => {
	const leaving = crowdOn((to, message, count) => {
		if (count === 7) to.close(1013, 'too busy');
		else to.send(message);
	});
	await expect(leaving).rejects.toThrow('closed with 1013 too busy');
});
