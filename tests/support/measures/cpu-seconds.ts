import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Processor time that a process and all its threads have used since it began. Linux only: `/proc`. */
export function cpuSecondsOf(process: number): number {
	const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
	// Counted from behind the name, which may hold spaces: utime and stime of proc(5).
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Answers once a process has used next to no processor time for `calmMs`, or at the latest after half a minute. */
export async function calm(process: number, calmMs: number): Promise<void> {
	const latest = performance.now() + 30_000;
	let used = cpuSecondsOf(process);
	let since = performance.now();
	while (performance.now() - since < calmMs && performance.now() < latest) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		const now = cpuSecondsOf(process);
		if (now - used <= 1 / ticksPerSecond) continue;
		used = now;
		since = performance.now();
	}
}
