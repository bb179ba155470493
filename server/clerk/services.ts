import { buildExample } from '#document/example/example.ts';
import { type Directory, openDirectory } from '#document/layouts/directory.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { today, zoneNamed } from '#domain/time/zone.ts';
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import { causeText } from '../log.ts';
import type { ServicePorts, Services } from '../services.ts';
import { ClerkDesks, type Relay } from './desk.ts';
import { introduce } from './introduce.ts';

/** Seats the clerk beside the rooms: from here on what comes into a lane gets its number. */
export function startClerk({ hub, journal, accounts, log }: ServicePorts): Services {
	const relay: Relay = {
		state: (workspace, document) => hub.state(workspace, document),
		write: (workspace, document, update) => hub.write(workspace, document, update),
		documents: (workspace) =>
			journal.documents(`${workspace}/`).map((key) => key.slice(workspace.length + 1)),
		report: (document, cause) =>
			log('error', { event: 'update-not-read', kind: document.kind, cause: causeText(cause) })
	};
	const desks = new ClerkDesks(relay, (workspace, person) => accounts.member(workspace, person));
	hub.onCommitted((workspace, document, updates) => desks.committed(workspace, document, updates));
	return {
		introduce: (workspace, person, name) => introduce(relay, workspace, person, name),
		workspaceName: (workspace) => readDirectory(relay, workspace, ({ meta }) => meta.text('name')),
		personName: (workspace, person) =>
			readDirectory(relay, workspace, ({ people }) => people.get(person)?.name ?? null),
		makeExample: () =>
			buildExample({
				seed: randomInt(2 ** 31),
				today: today(Date.now(), zoneNamed('Europe/Brussels'))
			}),
		opened: (workspace) => desks.open(workspace),
		tick: (nowMs) => desks.tick(nowMs)
	};
}

function readDirectory<T>(
	relay: Relay,
	workspace: WorkspaceId,
	ask: (directory: Directory) => T
): T {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, relay.state(workspace, { kind: 'directory' }));
	const answer = ask(openDirectory(doc));
	doc.destroy();
	return answer;
}
