import {
	cancelOccurrence,
	changeFollowing,
	changeNeeds,
	changeOccurrence,
	planActivity,
	restoreOccurrence
} from '#document/commands/activities.ts';
import { claim, withdraw } from '#document/commands/claims.ts';
import { addNeighbourhood, addPerson, addVenue } from '#document/commands/directory.ts';
import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import { placeKey } from '#domain/claims/resolve.ts';
import {
	type DeviceId,
	type NewId,
	type PersonId,
	type WorkspaceId,
	idsFrom
} from '#domain/ids.ts';
import type { Occurrence } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';
import { MemoryJournal } from '#server/journal/memory.ts';
import {
	activity,
	addSeasonAs,
	bytesFrom,
	needsWith,
	season,
	venueFor,
	venueNamed
} from './props.ts';
import { SimDevice } from './sim-device.ts';
import { SimRelay } from './sim-relay.ts';

/** One thing that happens; numbers choose among what there is at that moment. */
export type Happening =
	| {
			readonly kind: 'claim' | 'withdraw' | 'assign';
			readonly device: number;
			readonly pick: number;
	  }
	| {
			readonly kind: 'cancel' | 'restore' | 'retime' | 'follow' | 'rehouse';
			readonly device: number;
			readonly pick: number;
	  }
	| {
			readonly kind: 'places';
			readonly device: number;
			readonly pick: number;
			readonly max: number;
	  }
	| { readonly kind: 'plan'; readonly device: number; readonly pick: number }
	| { readonly kind: 'connect' | 'disconnect' | 'deliver' | 'lose'; readonly device: number }
	| { readonly kind: 'turn' | 'crash' };

const workspace = 'workspace0000001' as WorkspaceId;

const coordinators = ['ann0000000000000', 'bob0000000000000'] as PersonId[];
const volunteers = ['cas0000000000000', 'dora000000000000', 'eva0000000000000'] as PersonId[];

/** Minutes by which each device's clock is wrong; the last one is wrong by a year. */
const skews = [0, -60, 60, -30, 45, 525_600];

/** A small town: two coordinators, three volunteers of whom one has two devices, a relay, and chance from a seed. */
export class Town {
	readonly relay: SimRelay;
	readonly members = new Map<PersonId, Member>();
	devices: SimDevice[] = [];
	readonly #newId: NewId;
	#now = Date.UTC(2027, 2, 1);

	private constructor(seed: number) {
		this.#newId = idsFrom(bytesFrom(seed));
		for (const person of coordinators)
			this.members.set(person, { person, role: 'coordinator', organisations: [] });
		for (const person of volunteers)
			this.members.set(person, { person, role: 'volunteer', organisations: [] });
		this.relay = new SimRelay(workspace, new MemoryJournal(), this.members);
		this.devices = [...coordinators, ...volunteers, volunteers[0]!].map((person, at) =>
			this.#device(person, at)
		);
	}

	/** A town in which something is planned already, and known to everybody. */
	static async founded(seed: number): Promise<Town> {
		const town = new Town(seed);
		town.#found();
		await town.settle();
		return town;
	}

	/** Lets everybody come back and waits until nothing moves any more. */
	async settle(): Promise<void> {
		for (const device of this.devices) device.connect(this.relay);
		for (let quiet = 0; quiet < 3;) quiet = (await this.#round()) ? 0 : quiet + 1;
	}

	async happen(what: Happening): Promise<void> {
		this.#now += 60_000;
		switch (what.kind) {
			case 'turn':
				await this.relay.turn();
				return;
			case 'crash':
				this.relay.crash();
				for (const device of this.devices) device.drop();
				return;
			case 'connect':
				return this.#of(what).connect(this.relay);
			case 'disconnect':
				return this.#of(what).disconnect();
			case 'deliver':
				return void this.#of(what).deliver();
			case 'lose':
				return this.#lose(what.device % this.devices.length);
			default:
				return this.#act(what, this.#of(what));
		}
	}

	/** What the relay has on disk, read by a device that has just come. */
	async fresh(): Promise<SimDevice> {
		const device = this.#device(coordinators[0]!, 0);
		device.connect(this.relay);
		for (let quiet = 0; quiet < 3;) quiet = (await this.#round(device)) ? 0 : quiet + 1;
		device.disconnect();
		return device;
	}

	async #round(extra?: SimDevice): Promise<boolean> {
		let any = await this.relay.turn();
		for (const device of extra ? [extra] : this.devices) any = device.deliver() || any;
		return any;
	}

	#of({ device }: { readonly device: number }): SimDevice {
		return this.devices[device % this.devices.length]!;
	}

