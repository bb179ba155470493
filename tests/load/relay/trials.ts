import type { Memory } from '#tests/support/measures/server-process.ts';
import type { CrowdAnswer, CrowdAsked } from './generator/crowd.ts';
import type { Story } from './generator/prepared.ts';
import type { Room } from './generator/room.ts';
import type { LoadGenerator } from './load-generator.ts';
import { type Aim, type Trial, reasonOf } from './measure.ts';
import { type RivalName, type Running, rivals } from './rivals.ts';

/** How large the trials are; `quick` says whether they still run, not how fast. */
export interface Size {
	readonly quick: boolean;
}

const everybody = Object.keys(rivals) as RivalName[];
const keepers = everybody.filter((name) => rivals[name].keeps);
const hocuspocus: readonly RivalName[] = ['hocuspocus', 'hocuspocus-sqlite'];
const yWebsocket: readonly RivalName[] = ['y-websocket', 'y-websocket-leveldb'];
const peers = [...hocuspocus, ...yWebsocket];

/** So many rooms with so many people in each. */
export interface Crowd {
	readonly rooms: number;
	readonly clients: number;
	/** Changes a second for the steady run: as many as a busy evening brings, and far below what fits. */
	readonly pace: number;
}

export const crowds = {
	room: { rooms: 1, clients: 50, pace: 200 },
	rooms: { rooms: 200, clients: 3, pace: 1_000 }
} as const satisfies Record<string, Crowd>;

/** Changes a second, in all rooms together: busy for anybody, and within reach of every server. */
const busyPace = 2_000;

/** Everybody in these rooms writes: what passes in a second of processor, and how soon at an ordinary pace. */
export function writing(crowd: Crowd, { quick }: Size, aims: readonly Aim[]): Trial {
	const where = nameOf(crowd);
	return {
		rivals: everybody,
		measures: [
			{
				title: `${where} writing: deliveries per second of processor`,
				...{ unit: '/CPU s', better: 'more', aims }
			},
			{
				title: `${where}: deliveries per second of processor, at ${busyPace} changes/s`,
				...{ unit: '/CPU s', better: 'more', aims: [] }
			},
			{
				title: `${where}: 99 in 100 arrive within, at ${crowd.pace} changes/s`,
				...{ unit: 'ms', better: 'less', aims: [] }
			}
		],
		async round(generator, running) {
			const { pid } = running.server;
			const seconds = quick ? 1 : 3;
			const asked = (pace: number | null): CrowdAsked => ({
				...{ pid, seconds, pace, what: 'changes', clientsPerRoom: crowd.clients },
				rooms: Array.from({ length: crowd.rooms }, running.room)
			});
			const rush = await generator.do('crowd', asked(null));
			const busy = await generator.do('crowd', asked(busyPace));
			const stroll = await generator.do('crowd', asked(crowd.pace));
			const perSecond = ({ deliveries, cpuSeconds }: CrowdAnswer) => deliveries / cpuSeconds;
			return [perSecond(rush), perSecond(busy), stroll.p99Ms];
		}
	};
}

function nameOf({ rooms, clients }: Crowd): string {
	return rooms === 1 ? `1 room of ${clients}` : `${rooms} rooms of ${clients}`;
}

function looking({ quick }: Size): Trial {
	return {
		rivals: everybody,
		measures: [
			{
				title: '1 room of 50, who looks where (awareness): deliveries per second of processor',
				...{ unit: '/CPU s', better: 'more', aims: [] }
			}
		],
		async round(generator, running) {
			const { deliveries, cpuSeconds } = await generator.do('crowd', {
				...{ pid: running.server.pid, rooms: [running.room()], clientsPerRoom: 50 },
				...{ seconds: quick ? 1 : 3, pace: null, what: 'presence' }
			});
			return [deliveries / cpuSeconds];
		}
	};
}

interface JoinsAs {
	readonly title: string;
	readonly story: Story;
	/** They were here before, and have everything. */
	readonly areBack: boolean;
	readonly aims: readonly Aim[];
}

/** A hundred devices come at once into a room that somebody else has open. */
function joining(what: JoinsAs, { quick }: Size): Trial {
	const { title, story, areBack, aims } = what;
	const rooms = new Map<Running, Room>();
	return {
		rivals: keepers,
		measures: [
			{
				title: `${title}: processor`,
				...{ unit: 'CPU ms', better: 'less', aims }
			},
			{ title: `${title}: on the clock`, ...{ unit: 'ms', better: 'less', aims: [] } }
		],
		async prepare(generator, running) {
			const room = running.room();
			rooms.set(running, room);
			await generator.do('fill', { pid: running.server.pid, rooms: [room], story, stays: true });
		},
		async round(generator, running) {
			const room = rooms.get(running) ?? running.room();
			const { cpuSeconds, seconds } = await generator.do('join', {
				...{ pid: running.server.pid, room, story, areBack },
				...{ devices: 100, waves: quick ? 1 : 3 }
			});
			return [cpuSeconds * 1000, seconds * 1000];
		}
	};
}

