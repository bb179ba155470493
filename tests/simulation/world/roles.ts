import type { Member, Role } from '#domain/access/access.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import type { DeviceId, EventId, PersonId } from '#domain/ids.ts';
import assert from 'node:assert/strict';
import { season } from '../props.ts';
import { clockOf, type Device } from './device.ts';
import { clock } from './seeded.ts';

/** Every relay has hung up on a member this long after her role changed, and what was on its way has come. */
const graceMs = 2_000;

/** What a device made for a member in a role that she had no more. */
interface Late {
	readonly person: PersonId;
	readonly device: DeviceId;
	readonly structs: readonly Written[];
	/** For a coordinator to make, in her own lane. */
	readonly events: readonly EventId[];
}

interface Written {
	readonly document: string;
	readonly client: number;
	readonly from: number;
	readonly until: number;
}

/** Who is what now, as the accounts have it; and what was made by somebody who was it no more. */
export class Roles {
	readonly members = new Map<PersonId, Member>();
	readonly #changedAtMs = new Map<PersonId, number>();
	#late: readonly Late[] = [];

	constructor(people: Readonly<Partial<Record<Role, readonly PersonId[]>>>) {
		for (const [role, persons] of Object.entries(people) as [Role, readonly PersonId[]][])
			for (const person of persons) this.members.set(person, { person, role, organisations: [] });
	}

	of(person: PersonId): Member {
		const member = this.members.get(person);
		if (!member) throw new Error(`nobody is ${person}`);
		return member;
	}

	/** A volunteer coordinates from now on, or a coordinator does so no more. */
	change(person: PersonId): void {
		const role = this.of(person).role === 'coordinator' ? 'volunteer' : 'coordinator';
		this.members.set(person, { ...this.of(person), role });
		this.#changedAtMs.set(person, clock().nowMs);
		// What was refused meanwhile lies on her device, and comes through now.
		if (role === 'coordinator') this.#late = this.#late.filter((late) => late.person !== person);
	}

	/** Does something on a device; answers whether it was done for a role that had ended. */
	during(device: Device, act: () => void): boolean {
		const { person, role } = device.member;
		const sinceMs = clock().nowMs - (this.#changedAtMs.get(person) ?? clock().nowMs);
		const isLate = role === 'coordinator' && this.of(person).role !== role && sinceMs > graceMs;
		const [clocks, events] = [clocksOf(device), eventsOf(device)];
		act();
		if (!isLate) return false;
		const structs = clocksOf(device).flatMap(({ document, client, until }, at) => {
			const from = clocks[at]?.until ?? 0;
			return until > from ? [{ document, client, from, until }] : [];
		});
		const made = eventsOf(device).filter(
			(event) => isForCoordinators(event) && !events.some(({ id }) => id === event.id)
		);
		const late = { person, device: device.id, structs, events: made.map(({ id }) => id) };
		if (late.structs.length === 0 && late.events.length === 0) return false;
		this.#late = [...this.#late, late];
		return true;
	}

	/** Nothing of what was made for a role that had ended is with anybody else, and nothing of it counts. */
	check(devices: readonly Device[]): void {
		for (const late of this.#late) {
			for (const other of devices.filter(({ id }) => id !== late.device))
				for (const written of late.structs) isNotWith(other, written);
			const { documents } = devices[0]!;
			const { ledger } = documents.season(season);
			for (const event of late.events)
				assert.equal(ledger.event(event) ?? documents.venues.event(event), null, 'it has a number');
		}
	}
}

function isNotWith({ open }: Device, { document, client, from }: Written): void {
	const doc = open.find(({ name }) => documentText(name) === document)?.doc;
	if (doc) assert.ok(clockOf(doc, client) <= from, `${document}: somebody else has a late change`);
}

/** How much this device wrote itself, of each document that needs leave. */
function clocksOf({ open }: Device): { document: string; client: number; until: number }[] {
	return open
		.filter(({ name }) => name.kind !== 'lane')
		.map(({ name, doc }) => {
			const client = doc.clientID;
			return { document: documentText(name), client, until: clockOf(doc, client) };
		});
}

function eventsOf({ documents }: Device): LaneEvent[] {
	return documents.lane.all();
}

function isForCoordinators(event: LaneEvent): boolean {
	return event.kind === 'booking' || (event.kind === 'claim' && event.person !== event.by);
}
