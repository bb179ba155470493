import { PostgresJournal } from '#server/journal/postgres.ts';
import { RelayProcess } from '#tests/support/relay-process.ts';
import { copyOfJournal, type Copy } from './copy.ts';
import { differences, misnumbered, misplaced, missing, sizeOf } from './compare.ts';
import { FrontDoor } from './front-door.ts';
import type { Server } from './servers.ts';
import { Town } from './town.ts';
import { pause, until } from './until.ts';

export interface Day {
	readonly postgres: Server;
	readonly redis: Server;
	readonly urls: { readonly postgres: string; readonly redis: string };
	readonly seed: number;
	/** How long each trouble lasts, and the calm after it. */
	readonly troubleMs: number;
	readonly redisAwayMs: number;
	readonly say: (line: string) => void;
}

/** Nobody is held up by a limit: a dozen people here work as a town would. */
const limits = {
	LIMIT_FRAMES_AT_ONCE: '1000000',
	LIMIT_FRAMES_AT_ONCE_PER_ADDRESS: '1000000',
	LIMIT_FRAMES_PER_SECOND_PER_ADDRESS: '1000000',
	LIMIT_COMINGS_AT_ONCE: '1000000',
	LIMIT_FRAMES_PER_SECOND: '1000000',
	LIMIT_CALLS_AT_ONCE: '10000'
};

/**
 * A working day on which everything breaks in turn while a dozen devices write: each relay is killed,
 * Redis goes away, PostgreSQL is killed, phones are lost. Answers what was found wrong at the end.
 */
export async function workingDay(day: Day): Promise<string[]> {
	const environment = { DATABASE_URL: day.urls.postgres, REDIS_URL: day.urls.redis, ...limits };
	const relays = [await RelayProcess.start(environment), await RelayProcess.start(environment)];
	const door = await FrontDoor.before(relays.map(({ port }) => port));
	const town = new Town(door.port, day.seed);
	try {
		await town.found();
		town.beginWork();
		await troubles({ ...day, relays, door, town });
		town.endWork();
		return [...(await evening(day, town)), ...troublesIn(relays, day.say)];
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
}

async function troubles(scene: Scene): Promise<void> {
	const { relays, redis, troubleMs } = scene;
	await pause(troubleMs);
	for (const [at, relay] of relays.entries()) {
		await killed(scene, relay, `relay ${at + 1} was killed`);
		await startedAgain(scene, relay);
	}
	await redisAway(scene);
	await postgresKilled(scene);
	// The last is the worst: nobody hears anybody until the end, and a relay dies in the middle of it.
	await redis.stop();
	await pause(1_000);
	for (const relay of relays.slice(0, 1)) {
		await killed(scene, relay, 'Redis had gone for good and relay 1 was killed');
		await startedAgain(scene, relay);
	}
}

/** Two phones are lost while nothing can be kept: whatever they were told is safe must be somewhere. */
async function postgresKilled(scene: Scene): Promise<void> {
	const { town, postgres, troubleMs } = scene;
	await postgres.kill();
	await pause(1_000);
	await Promise.all([town.lose(1), town.lose(7)]);
	await postgres.start();
	await resumed(scene, 'PostgreSQL was killed and started again');
	await pause(troubleMs);
}

/** Nobody tells anybody anything, and meanwhile a relay dies and comes back. */
async function redisAway(scene: Scene): Promise<void> {
	const { relays, redis, redisAwayMs } = scene;
	await redis.stop();
	await pause(redisAwayMs / 2);
	for (const relay of relays.slice(1)) {
		await killed(scene, relay, 'Redis was away and relay 2 was killed');
		await startedAgain(scene, relay);
	}
	await pause(redisAwayMs / 2);
	await redis.start();
	await pause(scene.troubleMs);
}

async function killed(scene: Scene, relay: RelayProcess, what: string): Promise<void> {
	await relay.kill();
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

/** When all have come to rest, everybody is asked what she has. */
async function evening(day: Day, town: Town): Promise<string[]> {
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

function findings(day: Day, town: Town, kept: Copy): string[] {
	const copies = [kept, ...copiesOf(town)];
	const made = town.devices.flatMap((device) => device.made);
	const promised = [...town.devices, ...town.lost].flatMap((device) => device.acknowledged);
	const { numbered, records } = sizeOf(kept);
	day.say(`${made.length} changes made, ${promised.length} acknowledged, ${numbered} numbered`);
	// Nothing wrong with nothing would be no news.
	const busy = Math.min(promised.length, numbered, records) > 100;
	return [
		...(busy ? [] : ['too little happened to say anything']),
		...differences(copies),
		...copies.flatMap((copy) => missing([...promised, ...made], copy)),
		...copies.flatMap((copy) => misnumbered(copy)),
		...misplaced([...promised, ...made], kept)
	];
}

function copiesOf(town: Town): Copy[] {
	return town.devices.map(({ member, documents }) => ({
		name: `the device of ${member.person.replace(/0+$/, '')}`,
		documents
	}));
}
