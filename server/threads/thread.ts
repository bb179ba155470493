import { Worker } from 'node:worker_threads';
import { TooSlow } from '../relay/integrator.ts';

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

/**
 * A thread that answers questions one after another, each within a time limit.
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
	#isClosed = false;

	constructor(program: URL, limitMs: number) {
		this.#program = program;
		this.#limitMs = limitMs;
	}

	/** Fails with `TooSlow` at the limit; each sign that it gives begins the limit anew. */
	ask(question: unknown, onsign: (sign: unknown) => void = () => undefined): Promise<unknown> {
		if (this.#isClosed) return Promise.reject(stopped());
		const answer = Promise.withResolvers<unknown>();
		this.#line.push({ question, answer, onsign });
		this.#next();
		return answer.promise;
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		for (const { answer } of this.#line.splice(0)) answer.reject(stopped());
		await this.#end(stopped());
	}

	#next(): void {
		if (this.#current) return;
		this.#current = this.#line.shift() ?? null;
		if (!this.#current) return this.#worker?.unref();
		this.#worker ??= this.#start();
		this.#worker.ref();
		this.#watch(Math.max(startsWithinMs, this.#limitMs));
		this.#worker.postMessage(this.#current.question);
	}

	#start(): Worker {
		const worker = new Worker(this.#program);
		worker.on('message', (posted: Posted) => this.#hear(posted));
		worker.on('error', (cause) => void this.#end(cause));
		return worker;
	}

	#watch(limitMs: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#end(new TooSlow('this takes too long')), limitMs);
	}

	#hear(posted: Posted): void {
		const current = this.#current;
		if (!current) return;
		if (posted.kind === 'begun' || posted.kind === 'sign') {
			this.#watch(this.#limitMs);
			if (posted.kind === 'sign') current.onsign(posted.sign);
			return;
		}
		clearTimeout(this.#timer);
		this.#current = null;
		if (posted.kind === 'answer') current.answer.resolve(posted.answer);
		else current.answer.reject(new Error(posted.cause));
		this.#next();
	}

	/** Ends the worker and the question it was at. */
	async #end(cause: unknown): Promise<void> {
		clearTimeout(this.#timer);
		const [worker, current] = [this.#worker, this.#current];
		[this.#worker, this.#current] = [null, null];
		worker?.removeAllListeners();
		worker?.on('error', () => undefined);
		current?.answer.reject(cause instanceof Error ? cause : new Error(String(cause)));
		this.#next();
		await worker?.terminate();
	}
}

function stopped(): Error {
	return new Error('the relay stops');
}
