/** What this thread holds once it has thrown away what it no longer needs: objects, and buffers outside of the heap. */
export async function usedBytes(): Promise<number> {
	if (!globalThis.gc) throw new Error('start it with --expose-gc');
	// What is thrown away in one round lets go of more in the next.
	for (let round = 0; round < 3; round++) {
		globalThis.gc();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
