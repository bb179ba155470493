import { PostgresJournal } from '#server/journal/postgres.ts';
import type { RelayProcess } from '#tests/support/relay-process.ts';
import { copyOfJournal, type Copy } from './copy.ts';
import { differences, misnumbered, misplaced, missing, sizeOf } from './compare.ts';
import { FrontDoor } from './front-door.ts';
import type { Server } from './servers.ts';
import { Town } from './town.ts';
import { twoRelays, type StoreUrls } from './two-relays.ts';
import { pause, until } from './until.ts';

export interface Day {
	readonly postgres: Server;
	readonly redis: Server;
	readonly urls: StoreUrls;
	readonly seed: number;
	/** How long each trouble lasts, and the calm after it. */
	readonly troubleMs: number;
	readonly redisAwayMs: number;
	readonly say: (line: string) => void;
}

/** What came of a day. */
export interface DayReport {
	/** Changes that a relay said are on its disk. */
	readonly acknowledged: number;
	/** Of these, those that are not there in the end. */
	readonly lost: number;
	/** How often a relay or PostgreSQL was killed. */
	readonly kills: number;
	/** How long Redis was away before it came back. */
	readonly redisAwaySeconds: number;
	/** All that was found wrong, in words. */
	readonly wrong: readonly string[];
}

/**
 * A working day on which everything breaks in turn while a dozen devices write: each relay is killed,
 * Redis goes away, PostgreSQL is killed, phones are lost.
 */
export async function workingDay(day: Day): Promise<DayReport> {
	const relays = await twoRelays(day.urls);
	const door = await FrontDoor.before(relays.map(({ port }) => port));
	const town = new Town(door.port, day.seed);
	try {
		await town.found();
		town.beginWork();
		const scene: Scene = { ...day, relays, door, town, kills: [] };
		const { redisAwaySeconds, unhealed } = await troubles(scene);
		town.endWork();
		const { wrong, ...counts } = await evening(day, town);
		const kills = scene.kills.length;
		const all = [...unhealed, ...wrong, ...troublesIn(relays, day.say)];
		return { ...counts, kills, redisAwaySeconds, wrong: all };
	} finally {
		await town.leave();
		door.close();
		await Promise.all(relays.map((relay) => relay.remove()));
	}
}

/** What relays log on no day, however bad it is. */
const neverLogged = [
	'crashed',
	'lane-parked',
	'listener-failed',
	'row-set-aside',
	'update-not-read'
];

function troublesIn(relays: readonly RelayProcess[], say: Day['say']): string[] {
	const events = relays.flatMap(({ said }) => [...said.matchAll(/"event":"([a-z-]+)"/g)]);
	const counts = Map.groupBy(events, ([, event = '']) => event);
	say(`in the logs: ${[...counts].map(([event, all]) => `${event} ${all.length}`).join(', ')}`);
	return neverLogged.filter((event) => counts.has(event)).map((event) => `a relay logged ${event}`);
}

interface Scene extends Day {
	readonly relays: readonly RelayProcess[];
	readonly door: FrontDoor;
	readonly town: Town;
	/** What was killed so far. */
	readonly kills: string[];
}

/** How long Redis was away, and what its absence left behind, in words. */
interface Away {
	readonly redisAwaySeconds: number;
	readonly unhealed: readonly string[];
}

async function troubles(scene: Scene): Promise<Away> {
	const { relays, redis, troubleMs } = scene;
	await pause(troubleMs);
	for (const [at, relay] of relays.entries()) {
		await killed(scene, relay, `relay ${at + 1} was killed`);
		await startedAgain(scene, relay);
	}
	const away = await redisAway(scene);
	await postgresKilled(scene);
	// The last is the worst: nobody hears anybody until the end, and a relay dies in the middle of it.
	await redis.stop();
	await pause(1_000);
	for (const relay of relays.slice(0, 1)) {
		await killed(scene, relay, 'Redis had gone for good and relay 1 was killed');
		await startedAgain(scene, relay);
	}
	return away;
}

/** Two phones are lost while nothing can be kept: whatever they were told is safe must be somewhere. */
async function postgresKilled(scene: Scene): Promise<void> {
	const { town, postgres, troubleMs } = scene;
	await postgres.kill();
	scene.kills.push('PostgreSQL');
	await pause(1_000);
	await Promise.all([town.lose(1), town.lose(7)]);
	await postgres.start();
	await resumed(scene, 'PostgreSQL was killed and started again');
	await pause(troubleMs);
}

/**
 * Nobody tells anybody anything, and meanwhile a relay dies and comes back. By the journal alone everybody has
 * the same at the end of it; then Redis is there again, and both relays use it.
 */
