import { describeDeviceStore } from '#tests/contracts/device-store.ts';
import { IndexedDbStore } from './indexeddb-store.ts';

describeDeviceStore('IndexedDB in Chromium', () => ({ store: () => new IndexedDbStore() }));
