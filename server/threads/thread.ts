import { Worker } from 'node:worker_threads';
import { Stopped, TooSlow } from '../relay/integrator.ts';

interface Waiting {
	readonly question: unknown;
	readonly answer: PromiseWithResolvers<unknown>;
	readonly onsign: (sign: unknown) => void;
}

/** What a thread's program posts: that it begins with a question, signs that it gets on, the answer. */
export type Posted =
	| { readonly kind: 'begun' }
	| { readonly kind: 'answer'; readonly answer: unknown }
	| { readonly kind: 'failed'; readonly cause: string }
	| { readonly kind: 'sign'; readonly sign: unknown };

/** A program may take so long to start, on a machine that is busy with other things. */
const startsWithinMs = 30_000;
/** So many times its limit by the clock on the wall, and a thread is ended, whatever it waits for. */
const patience = 15;
const lookAgainMs = 50;

/** A stretch of work for which there is a limit. */
interface Stretch {
	readonly worker: Worker;
	readonly limitMs: number;
	readonly beganMs: number;
	/** What the thread had used of the processor by then. */
	readonly before: Promise<NodeJS.CpuUsage | null>;
}

/**
 * A thread that answers questions one after another, each within a limit of processor time: a machine that
 * is busy with other things, or was asleep, makes nobody's document too slow.
 *
 * One that stays silent for longer is ended with all that it knew, and the next question begins a new
 * one: so no document, however it was made, holds up more than its own question. It starts with the
 * first question.
 */
export class Thread {
	readonly #program: URL;
	readonly #limitMs: number;
	readonly #line: Waiting[] = [];
	#worker: Worker | null = null;
	#current: Waiting | null = null;
	#timer: NodeJS.Timeout | undefined;
	#stretch: Stretch | null = null;
	#isClosed = false;

	constructor(program: URL, limitMs: number) {
		this.#program = program;
		this.#limitMs = limitMs;
	}

	/** Fails with `TooSlow` at the limit, with `Stopped` when it is closed; each sign that it gives begins the limit anew. */
	ask(question: unknown, onsign: (sign: unknown) => void = () => undefined): Promise<unknown> {
		if (this.#isClosed) return Promise.reject(new Stopped());
		const answer = Promise.withResolvers<unknown>();
		this.#line.push({ question, answer, onsign });
		this.#next();
		return answer.promise;
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		for (const { answer } of this.#line.splice(0)) answer.reject(new Stopped());
		await this.#end(new Stopped());
	}

	#next(): void {
		if (this.#current) return;
		this.#current = this.#line.shift() ?? null;
		if (!this.#current) return this.#worker?.unref();
		this.#worker ??= this.#start();
		this.#worker.ref();
		this.#watch(this.#worker, Math.max(startsWithinMs, this.#limitMs));
		this.#worker.postMessage(this.#current.question);
	}

	#start(): Worker {
		const worker = new Worker(this.#program);
		worker.on('message', (posted: Posted) => this.#hear(posted));
		worker.on('error', (cause) => void this.#end(cause));
		return worker;
	}

	#watch(worker: Worker, limitMs: number): void {
		const stretch = { worker, limitMs, beganMs: performance.now(), before: usedBy(worker) };
		this.#stretch = stretch;
		this.#lookAfter(limitMs, stretch);
	}

	#unwatch(): void {
		clearTimeout(this.#timer);
		this.#stretch = null;
	}

	#lookAfter(delayMs: number, stretch: Stretch): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#look(stretch), delayMs);
	}

	/** Ends a thread that was at work for too long; one that got no processor is given its time. */
	async #look(stretch: Stretch): Promise<void> {
		const leftMs = await leftOf(stretch);
		// It may have answered, or given a sign, while this asked.
		if (stretch !== this.#stretch) return;
		if (leftMs > 0) return this.#lookAfter(Math.max(leftMs, lookAgainMs), stretch);
		await this.#end(new TooSlow('this takes too long'));
	}

	#hear(posted: Posted): void {
		const current = this.#current;
		if (!current) return;
		if (posted.kind === 'begun' || posted.kind === 'sign') {
			if (this.#worker) this.#watch(this.#worker, this.#limitMs);
			if (posted.kind === 'sign') current.onsign(posted.sign);
			return;
		}
		this.#unwatch();
		this.#current = null;
		if (posted.kind === 'answer') current.answer.resolve(posted.answer);
		else current.answer.reject(new Error(posted.cause));
		this.#next();
	}

	/** Ends the worker and the question it was at. */
	async #end(cause: unknown): Promise<void> {
		this.#unwatch();
		const [worker, current] = [this.#worker, this.#current];
		[this.#worker, this.#current] = [null, null];
		worker?.removeAllListeners();
		worker?.on('error', () => undefined);
		current?.answer.reject(cause instanceof Error ? cause : new Error(String(cause)));
		this.#next();
		await worker?.terminate();
	}
}

/** How much more of the processor a thread may use; nothing, when it has stood still for very long. */
async function leftOf({ worker, limitMs, beganMs, before }: Stretch): Promise<number> {
	const [then, now] = [await before, await usedBy(worker)];
	if (!then || !now || performance.now() - beganMs > limitMs * patience) return 0;
	return limitMs - (now.user + now.system - then.user - then.system) / 1_000;
}

/** Null for a thread that has ended. */
function usedBy(worker: Worker): Promise<NodeJS.CpuUsage | null> {
	return worker.cpuUsage().catch(() => null);
}
