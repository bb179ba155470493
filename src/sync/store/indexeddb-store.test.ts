import 'fake-indexeddb/auto';
import { describeDeviceStore } from '#tests/contracts/device-store.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

describeDeviceStore('IndexedDB in Node', () => ({ store: () => new IndexedDbStore() }));
