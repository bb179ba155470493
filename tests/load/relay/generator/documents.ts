import { encode } from '#wire/frame.ts';
import { calm, cpuSecondsOf } from '#tests/support/measures/cpu-seconds.ts';
import { median } from '#tests/support/measures/median.ts';
import { Device } from './device.ts';
import { inCrowds, until } from './patience.ts';
import { type Prepared, type Story, isWhole, prepared } from './prepared.ts';
import { type Room, messageIn } from './room.ts';

/** Puts a story into each of these rooms, by one device. */
export interface FillAsked {
	readonly pid: number;
	readonly rooms: readonly Room[];
	readonly story: Story;
	/** Whether that device stays, so that the room is open, or leaves as soon as it is done. */
	readonly stays: boolean;
}

/** Lets so many devices come at once into a room that holds a story, several times. */
export interface JoinAsked {
	readonly pid: number;
	readonly room: Room;
	readonly story: Story;
	readonly devices: number;
	readonly waves: number;
	/** They were here before, and have everything. */
	readonly areBack: boolean;
}

export interface JoinAnswer {
	/** Of the server, for one wave. */
	readonly cpuSeconds: number;
	/** From the first that knocks until the last has everything. */
	readonly seconds: number;
}

/** Opens rooms and looks whether the story is still there. */
export interface LookAsked {
	readonly rooms: readonly Room[];
	readonly story: Story;
}

const staying: Device[] = [];

// A server may hang up on who says nothing for a minute.
setInterval(() => {
	for (const device of staying)
		device.say(messageIn(device.room, encode({ kind: 'ask-presence' })));
}, 15_000).unref();

export async function fill({ pid, rooms, story, stays }: FillAsked): Promise<void> {
	const told = prepared(story);
	await inCrowds(rooms, 20, async (room) => {
		const device = await tell(room, told);
		if (stays) staying.push(device);
		else await device.leave();
	});
	// Long enough for what a server puts off until nobody writes.
	await calm(pid, 2_500);
	for (const device of staying) device.check();
}

/** Those who stayed go. */
export async function release(): Promise<void> {
	await inCrowds(staying.splice(0), 50, (device) => device.leave());
}

async function tell(room: Room, { updates, vector }: Prepared): Promise<Device> {
	const device = await Device.join(room);
	for (const update of updates) {
		device.change(messageIn(room, encode({ kind: 'change', update })));
		if (device.sent % 100 === 0) await device.drained();
	}
	// It confirms nothing, but answers what it is asked in the order in which it was told.
	const isSilent = room.dialect === 'y-websocket';
	if (isSilent) device.say(messageIn(room, encode({ kind: 'ask', have: vector })));
	const isTaken = () => {
		device.check();
		return isSilent ? device.answers > 1 : device.confirmed >= device.sent;
	};
	await until(isTaken, () => 'not everything was taken in', 120_000);
	return device;
}

export async function join(asked: JoinAsked): Promise<JoinAnswer> {
	const waves: JoinAnswer[] = [];
	for (let wave = 0; wave < asked.waves; wave++) waves.push(await joinOnce(asked));
	return {
		cpuSeconds: waves.reduce((sum, wave) => sum + wave.cpuSeconds, 0) / waves.length,
		seconds: median(waves.map((wave) => wave.seconds))
	};
}

async function joinOnce({ pid, room, story, devices, areBack }: JoinAsked): Promise<JoinAnswer> {
	const told = prepared(story);
	await calm(pid, 200);
	const cpuBefore = cpuSecondsOf(pid);
	const begun = performance.now();
	const visits = await Promise.all(
		Array.from({ length: devices }, () => visit(room, areBack ? told : null))
	);
	const last = Math.max(...visits.map(({ device }) => device.inStepAt));
	// What they answered must be taken in, too.
	await calm(pid, 200);
	const cpuSeconds = cpuSecondsOf(pid) - cpuBefore;
	for (const { device } of visits) device.check();
	await Promise.all(visits.map(({ device }) => device.leave()));
	checkWhole(
		visits.map(({ heard }) => heard),
		told,
		areBack
	);
	return { cpuSeconds, seconds: (last - begun) / 1000 };
}

interface Visit {
	readonly device: Device;
	readonly heard: Uint8Array[];
}

async function visit(room: Room, has: Prepared | null): Promise<Visit> {
	const heard: Uint8Array[] = [];
	const device = await Device.join(room, {
		...(has ? { have: has.vector, offer: has.deletions } : {}),
		onchange: (bytes, from, until) => heard.push(Buffer.from(bytes.subarray(from, until)))
	});
	return { device, heard };
}

/** All were told the same, most of the time: what was checked for one holds for all who heard the same bytes. */
function checkWhole(all: readonly Uint8Array[][], told: Prepared, areBack: boolean): void {
	const [first] = all.map((heard) => Buffer.concat(heard));
	for (const heard of all) {
		const isChecked = heard !== all[0] && first?.equals(Buffer.concat(heard)) === true;
		if (isChecked || isWhole(told, heard, areBack ? told.state : undefined)) continue;
		throw new Error('a device that joined did not get everything');
	}
}

/**
 * Throws when a story is not in these rooms for a device that was never there. Some servers say "that is
 * all" before they have read their disk, and send the rest behind it: they get the time.
 */
export async function look({ rooms, story }: LookAsked): Promise<void> {
	const told = prepared(story);
	const visits = await inCrowds(rooms, 20, (room) => visit(room, null));
	const latest = performance.now() + patienceMs;
	let missing = visits;
	do {
		await new Promise((resolve) => setTimeout(resolve, 100));
		missing = missing.filter(({ heard }) => !isWhole(told, heard));
	} while (missing.length > 0 && performance.now() < latest);
	await Promise.all(visits.map(({ device }) => device.leave()));
	if (missing.length > 0) {
		throw new Error(
			`forgot ${missing.length} of ${rooms.length} documents once everybody had left`
		);
	}
}

const patienceMs = 3_000;
