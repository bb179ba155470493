import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this thread holds once it has thrown away what it no longer needs: objects, and buffers outside of the heap. */
export async function usedBytes(): Promise<number> {
	const collect = globalThis.gc ?? exposed();
	// What is thrown away in one round lets go of more in the next.
	for (let round = 0; round < 3; round++) {
		collect();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Where the process was not started with it. */
function exposed(): () => void {
	setFlagsFromString('--expose-gc');
	return runInNewContext('gc') as () => void;
}
