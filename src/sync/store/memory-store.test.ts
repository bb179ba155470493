import { describeDeviceStore } from '#tests/contracts/device-store.ts';
import { MemoryStore } from './memory-store.ts';

describeDeviceStore('the memory store', () => {
	const store = new MemoryStore();
	return { store: () => store };
});
