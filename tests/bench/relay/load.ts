import { fork } from 'node:child_process';

/** What one run of the load generator does to one server. */
export interface Load {
	readonly url: string;
	readonly cookie: string;
	/** Addresses of the rooms, below `url`. */
	readonly rooms: readonly string[];
	readonly clientsPerRoom: number;
	readonly seconds: number;
	/** Changes a second from all clients together; null lets everybody write as fast as it is answered. */
	readonly pace: number | null;
	/** Says hello, and waits at the end until every change has its receipt. */
	readonly receipts: boolean;
}

export interface Carried {
	readonly changes: number;
	readonly deliveries: number;
	readonly seconds: number;
	/** From sending to each arrival, 99 in 100. */
	readonly p99Ms: number;
	/** Changes that were never confirmed; always 0 without `receipts`. */
	readonly unconfirmed: number;
}

/** What the generator says: it is connected, or it is done. */
export type Said = { readonly kind: 'ready' } | ({ readonly kind: 'done' } & Carried);

/** Runs the load in a process of its own; `meanwhile` is told when the writing begins and when it ended. */
export async function carry(
	load: Load,
	meanwhile: { begins(): void; ended(): void }
): Promise<Carried> {
	const child = fork(new URL('./generator.ts', import.meta.url).pathname);
	child.send(load);
	try {
		return await new Promise((resolve, reject) => {
			child.on('message', (said: Said) => {
				if (said.kind === 'ready') {
					meanwhile.begins();
					child.send('go');
				} else {
					meanwhile.ended();
					resolve(said);
				}
			});
			child.once('exit', (code) => reject(new Error(`the load generator stopped with ${code}`)));
		});
	} finally {
		child.kill();
	}
}
