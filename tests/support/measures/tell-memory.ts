/** Loaded into a server beside its own code: tells what it holds when the bench asks. */
process.on('message', (question) => {
	if (question === 'memory') void tell();
});
// Whoever listens to the bench must not live longer for it.
process.channel?.unref();

async function tell(): Promise<void> {
	// What is thrown away in one round lets go of more in the next.
	for (let round = 0; round < 3; round++) {
		globalThis.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const { rss, heapUsed, external } = process.memoryUsage();
	process.send?.({ rssBytes: rss, heapBytes: heapUsed + external });
}
