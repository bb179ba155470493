/** Whether this browser promised to keep what the app stores, also when it runs out of room. */
export type StoragePromise = 'kept' | 'may-be-cleared' | 'unknown';

/**
 * Asks the browser to keep this device's copy. Ask after a person did something of her own (joined,
 * made an activity): Firefox shows a question, Chromium decides by how much the app is used. Never
 * rejects.
 */
export async function askToKeep(storage: StorageManager | undefined): Promise<StoragePromise> {
	if (!storage || !('persist' in storage)) return 'unknown';
	const [promised] = await Promise.allSettled([keep(storage)]);
	if (promised.status === 'rejected') return 'unknown';
	return promised.value ? 'kept' : 'may-be-cleared';
}

async function keep(storage: StorageManager): Promise<boolean> {
	return (await storage.persisted()) || (await storage.persist());
}
