import type { Role } from '#domain/access/access.ts';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { Entry } from '../journal/journal.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { defaultLimits, type RelayLimits } from '../limits.ts';
import { Hub, type HubEvent } from '../relay/hub.ts';
import type { Visit } from '../relay/visit.ts';
import { FakeLine, visitorNamed } from './fake-device.ts';
import { workspaceId } from './running-relay.ts';

export const workspace = workspaceId('kern');
export const directory: DocumentName = { kind: 'directory' };

/** Writes down when it was asked to keep something; can be full. */
export class WatchedJournal extends MemoryJournal {
	isFull = false;
	readonly batches: number[] = [];
	onappend: () => void = () => undefined;

	override append(batch: readonly Entry[]): void {
		if (this.isFull) throw new Error('the disk is full');
		super.append(batch);
		this.batches.push(batch.length);
		this.onappend();
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

	endTurn(): void {
		for (const callback of this.#turn.splice(0)) callback();
	}

	device(name: string, role: Role = 'coordinator', document = directory): Device {
		return new Device(this.hub, name, role, document);
	}

	#open(limits: Partial<RelayLimits>): Hub {
		const { journal } = this;
		const schedule = (callback: () => void): void => void this.#turn.push(callback);
		const report = (event: HubEvent): void => void this.events.push(event);
		return new Hub({ journal, schedule, report }, { ...defaultLimits, ...limits });
	}
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
