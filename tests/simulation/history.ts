import type { Member } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import {
	type DeviceId,
	type NewId,
	type PersonId,
	type WorkspaceId,
	idsFrom
} from '#domain/ids.ts';
import { MemoryJournal } from '#server/journal/memory.ts';
import { act, found, type Deed } from './deeds.ts';
import { bytesFrom, season } from './props.ts';
import { SimDevice } from './sim-device.ts';
import { SimRelay } from './sim-relay.ts';

/** One thing that happens; numbers choose among what there is at that moment. */
export type Happening =
	| (Deed & { readonly device: number })
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
		found(town.devices[0]!, town.members.keys());
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
				return act(this.#of(what), what, volunteers);
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