async function redisAway(scene: Scene): Promise<Away> {
	const { relays, redis, redisAwayMs, town, say } = scene;
	const beganMs = performance.now();
	await redis.stop();
	await pause(redisAwayMs / 2);
	for (const relay of relays.slice(1)) {
		await killed(scene, relay, 'Redis was away and relay 2 was killed');
		await startedAgain(scene, relay);
	}
	await pause(redisAwayMs / 2);
	await town.rest();
	const { wrong } = await compared(scene, town);
	const redisAwaySeconds = (performance.now() - beganMs) / 1_000;
	say(`Redis was away for ${redisAwaySeconds.toFixed(0)} s: ${wrong.length} things had not healed`);
	const before = relays.map(timesBack);
	await redis.start();
	const isUsed = (): boolean => relays.every((relay, at) => timesBack(relay) > (before[at] ?? 0));
	const backMs = await until('both relays use Redis again', isUsed);
	say(`Redis was back: both relays used it again after ${(backMs / 1_000).toFixed(1)} s`);
	town.beginWork();
	await pause(scene.troubleMs);
	return { redisAwaySeconds, unhealed: wrong };
}

/** How often a relay said that Redis is back. */
function timesBack({ said }: RelayProcess): number {
	return said.split('"event":"bus-back"').length - 1;
}

async function killed(scene: Scene, relay: RelayProcess, what: string): Promise<void> {
	await relay.kill();
	scene.kills.push(what);
	await resumed(scene, what);
	await pause(scene.troubleMs);
}

/** Started again, and half of the devices find it. */
async function startedAgain({ door, troubleMs }: Scene, relay: RelayProcess): Promise<void> {
	await relay.start();
	door.shake();
	await pause(troubleMs);
}

async function resumed({ town, say }: Scene, what: string): Promise<void> {
	const isWhole = (): boolean => town.devices.every((device) => device.isOnline);
	await until(`somebody noticed that ${what}`, () => !isWhole());
	const ms = await until(`everybody is online after ${what}`, isWhole);
	say(`${what}: everybody online again after ${(ms / 1_000).toFixed(1)} s`);
}

type Counts = Pick<DayReport, 'acknowledged' | 'lost' | 'wrong'>;

interface Compared extends Counts {
	/** Whether enough happened to say anything. */
	readonly isBusy: boolean;
}

/** When all have come to rest, everybody is asked what she has. */
async function evening(day: Day, town: Town): Promise<Counts> {
	const { isBusy, ...counts } = await compared(day, town);
	// Nothing wrong with nothing would be no news.
	const wrong = isBusy ? [] : ['too little happened to say anything'];
	return { ...counts, wrong: [...wrong, ...counts.wrong] };
}

async function compared(day: Day, town: Town): Promise<Compared> {
	const journal = await PostgresJournal.open(day.urls.postgres, ({ document }) =>
		day.say(`a row of ${document} was set aside`)
	);
	try {
		const people = town.devices.map(({ member }) => member.person);
		const read = (): Promise<Copy> => copyOfJournal(journal, town.workspace, people);
		await rest(town, read);
		return findings(day, town, await read());
	} finally {
		await journal.close();
	}
}

/** Waits as long as it can help; what is wrong then is told by the findings. */
async function rest(town: Town, read: () => Promise<Copy>): Promise<void> {
	const claims = town.devices.flatMap(({ made }) => made);
	const isAtRest = async (): Promise<boolean> => {
		if (!town.devices.every((device) => device.isInStep)) return false;
		const kept = await read();
		return (
			missing(claims, kept).length === 0 && differences([kept, ...copiesOf(town)]).length === 0
		);
	};
	await until('all is at rest', isAtRest, 60_000).catch(() => undefined);
}

function findings(day: Day, town: Town, kept: Copy): Compared {
	const copies = [kept, ...copiesOf(town)];
	const made = town.devices.flatMap((device) => device.made);
	const promised = [...town.devices, ...town.lost].flatMap((device) => device.acknowledged);
	const { numbered, records } = sizeOf(kept);
	day.say(`${made.length} changes made, ${promised.length} acknowledged, ${numbered} numbered`);
	const wrong = [
		...differences(copies),
		...copies.flatMap((copy) => missing([...promised, ...made], copy)),
		...copies.flatMap((copy) => misnumbered(copy)),
		...misplaced([...promised, ...made], kept)
	];
	return {
		...{ acknowledged: promised.length, lost: missing(promised, kept).length, wrong },
		isBusy: Math.min(promised.length, numbered, records) > 100
	};
}

function copiesOf(town: Town): Copy[] {
	return town.devices.map(({ member, documents }) => ({
		name: `the device of ${member.person.replace(/0+$/, '')}`,
		documents
	}));
}
