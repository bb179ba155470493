import * as Y from 'yjs';
import { claim } from '#document/commands/claims.ts';
import { Step } from '#document/commands/step.ts';
import { Lane } from '#document/layouts/lane.ts';
import { Ledger } from '#document/layouts/ledger.ts';
import type { EventId } from '#domain/ids.ts';
import { encode } from '#wire/frame.ts';
import { calm, cpuSecondsOf } from '#tests/support/measures/cpu-seconds.ts';
import { Device } from './device.ts';
import { inCrowds, until } from './patience.ts';
import { messageIn } from './room.ts';
import { type Place, Town, type Volunteer, freshId } from './town.ts';

/** Everybody claims a place at the same moment, as when registration opens at eight. */
export interface BurstAsked {
	readonly port: number;
	readonly pid: number;
	readonly people: number;
}

export interface BurstAnswer {
	/** From the first claim until the last number is with everybody. */
	readonly seconds: number;
	readonly cpuSeconds: number;
}

/** A volunteer's phone: her lane, and the ledger in which the clerk numbers what everybody asks. */
class Phone {
	readonly volunteer: Volunteer;
	readonly lane: Device;
	readonly ledger: Ledger = new Ledger(new Y.Doc());
	#ledgerLine: Device | null = null;
	/** What came in and was not read yet: reading would take the time that is measured. */
	#waiting: Buffer[] = [];
	waitingBytes = 0;
	heardAt = 0;

	private constructor(volunteer: Volunteer, lane: Device) {
		this.volunteer = volunteer;
		this.lane = lane;
	}

	static async open(town: Town, volunteer: Volunteer): Promise<Phone> {
		const own = town.room(volunteer, { kind: 'lane', person: volunteer.person });
		const phone = new Phone(volunteer, await Device.join(own));
		phone.#ledgerLine = await Device.join(
			town.room(volunteer, { kind: 'ledger', season: town.season }),
			{ onchange: (bytes, from, until) => phone.#hear(bytes.subarray(from, until)) }
		);
		return phone;
	}

	/** Throws when a line of hers is gone. */
	check(): void {
		this.lane.check();
		this.#ledgerLine?.check();
	}

	/** Takes in what is waiting. */
	read(): void {
		const updates = this.#waiting;
		this.#waiting = [];
		this.waitingBytes = 0;
		this.ledger.doc.transact(() => {
			for (const update of updates) Y.applyUpdate(this.ledger.doc, update);
		});
	}

	#hear(update: Buffer): void {
		// A relay that has had nothing to say for a while says nothing, to show that it is there.
		if (update.length <= 2) return;
		this.#waiting.push(Buffer.from(update));
		this.waitingBytes += update.length;
		this.heardAt = performance.now();
	}
}

interface Opened {
	readonly town: Town;
	readonly phones: readonly Phone[];
}

/** Bursts follow one another in one town, as they do in a season. */
const towns = new Map<number, Opened>();

export async function burst(asked: BurstAsked): Promise<BurstAnswer> {
	const { town, phones } = towns.get(asked.port) ?? (await open(asked));
	for (const phone of phones) phone.read();
	const claims = phones.map((phone, at) => made(phone, town, town.places[at % town.places.length]));
	await calm(asked.pid, 500);
	const cpuBefore = cpuSecondsOf(asked.pid);
	const begun = performance.now();
	phones.forEach((phone, at) => {
		const message = claims[at]?.message;
		if (message) phone.lane.change(message);
	});
	const last = await allNumbered(phones, claims);
	const cpuSeconds = cpuSecondsOf(asked.pid) - cpuBefore;
	checkNumbered(phones, claims);
	return { seconds: (last - begun) / 1000, cpuSeconds };
}

async function open({ port, people }: BurstAsked): Promise<Opened> {
	const town = await Town.found(port, people);
	const phones = await inCrowds(town.volunteers, 20, (volunteer) => Phone.open(town, volunteer));
	const opened = { town, phones };
	towns.set(port, opened);
	return opened;
}

interface Made {
	readonly id: EventId;
	readonly message: Buffer;
}

/** Her claim, as her phone writes it into her lane; prepared, for three hundred phones are three hundred processors. */
function made({ volunteer, lane }: Phone, town: Town, place: Place | undefined): Made {
	if (!place) throw new Error('there is nothing to claim');
	const doc = new Y.Doc();
	let message: Buffer = Buffer.alloc(0);
	doc.on('update', (update: Uint8Array) => {
		message = messageIn(lane.room, encode({ kind: 'change', update }));
	});
	const hand = { me: volunteer.person, now: Date.now, newId: freshId };
	const step = new Step(hand, new Lane(doc, volunteer.person), () => null);
	const id = claim(step, town.season, place.occurrence, place.need, volunteer.person);
	return { id, message };
}

/** Answers when the last phone heard the last number: one phone reads along, the others hear the same bytes. */
async function allNumbered(phones: readonly Phone[], claims: readonly Made[]): Promise<number> {
	const [reader] = phones;
	let readBytes = 0;
	await until(
		() => {
			for (const phone of phones) phone.check();
			readBytes += reader?.waitingBytes ?? 0;
			reader?.read();
			return claims.every(({ id }) => reader?.ledger.numberOf(id) != null);
		},
		() => 'not every claim was numbered',
		30_000
	);
	await until(
		() => phones.every((phone) => phone === reader || phone.waitingBytes >= readBytes),
		() => 'not everybody heard every number'
	);
	return Math.max(...phones.map(({ heardAt }) => heardAt));
}

/** Every phone knows every claim by the same number, and no number is missing. */
function checkNumbered(phones: readonly Phone[], claims: readonly Made[]): void {
	const numbersOn = ({ ledger }: Phone) => claims.map(({ id }) => ledger.numberOf(id)).join(' ');
	for (const phone of phones) phone.read();
	const [first] = phones.map(numbersOn);
	for (const phone of phones) {
		const numbers = phone.ledger.entries.map(({ number }) => number);
		if (numbers.some((number, at) => number !== at + 1)) throw new Error('a number is missing');
		if (numbersOn(phone) !== first) throw new Error('two phones know a claim by different numbers');
	}
	if (first === undefined || /(^| )( |$)/.test(first)) throw new Error('a claim has no number');
}
