import { randomBytes } from 'node:crypto';
import { idsFrom } from '#domain/ids.ts';
import { median } from '../race.ts';
import type { Effort, Row } from '../row.ts';
import { type Load, carry } from './load.ts';
import { ServerProcess } from '../server-process.ts';

/** So many rooms with so many people in each, all of whom write. */
interface Crowd {
	readonly name: string;
	readonly rooms: number;
	readonly clients: number;
	/** Changes a second for the steady run: as many as a busy evening brings, and far below what fits. */
	readonly pace: number;
}

const crowds: readonly Crowd[] = [
	{ name: '1 room of 50', rooms: 1, clients: 50, pace: 200 },
	{ name: '200 rooms of 3', rooms: 200, clients: 3, pace: 1000 }
];

interface Measured {
	readonly perSecond: number;
	readonly perCpuSecond: number;
	readonly p99Ms: number;
}

const freshId = idsFrom(() => randomBytes(1)[0] ?? 0);

/** A server that is under test, and how a room of it is addressed. */
interface Rival {
	readonly server: ServerProcess;
	readonly cookie: string;
	readonly receipts: boolean;
	room(): string;
}

/**
 * Our relay, which keeps every change on disk before it passes it on and confirms it, beside a bare `ws`
 * server that only broadcasts the same bytes. Both are processes of their own, the load is a third, and
 * rounds take turns.
 */
export async function benchFanOut(effort: Effort): Promise<Row[]> {
	const relay = await relayRival();
	const bare = await bareRival();
	try {
		const rows: Row[] = [];
		for (const crowd of crowds) rows.push(...(await rowsOf(crowd, relay, bare, effort)));
		return rows;
	} finally {
		await Promise.all([relay.server.end(), bare.server.end()]);
	}
}

async function rowsOf(crowd: Crowd, relay: Rival, bare: Rival, { quick }: Effort): Promise<Row[]> {
	const rounds: { relay: Measured; bare: Measured }[] = [];
	for (let round = 0; round < (quick ? 1 : 3); round++) {
		rounds.push({
			relay: await measure(crowd, relay, quick),
			bare: await measure(crowd, bare, quick)
		});
	}
	const middle = (of: 'relay' | 'bare', what: keyof Measured) =>
		median(rounds.map((round) => round[of][what]));
	const peer = 'a bare ws broadcast';
	const better = (what: 'perSecond' | 'perCpuSecond', unit: string, aim: string): Row => ({
		name: `${crowd.name}: deliveries ${unit === '/s' ? 'a second' : 'per second of processor'}`,
		...{ value: middle('relay', what), unit, peer, ...(aim === '' ? {} : { aim }) },
		ratio: middle('relay', what) / middle('bare', what)
	});
	const [own, other] = [middle('relay', 'p99Ms'), middle('bare', 'p99Ms')];
	return [
		better('perSecond', '/s', ''),
		better('perCpuSecond', '/CPU s', '≥ 0.7 ×'),
		{
			name: `${crowd.name}: 99 in 100 arrive within, at ${crowd.pace} changes/s`,
			...{ value: own, unit: 'ms', peer, ratio: other / own }
		}
	];
}

async function measure(crowd: Crowd, rival: Rival, quick: boolean): Promise<Measured> {
	const rushed = await run(crowd, rival, null, quick ? 0.5 : 4);
	const steady = await run(crowd, rival, crowd.pace, quick ? 0.5 : 3);
	return {
		perSecond: rushed.deliveries / rushed.seconds,
		perCpuSecond: (rushed.changes * (crowd.clients - 1)) / rushed.cpuSeconds,
		p99Ms: steady.p99Ms
	};
}

async function run(crowd: Crowd, rival: Rival, pace: number | null, seconds: number) {
	const { server, cookie, receipts } = rival;
	const load: Load = {
		...{ url: server.url.replace('http', 'ws'), cookie, receipts, seconds, pace },
		rooms: Array.from({ length: crowd.rooms }, () => rival.room()),
		clientsPerRoom: crowd.clients
	};
	let begun = 0;
	let ended = 0;
	const carried = await carry(load, {
		begins: () => (begun = server.cpuSeconds()),
		ended: () => (ended = server.cpuSeconds())
	});
	if (carried.unconfirmed > 0) throw new Error(`${carried.unconfirmed} changes got no receipt`);
	// The processor is read when the last change has arrived, so all of them are set against it.
	return { ...carried, cpuSeconds: ended - begun };
}

async function bareRival(): Promise<Rival> {
	const server = await ServerProcess.script('tests/bench/relay/bare-broadcast.ts');
	return { server, cookie: '', receipts: false, room: () => `/${freshId()}` };
}

/** The relay with one workspace, whose coordinator is everybody. */
async function relayRival(): Promise<Rival> {
	const server = await ServerProcess.relay();
	const workspace = freshId();
	const answer = await fetch(`${server.url}/api/workspaces`, {
		method: 'POST',
		body: JSON.stringify({ workspace, person: freshId(), device: { label: 'bench' } })
	});
	if (!answer.ok) throw new Error(`the relay would not begin a workspace: ${await answer.text()}`);
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	return {
		...{ server, cookie, receipts: true },
		room: () => `/sync/${workspace}/season/${freshId()}`
	};
}
