import type { Member } from '#domain/access/access.ts';
import { documentText } from '#domain/access/document-name.ts';
import {
	idsFrom,
	type DeviceId,
	type EventId,
	type PersonId,
	type WorkspaceId
} from '#domain/ids.ts';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { act, found, type Deed } from '../deeds.ts';
import {
	agree,
	nothingLost,
	placesAreRight,
	Stability,
	venuesHaveOneHolder
} from '../invariants.ts';
import { season } from '../props.ts';
import type { Clockwork } from './clockwork.ts';
import { observed } from './observer.ts';
import { Phone, clockOf, type Promised } from './phone.ts';
import { Relays } from './relays.ts';
import { begin } from './seeded.ts';

const workspace = 'workspace0000001' as WorkspaceId;
const coordinators = ['ann0000000000000', 'bob0000000000000'] as PersonId[];
const volunteers = ['cas0000000000000', 'dora000000000000', 'eva0000000000000'] as PersonId[];
const hourMs = 3_600_000;

/** What happened in a history, so that a run can say that it did something. */
export interface Tally {
	deeds: number;
	kills: number;
	covered: number;
	relayKills: number;
	wiped: number;
	withdrawn: number;
	fullDisks: number;
	looks: number;
	promises: number;
}

/**
 * Plays one history from its seed: a town with one to eight devices and one or two relays, in which
 * everything goes wrong that can. Afterwards everybody comes back, and what DESIGN.md section 4 promises
 * must hold, and whatever a screen said must have been true. Fails with what did not hold. The digest is the
 * same whenever the same seed is played.
 */
export async function play(seed: number): Promise<{ tally: Tally; digest: string }> {
	const town = new Town(begin(seed));
	await town.found();
	await town.live();
	await town.comeBack();
	await town.check();
	return { tally: town.tally, digest: town.digest() };
}

class Town {
	readonly tally: Tally = {
		...{ deeds: 0, kills: 0, covered: 0, relayKills: 0 },
		...{ wiped: 0, withdrawn: 0, fullDisks: 0, looks: 0, promises: 0 }
	};
	readonly #clock: Clockwork;
	readonly #members = new Map<PersonId, Member>();
	readonly #relays: Relays;
	readonly #newId: () => string;
	readonly #phones: Phone[] = [];
	/** Those that left, and what their screens had said. */
	readonly #gone: Phone[] = [];
	readonly #stability = new Stability();
	#looking: Promise<void> = Promise.resolve();

	constructor(clock: Clockwork) {
		this.#clock = clock;
		this.#newId = idsFrom(() => clock.whole(256));
		for (const person of coordinators)
			this.#members.set(person, { person, role: 'coordinator', organisations: [] });
		for (const person of volunteers)
			this.#members.set(person, { person, role: 'volunteer', organisations: [] });
		this.#relays = new Relays(workspace, this.#members, 1 + clock.whole(2));
		const owners = [coordinators[0]!, ...volunteers, coordinators[1]!, ...volunteers];
		for (const owner of owners.slice(0, 1 + clock.whole(8))) this.#join(owner);
	}

