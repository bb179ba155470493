import { availableParallelism, cpus } from 'node:os';

/** What was measured, when and on what: stands above every table. */
export function machine(command: string, quick: boolean): string {
	const day = new Date().toISOString().slice(0, 10);
	const model = cpus()[0]?.model.trim() ?? 'unknown processor';
	const hurry = quick ? ', in a hurry: good for nothing but trying' : '';
	return `Measured ${day} with \`${command}\` on ${availableParallelism()} cores (${model}), Node ${process.version}${hurry}.`;
}
