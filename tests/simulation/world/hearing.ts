import type { DeviceId } from '#domain/ids.ts';
import { pieceOf } from '#server/relay/piece.ts';
import { decode } from '#wire/frame.ts';
import { Assembly, lineChannel, readParts } from '#wire/line.ts';
import type { Tally } from './tally.ts';
import type { FarEnd, SimSocket } from './wire.ts';

/** A socket of a device; `isLine`: it brings many documents, as this version of the app does. */
interface Heard {
	readonly socket: SimSocket;
	readonly device: DeviceId;
	readonly isLine: boolean;
}

const mostBytes = 2 ** 28;

/** Counts what came to the relays twice, or over an old line when a new one was in use. */
export class Hearing {
	/** Changes that hold what came to a relay before. */
	#doubled = 0;
	/** Messages of an old line that came after one of a newer line of the same device. */
	#overtaken = 0;
	/** How much of each Yjs client's work came to any relay. */
	readonly #came = new Map<number, number>();
	/** The newest line on which a device was heard; by device and address. */
	readonly #newest = new Map<string, number>();
	readonly #sockets: SimSocket[] = [];

	/** `heardLate`: what relays said on a line after its device had hung up, and whoever listened there heard. */
	get figures(): Pick<Tally, 'doubled' | 'overtaken' | 'heardLate'> {
		const heardLate = this.#sockets.reduce((sum, socket) => sum + socket.heardLate, 0);
		return { doubled: this.#doubled, overtaken: this.#overtaken, heardLate };
	}

	/** Hears what comes over a socket before the relay does. */
	through({ socket, device, isLine }: Heard, farEnd: FarEnd): FarEnd {
		this.#sockets.push(socket);
		const key = `${device} ${socket.url}`;
		const framesIn = isLine ? framesOfLine() : (bytes: Uint8Array) => [bytes];
		return {
			receive: (bytes) => {
				const newest = this.#newest.get(key) ?? 0;
				if (socket.number < newest) this.#overtaken++;
				this.#newest.set(key, Math.max(newest, socket.number));
				for (const frame of framesIn(bytes)) this.#note(frame);
				farEnd.receive(bytes);
			},
			ended: () => farEnd.ended()
		};
	}

	#note(bytes: Uint8Array): void {
		const frame = decode(bytes);
		if (frame.kind !== 'change' && frame.kind !== 'answer') return;
		const brings = pieceOf(frame.update)?.shape.brings ?? [];
		if (brings.some(({ client, from }) => from < (this.#came.get(client) ?? 0))) this.#doubled++;
		for (const { client, until } of brings)
			this.#came.set(client, Math.max(this.#came.get(client) ?? 0, until));
	}
}

/** The frames of documents in each message of one line. */
function framesOfLine(): (message: Uint8Array) => Uint8Array[] {
	const assembly = new Assembly(mostBytes);
	return (message) =>
		readParts(message).flatMap((part) => {
			const taken = assembly.take(part);
			return typeof taken === 'string' || taken.channel === lineChannel ? [] : [taken.frame];
		});
}
