import type { Role } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { Journal } from '../journal/journal.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { defaultLimits, type RelayLimits } from '../limits.ts';
import { Hub } from '../relay/hub.ts';
import type { HubEvent, HubPorts } from '../relay/hub-ports.ts';
import { integratorHere } from '../relay/integrator.ts';
import type { Visit } from '../relay/visit.ts';
import { nobodyErased } from './nobody-erased.ts';
import { FakeLine, visitorNamed } from './fake-device.ts';
import { workspaceId } from './running-relay.ts';
import { stored } from './stored.ts';

export const workspace = workspaceId('kern');
export const directory: DocumentName = { kind: 'directory' };

/** Writes down when it was asked to keep something; can be full, and can take its time. */
export class WatchedJournal extends MemoryJournal {
	isFull = false;
	readonly batches: number[] = [];
	onappend: () => void = () => undefined;

	override async append(...batch: Parameters<Journal['append']>): ReturnType<Journal['append']> {
		if (this.isFull) throw new Error('the disk is full');
		const stretches = await super.append(...batch);
		this.batches.push(batch[0].length);
		this.onappend();
		return stretches;
	}
}

/** A relay's rooms without a socket, disk or clock; a turn of the event loop ends when the test says so. */
export class Rooms {
	readonly journal = new WatchedJournal();
	readonly events: HubEvent[] = [];
	readonly #turn: (() => void)[] = [];
	hub: Hub;

	constructor(limits: Partial<RelayLimits> = {}) {
		this.hub = this.#open(limits);
	}

	/** The same journal, and everything else forgotten. */
	restart(limits: Partial<RelayLimits> = {}): void {
		this.hub = this.#open(limits);
	}

	/** Ends the turn, and waits until all that follows from it by itself has happened. */
	async endTurn(): Promise<void> {
		for (const callback of this.#turn.splice(0)) callback();
		await quiet();
	}

	/** A device whose document is open. */
	async device(name: string, role: Role = 'coordinator', document = directory): Promise<Device> {
		const device = new Device(this.hub, name, role, document);
		await quiet();
		return device;
	}

	/** What is on disk of a document, read afresh. */
	async words(document = directory): Promise<Record<string, unknown>> {
		return (await stored(this.journal, workspace, document)).getMap('m').toJSON();
	}

	#open(limits: Partial<RelayLimits>): Hub {
		const schedule = (callback: () => void): void => void this.#turn.push(callback);
		const report = (event: HubEvent): void => void this.events.push(event);
		return hubOn({ journal: this.journal, schedule, report }, limits);
	}
}

/** A hub that is alone and does everything on the spot. */
export function hubOn(
	ports: Pick<HubPorts, 'journal' | 'schedule' | 'report'>,
	limits: Partial<RelayLimits> = {}
): Hub {
	return new Hub(
		{ bus: null, integrator: integratorHere, ...nobodyErased, ...ports },
		{ ...defaultLimits, ...limits }
	);
}

/** Until every promise that waits for nothing from outside is settled. */
export async function quiet(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** One device with one document open. */
export class Device {
	readonly line = new FakeLine();
	readonly visit: Visit;
	readonly #hub: Hub;

	constructor(hub: Hub, name: string, role: Role, document: DocumentName) {
		const visit = hub.join(workspace, document, visitorNamed(name, role), this.line);
		if (!visit) throw new Error(`${name} may not come in`);
		this.#hub = hub;
		this.visit = visit;
	}

	say(...frames: Uint8Array[]): this {
		for (const frame of frames) this.#hub.receive(this.visit, frame);
		return this;
	}
}