const megabyte = 1_000_000;

/** A device has its documents open all day, and most are idle: as long as ours takes to notice (`Room.rest`). */
const idleMs = 21_000;

/** What a server holds of many documents: once each was opened and left, and while all are open. */
function holding({ quick }: Size): Trial {
	const count = quick ? 200 : 1_000;
	const story: Story = { kind: 'records', bytes: megabyte / 10 };
	const documents = `${count.toLocaleString('en')} documents of 100 kB`;
	return {
		rivals: keepers,
		isAboutMemory: true,
		measures: [
			{ title: `Before ${documents}: memory of the process`, ...plainMegabytes },
			{ title: `Before ${documents}: heap and buffers`, ...plainMegabytes },
			{ title: `${documents}, opened once and left: memory of the process`, ...aSixth },
			{ title: `${documents}, left: heap and buffers`, ...plainMegabytes },
			{ title: `${documents}, each just opened: memory of the process`, ...aSixth },
			{ title: `${documents}, just opened: heap and buffers`, ...plainMegabytes },
			{ title: `${documents}, each open and idle: memory of the process`, ...aSixth },
			{ title: `${documents}, open and idle: heap and buffers`, ...plainMegabytes }
		],
		async round(generator, { server, room }) {
			const rooms = Array.from({ length: count }, room);
			const before = figuresOf(await server.memory());
			await generator.do('fill', { pid: server.pid, rooms, story, stays: false });
			const left = figuresOf(await server.memory());
			const kept = await generator.do('look', { rooms: rooms.slice(0, 20), story }).then(
				() => left,
				(error: unknown) => left.map(() => ({ failed: reasonOf(error) }))
			);
			await generator.do('fill', { pid: server.pid, rooms, story, stays: true });
			const opened = figuresOf(await server.memory());
			await new Promise((resolve) => setTimeout(resolve, idleMs));
			const idle = figuresOf(await server.memory());
			await generator.do('release', null);
			return [...before, ...kept, ...opened, ...idle];
		}
	};
}

function figuresOf({ rssBytes, usedBytes }: Memory): number[] {
	return [rssBytes / megabyte, usedBytes / megabyte];
}

const plainMegabytes = { unit: 'MB', better: 'less', aims: [] } as const;
const aSixth = { ...plainMegabytes, aims: [{ against: peers, times: 6 }] };

function claiming({ quick }: Size): Trial {
	const people = quick ? 50 : 300;
	const burst = (generator: LoadGenerator, { server: { pid, port } }: Running) =>
		generator.do('burst', { port, pid, people });
	return {
		rivals: ['ours'],
		measures: [
			{
				title: `${people} claims at once: until the last number is with all ${people} devices`,
				...{ unit: 'ms', better: 'less', aims: [] }
			},
			{
				title: `${people} claims at once: processor, with the clerk`,
				...{ unit: 'CPU ms', better: 'less', aims: [] }
			}
		],
		// The first burst is the one that founds the town.
		async prepare(generator, running) {
			await burst(generator, running);
		},
		async round(generator, running) {
			const { seconds, cpuSeconds } = await burst(generator, running);
			return [seconds * 1000, cpuSeconds * 1000];
		}
	};
}

/** Every row, by the name that `--only` takes. */
export function trials(size: Size): Readonly<Record<string, Trial>> {
	const history: Story = { kind: 'edits', edits: size.quick ? 5_000 : 50_000 };
	const edits = `${history.edits.toLocaleString('en')} edits`;
	const joins = [{ against: peers, times: 8 }];
	return {
		room: writing(crowds.room, size, [
			{ against: yWebsocket, times: 15 },
			{ against: hocuspocus, times: 4 },
			{ against: ['bare-batched'], times: 0.8 }
		]),
		rooms: writing(crowds.rooms, size, [
			{ against: peers, times: 3 },
			{ against: ['bare-batched'], times: 0.6 }
		]),
		awareness: looking(size),
		history: joining(
			{
				title: `100 devices join a room with ${edits} behind it`,
				...{ story: history, areBack: false, aims: joins }
			},
			size
		),
		state: joining(
			{
				title: '100 devices join a room of 1 MB',
				...{ story: { kind: 'records', bytes: megabyte }, areBack: false, aims: joins }
			},
			size
		),
		// Nothing is aimed at here: what is left to do is opening a socket, and that costs everybody the same.
		returning: joining(
			{
				title: `100 devices that have everything return to a room with ${edits}`,
				...{ story: history, areBack: true, aims: [] }
			},
			size
		),
		memory: holding(size),
		claims: claiming(size)
	};
}
