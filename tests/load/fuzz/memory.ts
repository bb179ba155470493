import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process still needs: without collecting first it would count what only waits to be thrown away. */
export async function neededBytes(): Promise<number> {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	// What is thrown away in one round lets go of more in the next.
	for (let round = 0; round < 3; round++) {
		collect();
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
