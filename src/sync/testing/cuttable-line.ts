import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line between devices and a relay, for tests: it can be cut, go silent, and lead to another relay. */
export class CuttableLine {
	/** The port where the relay listens now; another relay may take its place. */
	relayPort: number;
	readonly #server: Server;
	readonly #ends = new Set<Socket>();
	#isCut = false;
	#isSilent = false;

	private constructor(relayPort: number) {
		this.relayPort = relayPort;
		this.#server = createServer((device) => this.#lead(device));
	}

	static async to(relayPort: number): Promise<CuttableLine> {
		const line = new CuttableLine(relayPort);
		await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
		return line;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** Ends every connection and refuses new ones, as when the relay's machine is off. */
	cut(): void {
		this.#isCut = true;
		for (const end of this.#ends) end.destroy();
	}

	/** Swallows everything without ending anything, as a network does that went out of reach. */
	silence(): void {
		this.#isSilent = true;
		for (const end of this.#ends) end.pause();
	}

	mend(): void {
		this.#isCut = false;
		this.#isSilent = false;
		for (const end of this.#ends) end.resume();
	}

	close(): void {
		this.cut();
		this.#server.close();
	}

	#lead(device: Socket): void {
		if (this.#isCut) return void device.destroy();
		const relay = connect(this.relayPort, '127.0.0.1');
		this.#join(device, relay);
		this.#join(relay, device);
	}

	#join(from: Socket, to: Socket): void {
		this.#ends.add(from);
		from.on('data', (bytes) => to.write(bytes));
		from.on('error', () => undefined);
		from.on('close', () => {
			this.#ends.delete(from);
			to.destroy();
		});
		if (this.#isSilent) from.pause();
	}
}
