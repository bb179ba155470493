import type { Member, Role } from '#domain/access/access.ts';
import type { LaneEvent } from '#domain/claims/event.ts';
import type { DeviceId, EventId, PersonId } from '#domain/ids.ts';
import assert from 'node:assert/strict';
import { season } from '../props.ts';
import type { Device } from './device.ts';
import { isNotWith, madeBy, type Written } from './made.ts';
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
		const made = madeBy(device, act);
		if (!isLate) return false;
		// To her own lane she may always write.
		const structs = made.structs.filter(({ name }) => name.kind !== 'lane');
		const events = made.events.filter(isForCoordinators).map(({ id }) => id);
		const late = { person, device: device.id, structs, events };
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

function isForCoordinators(event: LaneEvent): boolean {
	return event.kind === 'booking' || (event.kind === 'claim' && event.person !== event.by);
}
