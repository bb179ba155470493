import { type ChildProcess, fork } from 'node:child_process';
import type { Order, Said } from './generator/main.ts';
import type { Answer, Asked, Task } from './generator/work.ts';

/** The load generator as seen from the bench: a process of its own, so that it takes nothing from a server. */
export class LoadGenerator {
	readonly #child: ChildProcess = fork(new URL('./generator/main.ts', import.meta.url).pathname);

	/** One thing at a time. Throws with the reason when it could not be done. */
	async do<T extends Task>(task: T, asked: Asked<T>): Promise<Answer<T>> {
		const said = await new Promise<Said>((resolve, reject) => {
			const onExit = (code: number | null) =>
				reject(new Error(`the load generator stopped with ${code}`));
			this.#child.once('exit', onExit);
			this.#child.once('message', (message) => {
				this.#child.off('exit', onExit);
				resolve(message as Said);
			});
			this.#child.send({ task, asked } satisfies Order<T>);
		});
		if (said.kind === 'failed') throw new Error(said.reason);
		return said.answer as Answer<T>;
	}

	end(): void {
		this.#child.kill();
	}
}
