// A fault planted here, seen red and taken back: asking where it was promised.
import { expect, test, vi } from 'vitest';
import { askToKeep } from './storage-promise.ts';

const storage = (persisted: () => Promise<boolean>, persist: () => Promise<boolean>) =>
	({ persisted, persist }) as unknown as StorageManager;
const yes = () => Promise.resolve(true);
const no = () => Promise.resolve(false);

test('where it was promised already nobody is asked again', async () => {
	const persist = vi.fn(no);
	expect(await askToKeep(storage(yes, persist))).toBe('kept');
	expect(persist).not.toHaveBeenCalled();
});

test('the browser promises, or it does not', async () => {
	expect(await askToKeep(storage(no, yes))).toBe('kept');
	expect(await askToKeep(storage(no, no))).toBe('may-be-cleared');
});

test('a browser that knows nothing of it, or fails, is no fault', async () => {
	expect(await askToKeep(undefined)).toBe('unknown');
	expect(await askToKeep({} as StorageManager)).toBe('unknown');
	const failing = () => Promise.reject(new TypeError('insecure'));
	expect(await askToKeep(storage(failing, failing))).toBe('unknown');
});
