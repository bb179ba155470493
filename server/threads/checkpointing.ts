import { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { Posted } from './thread.ts';

/** The program of the thread that moves what lies in the log ahead of an SQLite file into it. */
const post = (posted: Posted): void => parentPort?.postMessage(posted);

parentPort?.on('message', (path: string) => {
	post({ kind: 'begun' });
	try {
		const database = new DatabaseSync(path);
		database.exec('PRAGMA wal_checkpoint(PASSIVE)');
		database.close();
		post({ kind: 'answer', answer: null });
	} catch (cause) {
		post({ kind: 'failed', cause: String(cause) });
	}
});
