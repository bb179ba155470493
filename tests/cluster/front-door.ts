import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The one address at which devices find whichever relay is there, as a proxy gives it: each line goes to
 * the next relay in turn, or to the one after it when that is gone.
 */
export class FrontDoor {
	readonly port: number;
	readonly #server: Server;
	readonly #relays: readonly number[];
	readonly #lines = new Set<Socket>();
	#turn = 0;

	private constructor(port: number, server: Server, relays: readonly number[]) {
		this.port = port;
		this.#server = server;
		this.#relays = relays;
		server.on('connection', (near) => this.#lead(near, this.#relays.length));
	}

	/** `relays`: their ports on this machine. */
	static async before(relays: readonly number[]): Promise<FrontDoor> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = address !== null && typeof address === 'object' ? address.port : 0;
		return new FrontDoor(port, server, relays);
	}

	/** Cuts every second line: who comes back finds relays in turn, also one that was just started. */
	shake(): void {
		for (const [at, line] of [...this.#lines].entries()) if (at % 2 === 0) line.destroy();
	}

	close(): void {
		this.#server.close();
	}

	#lead(near: Socket, tries: number): void {
		const port = this.#relays[this.#turn++ % this.#relays.length];
		if (tries === 0 || port === undefined) return void near.destroy();
		const far = connect(port, '127.0.0.1');
		const next = (): void => this.#lead(near, tries - 1);
		near.once('error', () => far.destroy());
		far.once('error', next);
		far.once('connect', () => {
			far.off('error', next);
			far.on('error', () => near.destroy());
			this.#lines.add(near);
			near.once('close', () => {
				this.#lines.delete(near);
				far.destroy();
			});
			far.once('close', () => near.destroy());
			near.pipe(far).pipe(near);
		});
	}
}
