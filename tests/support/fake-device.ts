import type { Member } from '#domain/access/access.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { systemClock } from '#sync/clock.ts';
import { Cell } from '#sync/observable.ts';
import type { LinkFactory } from '#sync/link/link.ts';
import type { LinkState } from '#sync/link/link-state.ts';
import { Api } from '#sync/session/api.ts';
import {
	KnownWorkspaces,
	type KnownWorkspace,
	type Shelf
} from '#sync/session/known-workspaces.ts';
import type { DeviceStore } from '#sync/store/device-store.ts';
import { MemoryStore } from '#sync/store/memory-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import { ThisDevice } from '#ui/device/this-device.svelte.ts';
import { newArrivalKey } from './arrival-key.ts';

/** What the relay answers to `POST /api/join`, by that text; what is not listed finds no relay. */
export type Answers = Readonly<Record<string, Answer | ((asked: never) => Answer)>>;

interface Answer {
	readonly status: number;
	readonly body: unknown;
}

/** What two tabs of one browser have in common; without it, each has its own and forgets it. */
interface Disk {
	readonly store?: DeviceStore;
	readonly shelf?: Shelf | null;
}

export function refused(status: number, code: string): { status: number; body: unknown } {
	return { status, body: { error: { code, message: code } } };
}

/** A device without disk or network, with a relay of a few lines. */
export function fakeDevice(
	answers: Answers,
	knownBefore: readonly KnownWorkspace[] = [],
	link: LinkState = { status: 'waiting', attempt: 1, retryAt: 0 },
	{ store = new MemoryStore(), shelf = null }: Disk = {}
): { device: ThisDevice; known: KnownWorkspaces; asked: [string, unknown][] } {
	const asked: [string, unknown][] = [];
	const fetcher: typeof fetch = (address, init) => {
		const question = `${init?.method ?? 'GET'} ${new URL(address as string, 'http://x').pathname}`;
		const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
		asked.push([question, body]);
		const given = answers[question];
		if (!given) return Promise.reject(new TypeError('no relay'));
		const answer = typeof given === 'function' ? given(body as never) : given;
		return Promise.resolve(Response.json(answer.body, { status: answer.status }));
	};
	const known = new KnownWorkspaces(shelf);
	for (const one of knownBefore) known.remember(one);
	const connection = (workspace: WorkspaceId, member: Member) =>
		new WorkspaceConnection({
			...{ workspace, member, store, tabs: onlyTab, links: linkIn(link), clock: systemClock }
		});
	const isShared = (workspace: WorkspaceId) => known.find(workspace)?.registered !== false;
	const api = new Api(newArrivalKey(), fetcher, isShared);
	const device = new ThisDevice({ api, known, connection, shell: null, label: () => 'telefoon' });
	return { device, known, asked };
}

/** A line that is, and stays, in one state. */
export function linkIn(state: LinkState): LinkFactory {
	return () => ({
		state: new Cell(state),
		isOrigin: () => false,
		retry: () => undefined,
		offerAgain: () => undefined,
		lose: () => undefined,
		close: () => undefined
	});
}