	/** The first coordinator plans something, and everybody gets it. */
	async found(): Promise<void> {
		for (const phone of this.#phones) phone.start();
		await this.#pass(500);
		found(this.#phones[0]!, this.#members.keys());
		await this.#until(() => this.#phones.every((phone) => phone.isShared), 'the town is founded');
	}

	/** A few minutes in which people do things, and things go wrong. */
	async live(): Promise<void> {
		for (let left = 20 + this.#clock.whole(40); left > 0; left--) {
			this.#happen();
			await this.#pass(this.#clock.delayMs(600));
			for (const phone of this.#phones) phone.listen();
		}
	}

	/** Everything that was broken is whole again, and everybody waits until all is shared. */
	async comeBack(): Promise<void> {
		this.#relays.isDiskFull = false;
		for (const phone of this.#phones) {
			phone.uncover();
			phone.start();
		}
		await this.#until(() => this.#phones.every((phone) => phone.isLoaded), 'all are on');
		for (const phone of this.#phones) this.#checkKept(phone);
		await this.#until(() => this.#isSettled(), 'all is shared and settled');
		for (const phone of this.#phones) phone.listen();
	}

	async check(): Promise<void> {
		this.#look();
		await this.#looking;
		const views = this.#phones;
		agree(views);
		const made = views.flatMap((phone) => phone.documents.lane.all()).map(({ id }) => id);
		for (const phone of views) {
			nothingLost(phone, new Set(made));
			placesAreRight(phone);
			venuesHaveOneHolder(phone);
		}
		for (const phone of [...views, ...this.#gone]) this.#checkShared(phone);
	}

	/** Of everything that every device holds. */
	digest(): string {
		const hash = createHash('sha256').update(JSON.stringify(this.tally));
		for (const { connection } of this.#phones)
			for (const { doc } of connection.documents) hash.update(Y.encodeStateAsUpdate(doc));
		return hash.digest('hex').slice(0, 16);
	}

	#join(person: PersonId): void {
		const skewMs = (this.#clock.chance() - 0.5) * 2 * hourMs;
		const phone = new Phone(this.#newId() as DeviceId, this.#members.get(person)!, skewMs, {
			...{ workspace, season },
			newId: this.#newId,
			answering: (by) => (socket) => this.#relays.answer(socket, by.id, by.member.person)
		});
		this.#phones.push(phone);
	}

	#happen(): void {
		const phone = this.#clock.pick(this.#phones);
		const what = this.#clock.chance();
		if (what < 0.6) return this.#do(phone);
		if (what < 0.68) return this.#kill(phone);
		if (what < 0.78) return this.#cover(phone);
		if (what < 0.88) return this.#hurtRelay();
		if (what < 0.92) return this.#fillDisk();
		if (what < 0.96) return this.#look();
		if (this.#phones.length > 1 && phone !== this.#phones[0]) this.#lose(phone);
	}

	/** What stands in the journal at this moment must follow from what stood there before. */
	#look(): void {
		this.#looking = this.#looking.then(async () => {
			const view = await observed(this.#relays.journal, workspace);
			this.#stability.note(view);
			this.tally.looks++;
		});
	}

	#do(phone: Phone): void {
		if (!phone.isOn || !phone.isLoaded) return;
		this.tally.deeds++;
		act(phone, this.#deed(), volunteers);
	}

	#deed(): Deed {
		const kind = this.#clock.pick([
			...(['claim', 'claim', 'claim', 'withdraw', 'assign', 'places'] as const),
			...(['cancel', 'restore', 'retime', 'rehouse', 'follow', 'plan'] as const)
		]);
		const pick = this.#clock.whole(40);
		return kind === 'places' ? { kind, pick, max: this.#clock.whole(4) } : { kind, pick };
	}

	#kill(phone: Phone): void {
		if (!phone.isOn) return phone.start();
		this.tally.kills++;
		phone.listen();
		phone.kill();
		this.#clock.after(this.#clock.delayMs(2_000), () => phone.start());
	}

	#cover(phone: Phone): void {
		if (phone.isCovered) return phone.uncover();
		this.tally.covered++;
		phone.cover();
		this.#clock.after(this.#clock.delayMs(8_000), () => phone.uncover());
	}

	#hurtRelay(): void {
		this.tally.relayKills++;
		const which = this.#clock.whole(this.#relays.count);
		const awayMs = this.#clock.delayMs(2_000);
		if (this.#clock.chance() < 0.7) this.#relays.kill(which, awayMs);
		else this.#relays.stop(which, awayMs);
	}

	#fillDisk(): void {
		this.tally.fullDisks++;
		this.#relays.isDiskFull = true;
		this.#clock.after(this.#clock.delayMs(3_000), () => {
			this.#relays.isDiskFull = false;
		});
	}

	/** A phone falls in the canal, is wiped or is withdrawn; its owner joins on another one. */
	#lose(phone: Phone): void {
		this.#phones.splice(this.#phones.indexOf(phone), 1);
		phone.listen();
		this.#gone.push(phone);
		if (this.#clock.chance() < 0.5) {
			this.tally.withdrawn++;
			this.#relays.withdraw(phone.id);
			this.#clock.after(5_000, () => phone.kill());
		} else {
			this.tally.wiped++;
			void phone.wipe();
		}
		this.#join(phone.member.person);
		this.#phones.at(-1)!.start();
	}

	/** Everybody has the same of every document, and the clerk has seen to every event. */
	#isSettled(): boolean {
		if (!this.#phones.every((phone) => phone.isShared)) return false;
		const settled = settledBy(this.#phones[0]!);
		const made = this.#phones.flatMap((phone) => phone.documents.lane.all());
		if (!made.every(({ id }) => settled.has(id))) return false;
		const documents = Map.groupBy(this.#phones.flatMap(vectors), ([text]) => text);
		return [...documents.values()].every((all) => new Set(all.map(([, has]) => has)).size === 1);
	}

	#checkKept(phone: Phone): void {
		const missing = phone.missing();
		assert.deepEqual(missing, [], 'a screen said that it was kept on the device, and it is not');
	}

	/** What any screen said is with the relay is in the journal, and on every device. */
	#checkShared(phone: Phone): void {
		for (const promised of phone.shared.values()) {
			this.tally.promises++;
			for (const other of this.#phones) {
				const open = other.connection.documents.find(
					({ name }) => documentText(name) === promised.document
				);
				if (open) assertKnown(open.doc, promised);
			}
		}
	}

	/** Lets time pass until `holds`, for a quarter of an hour at most. */
	async #until(holds: () => boolean, what: string): Promise<void> {
		for (let passed = 0; !holds(); passed += 500) {
			assert.ok(passed < 900_000, `not after a quarter of an hour: ${what}`);
			await this.#pass(500);
		}
	}

	async #pass(ms: number): Promise<void> {
		const until = this.#clock.nowMs + ms;
		while (this.#clock.step(until)) await turn();
		await turn();
	}
}

/** What the clerk took or refused, as this device knows it. */
function settledBy({ documents }: Phone): { has(event: EventId): boolean } {
	const { ledger } = documents.season(season);
	return { has: (event) => ledger.isSettled(event) || documents.venues.isSettled(event) };
}

/** How much this device has of each document, as text to compare. */
function vectors({ connection }: Phone): (readonly [document: string, has: string])[] {
	return connection.documents.map(({ name, doc }) => {
		const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
		return [documentText(name), JSON.stringify([...vector].sort(([a], [b]) => a - b))];
	});
}

function assertKnown(doc: Y.Doc, { document, client, clock }: Promised): void {
	const known = clockOf(doc, client);
	assert.ok(known >= clock, `${document}: the screen said that ${clock} were shared, ${known} are`);
}

async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
