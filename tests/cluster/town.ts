import { planActivity } from '#document/commands/activities.ts';
import { addNeighbourhood, addPerson, addVenue } from '#document/commands/directory.ts';
import type { Member, Role } from '#domain/access/access.ts';
import { idsFrom, type NewId, type PersonId, type WorkspaceId } from '#domain/ids.ts';
import { chanceFrom } from '#server/testing/chance.ts';
import { Browser, personId, workspaceId } from '#server/testing/running-relay.ts';
import { activity, addSeasonAs, bytesFrom, season, venueNamed } from '#tests/simulation/props.ts';
import type { InviteAnswer } from '#wire/api.ts';
import { Device, type Place } from './device.ts';
import { planningOf } from './copy.ts';
import { pause, until } from './until.ts';

const names: readonly (readonly [string, Role])[] = [
	...['ann', 'bob', 'cas', 'dora'].map((name) => [name, 'coordinator'] as const),
	...['eva', 'fons', 'gust', 'hilde', 'ivo', 'jana', 'karel', 'lies'].map(
		(name) => [name, 'volunteer'] as const
	)
];

/** How long a device sits between two things that it does, on average. */
const pauseMs = 120;

/** A dozen people, each with a device, who all write the same documents and claim the same shifts. */
export class Town {
	readonly workspace: WorkspaceId = workspaceId('clustertown');
	readonly devices: Device[] = [];
	/** Devices that were lost, with what they had been told is safe. */
	readonly lost: Device[] = [];
	readonly #port: number;
	readonly #newId: NewId;
	readonly #chance: () => number;
	readonly #browsers = new Map<PersonId, Browser>();
	#places: readonly Place[] = [];
	#isAtWork = false;

	/** `port`: where relays are found. */
	constructor(port: number, seed: number) {
		this.#port = port;
		this.#newId = idsFrom(bytesFrom(seed));
		this.#chance = chanceFrom(seed);
	}

	/** Plans a season with shifts to claim, and lets everybody in. */
	async found(): Promise<void> {
		const [first, ...others] = names.map(([name, role]) => memberNamed(name, role));
		if (!first) return;
		const browser = this.#browser(first.person);
		await browser.found(this.workspace, first.person);
		const device = this.#add(first);
		await until('the founder is there', () => device.isInStep);
		this.#plan(device);
		await until('the season is kept', () => device.isInStep);
		for (const member of others) await this.#invite(browser, member);
		await until('everybody has the season', () => this.devices.every((one) => one.isInStep));
		const dates = [...planningOf(device.documents).calendar.all()];
		this.#places = dates.flatMap(({ id, needs }) =>
			needs.map((need) => ({ occurrence: id, need: need.id }))
		);
	}

	/** From here on everybody does something now and then, online or not. */
	beginWork(): void {
		this.#isAtWork = true;
		for (const at of this.devices.keys()) this.#work(at);
	}

	endWork(): void {
		this.#isAtWork = false;
	}

	/** Everybody puts her phone away for a while; answers when all have. */
	async rest(): Promise<void> {
		this.endWork();
		await pause(pauseMs * 2);
	}

	/** A phone falls in the canal; its owner goes on with another one. */
	async lose(at: number): Promise<void> {
		const device = this.devices[at];
		if (!device) return;
		this.lost.push(device);
		this.devices[at] = this.#device(device.member);
		await device.lose();
	}

	async leave(): Promise<void> {
		this.endWork();
		await Promise.all(this.devices.map((device) => device.lose()));
	}

	#work(at: number): void {
		if (!this.#isAtWork) return;
		const device = this.devices[at];
		if (device) this.#doSomething(device);
		setTimeout(() => this.#work(at), pauseMs * 2 * this.#chance());
	}

	#doSomething(device: Device): void {
		const isCoordinator = device.member.role === 'coordinator';
		if (isCoordinator && this.#chance() < 0.7) return device.addNeighbourhood(this.#newId());
		const place = this.#places[Math.floor(this.#chance() * this.#places.length)];
		const other = this.devices[Math.floor(this.#chance() * this.devices.length)];
		if (place) device.claim(place, isCoordinator ? other?.member.person : undefined);
	}

	#plan(device: Device): void {
		device.do((step, documents) => {
			addNeighbourhood(step, documents, { name: 'Leiehoek', hue: 0 });
			addSeasonAs(step, documents);
			for (const [name] of names) {
				const plain = { qualifications: [], organisation: null, staff: false };
				addPerson(step, documents, { name, ...plain }, personId(name));
			}
			const venue = addVenue(step, documents, venueNamed('De Refter'));
			for (let at = 0; at < 6; at++) planActivity(step, documents, season, activity(venue, at));
		});
	}

	async #invite(by: Browser, member: Member): Promise<void> {
		const { person, role } = member;
		const path = `/api/workspaces/${this.workspace}/invitations`;
		const { invitation, secret } = await by.ask<InviteAnswer>('POST', path, { person, role });
		const join = { invitation, secret, device: { label: 'phone' } };
		await this.#browser(person).ask('POST', '/api/join', join);
		this.#add(member);
	}

	#add(member: Member): Device {
		const device = this.#device(member);
		this.devices.push(device);
		return device;
	}

	#device(member: Member): Device {
		const syncUrl = `ws://127.0.0.1:${this.#port}/sync`;
		const { workspace } = this;
		const browser = this.#browser(member.person);
		return new Device({ workspace, member, browser, syncUrl, newId: this.#newId });
	}

	#browser(person: PersonId): Browser {
		const browser = this.#browsers.get(person) ?? new Browser(this.#port);
		this.#browsers.set(person, browser);
		return browser;
	}
}

function memberNamed(name: string, role: Role): Member {
	return { person: personId(name), role, organisations: [] };
}
