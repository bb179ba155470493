import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

/** The program of a thread that compacts one SQLite file and ends. */
const database = new DatabaseSync(String(workerData), { timeout: 2_000 });
try {
	// Small as it is, a page that keeps a row can hold pieces of one that left: only writing all of it anew helps.
	database.exec('PRAGMA secure_delete = ON; VACUUM');
	const emptied = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
	if (emptied?.busy !== 0) throw new Error('somebody else is reading the file');
} finally {
	database.close();
}
