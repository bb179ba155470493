import { connect, createServer, type Server, type Socket } from 'node:net';

/** The network between a relay and a server, which a test can cut, stop up and mend. */
export class Carrier {
	readonly port: number;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#state: 'whole' | 'cut' | 'stalled' = 'whole';
	#refused = 0;

	private constructor(port: number, server: Server) {
		this.port = port;
		this.#server = server;
	}

	/** Carries to `port` on this machine. */
	static async to(port: number): Promise<Carrier> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const own = address !== null && typeof address === 'object' ? address.port : 0;
		const carrier = new Carrier(own, server);
		server.on('connection', (near) => carrier.#join(near, port));
		return carrier;
	}

	/** How many lines were tried while it was cut. */
	get refused(): number {
		return this.#refused;
	}

	/** Breaks every line, and each that is tried from now on. */
	cut(): void {
		this.#state = 'cut';
		for (const socket of this.#sockets) socket.destroy();
	}

	/** Swallows everything from now on, without a word. */
	stall(): void {
		this.#state = 'stalled';
		for (const socket of this.#sockets) socket.pause();
	}

	mend(): void {
		this.#state = 'whole';
		for (const socket of this.#sockets) socket.resume();
	}

	close(): void {
		this.cut();
		this.#server.close();
	}

	#join(near: Socket, port: number): void {
		if (this.#state === 'cut') {
			this.#refused++;
			return void near.destroy();
		}
		const far = connect(port, '127.0.0.1');
		for (const [one, other] of [[near, far] as const, [far, near] as const]) {
			this.#sockets.add(one);
			one.on('data', (bytes) => other.write(bytes));
			one.on('error', () => other.destroy());
			one.on('close', () => {
				this.#sockets.delete(one);
				other.destroy();
			});
			if (this.#state === 'stalled') one.pause();
		}
	}
}
