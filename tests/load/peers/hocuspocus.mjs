/**
 * Hocuspocus as its manual starts it, in memory or with SQLite: `DATABASE` names the file.
 *
 * Its own SQLite extension brings better-sqlite3, which must be compiled; this is that extension with its
 * own statements on the SQLite that Node has.
 */
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

const file = process.env.DATABASE;

/** @param {string} path */
function keptIn(path) {
	const database = new DatabaseSync(path);
	database.exec(
		'CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))'
	);
	const select = database.prepare(
		'SELECT data FROM "documents" WHERE name = $name ORDER BY rowid DESC'
	);
	const upsert = database.prepare(
		'INSERT INTO "documents" ("name", "data") VALUES ($name, $data) ON CONFLICT(name) DO UPDATE SET data = $data'
	);
	return new Database({
		fetch: async ({ documentName }) => select.get({ name: documentName })?.data ?? null,
		store: async ({ documentName, state }) => {
			upsert.run({ name: documentName, data: state });
		}
	});
}

const server = new Server({
	port: 0,
	address: '127.0.0.1',
	quiet: true,
	stopOnSignals: false,
	extensions: file === undefined ? [] : [keptIn(file)]
});
await server.listen();
console.log(`http://localhost:${server.address.port}`);