	/** A phone falls in the canal; its owner joins again on another one. */
	#lose(at: number): void {
		const lost = this.devices[at]!;
		lost.disconnect();
		this.devices[at] = this.#device(lost.member.person, at);
	}

	#device(person: PersonId, at: number): SimDevice {
		const now = () => this.#now + (skews[at] ?? 0) * 60_000;
		const device = new SimDevice(
			this.#newId() as DeviceId,
			workspace,
			this.members.get(person)!,
			season,
			{ newId: this.#newId, now }
		);
		for (const name of documentsOf(person)) device.open(name);
		return device;
	}

	#found(): void {
		const [first] = this.devices;
		first!.do((step, documents) => {
			addNeighbourhood(step, documents, { name: 'Leiehoek', hue: 0 });
			addSeasonAs(step, documents);
			for (const person of this.members.keys()) {
				addPerson(
					step,
					documents,
					{ name: person.slice(0, 3), qualifications: [], organisation: null, staff: false },
					person
				);
			}
			const venues = ['De Refter', 'Zaal Leiezicht'].map((name) =>
				addVenue(step, documents, venueNamed(name))
			);
			for (const [at, venue] of venues.entries())
				planActivity(step, documents, season, activity(venue, at));
		});
	}

	#act(what: Extract<Happening, { pick: number }>, device: SimDevice): void {
		const dates = [...device.planning.calendar.all()].sort((a, b) => (a.id < b.id ? -1 : 1));
		const date = dates[what.pick % Math.max(1, dates.length)];
		if (!date) return;
		if (what.kind === 'claim') return this.#claim(device, date, device.member.person);
		if (what.kind === 'withdraw') return this.#withdraw(device, what.pick);
		if (device.member.role !== 'coordinator') return;
		device.do((step, documents) => {
			switch (what.kind) {
				case 'assign':
					return this.#claim(device, date, volunteers[what.pick % volunteers.length]!);
				case 'cancel':
					return cancelOccurrence(step, documents, season, date.id);
				case 'restore':
					return restoreOccurrence(step, documents, season, date.id);
				case 'retime':
					return changeOccurrence(step, documents, season, date.id, {
						from: 780 + (what.pick % 5) * 30,
						until: 960
					});
				case 'rehouse':
					return changeOccurrence(step, documents, season, date.id, {
						venue: venueFor(device, what.pick)
					});
				case 'follow':
					return changeFollowing(step, documents, season, date.id, {
						from: 810 + (what.pick % 3) * 30
					});
				case 'places':
					return changeNeeds(step, documents, season, date.series, needsWith(date, what.max));
				case 'plan':
					planActivity(step, documents, season, activity(venueFor(device, what.pick), what.pick));
			}
		});
	}

	#claim(device: SimDevice, date: Occurrence, person: PersonId): void {
		const need = date.needs[0]?.id;
		if (need) device.do((step) => void claim(step, season, date.id, need, person));
	}

	#withdraw(device: SimDevice, pick: number): void {
		const shifts = device.planning.shiftsOf(
			device.member.person,
			'2027-01-01' as Day,
			'2027-12-31' as Day
		);
		const shift = shifts[pick % Math.max(1, shifts.length)];
		if (shift) device.do((step) => withdraw(step, season, shift.claims, 'iets anders'));
	}
}

function documentsOf(person: PersonId): DocumentName[] {
	return [
		{ kind: 'directory' },
		{ kind: 'season', season },
		{ kind: 'ledger', season },
		{ kind: 'venues' },
		{ kind: 'lane', person }
	];
}

/** Where every claim stands and who holds which venue, as plain text that two devices can compare. */
export function answers(device: SimDevice): string {
	const rows: string[] = [];
	for (const date of device.planning.calendar.all()) {
		for (const need of date.needs) {
			const { claims, over } = device.planning.roster.staffing(placeKey(date.id, need.id));
			for (const { claim, number, standing } of claims)
				rows.push(JSON.stringify([claim.id, number, standing]));
			rows.push(JSON.stringify([date.id, need.id, over]));
		}
		rows.push(JSON.stringify([date.id, device.planning.venues.booked(date)]));
	}
	for (const { claim, standing } of device.planning.roster.orphans())
		rows.push(JSON.stringify([claim.id, standing]));
	return rows.sort().join('\n');
}
