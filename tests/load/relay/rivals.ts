import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { idsFrom } from '#domain/ids.ts';
import {
	type Program,
	ServerProcess,
	folderOnDisk
} from '#tests/support/measures/server-process.ts';
import { freePort } from '#tests/support/free-port.ts';
import type { Dialect, Room } from './generator/room.ts';

const freshId = idsFrom(() => randomBytes(1)[0] ?? 0);

/** A server under test while it runs. */
export interface Running {
	readonly server: ServerProcess;
	/** A document in which nobody was yet. */
	readonly room: () => Room;
}

/** What was started to be measured: `ours`, and what it is held against. */
export type RivalName =
	| 'ours'
	| 'hocuspocus'
	| 'hocuspocus-sqlite'
	| 'y-websocket'
	| 'y-websocket-leveldb'
	| 'bare'
	| 'bare-batched';

export interface Rival {
	readonly label: string;
	/** Whether it knows, afterwards, what was written: without that nobody can join. */
	readonly keeps: boolean;
	start(options?: Pick<Program, 'tellsMemory'>): Promise<Running>;
}

type Options = Pick<Program, 'tellsMemory'>;

const hocuspocus = 'tests/load/peers/hocuspocus.mjs';
const yWebsocket = 'tests/load/peers/node_modules/y-websocket/bin/server.cjs';

export const rivals: Readonly<Record<RivalName, Rival>> = {
	ours: {
		label: 'Draaiboek: SQLite, acknowledged when on disk',
		keeps: true,
		start: startOurs
	},
	hocuspocus: {
		label: 'Hocuspocus 4, memory',
		keeps: true,
		start: (options) => startOther('hocuspocus', { ...options, script: hocuspocus })
	},
	'hocuspocus-sqlite': {
		label: 'Hocuspocus 4, SQLite',
		keeps: true,
		start: (options) => {
			const folder = folderOnDisk();
			const environment = { DATABASE: join(folder, 'hocuspocus.sqlite') };
			return startOther('hocuspocus', { ...options, script: hocuspocus, environment, folder });
		}
	},
	'y-websocket': {
		label: 'y-websocket 2, memory',
		keeps: true,
		start: (options) => startYWebsocket(options ?? {}, null)
	},
	'y-websocket-leveldb': {
		label: 'y-websocket 2, LevelDB',
		keeps: true,
		start: (options) => startYWebsocket(options ?? {}, folderOnDisk())
	},
	bare: {
		label: 'bare ws broadcast',
		keeps: false,
		start: () => startOther('bare', { script: 'tests/load/relay/servers/bare-plain.ts' })
	},
	'bare-batched': {
		label: 'bare broadcast, one write a turn',
		keeps: false,
		start: () => startOther('bare', { script: 'tests/load/relay/servers/bare-batched.ts' })
	}
};

/** The relay with one workspace, whose coordinator is everybody. */
async function startOurs(options?: Options): Promise<Running> {
	const server = await ServerProcess.relay(undefined, options);
	const workspace = freshId();
	const answer = await fetch(`${server.url}/api/workspaces`, {
		method: 'POST',
		body: JSON.stringify({ workspace, person: freshId(), device: { label: 'bench' } })
	});
	if (!answer.ok) throw new Error(`the relay would not begin a workspace: ${await answer.text()}`);
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	return {
		server,
		room: () => {
			const document = `season/${freshId()}`;
			const path = `/sync/${workspace}/${document}`;
			return { port: server.port, path, cookie, document, dialect: 'draaiboek' };
		}
	};
}

/** The y-websocket server as it comes, with the `ws` that it asks for; it can't choose a port by itself. */
async function startYWebsocket(options: Options, folder: string | null): Promise<Running> {
	const persistence = folder === null ? {} : { YPERSISTENCE: join(folder, 'documents') };
	const environment = { HOST: '127.0.0.1', PORT: String(await freePort()), ...persistence };
	const program = { ...options, script: yWebsocket, environment };
	return startOther('y-websocket', folder === null ? program : { ...program, folder });
}

async function startOther(dialect: Dialect, program: Program): Promise<Running> {
	const server = await ServerProcess.start(program);
	return {
		server,
		room: () => {
			const document = freshId();
			const path = dialect === 'hocuspocus' ? '/' : `/${document}`;
			return { port: server.port, path, cookie: '', document, dialect };
		}
	};
}
