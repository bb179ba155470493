import type { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Clock } from '#sync/clock.ts';
import { lineLinks } from '#sync/link/line-link.ts';
import { onEachLine } from '#sync/session/each-line.ts';
import { IndexedDbStore } from '#sync/store/indexeddb-store.ts';
import { onlyTab } from '#sync/tabs.ts';
import { WorkspaceConnection } from '#sync/workspace-connection.ts';
import type { Planning } from '#views/planning.ts';
import {
	clockOf,
	documentsOf,
	type Device,
	type DeviceTools,
	type Lying,
	type Promised
} from './device.ts';
import { doOn } from './hand.ts';
import { planningOf } from './observer.ts';
import { clock, Disk, Process } from './seeded.ts';
import { Signal } from './signal.ts';

/** A workspace that is open in a running app, for a member in one role. */
interface Opened {
	readonly connection: WorkspaceConnection;
	readonly documents: WorkspaceDocuments;
	readonly planning: Planning;
}

/** A device with the real connection, store and links, on a disk of its own, with a clock that is wrong. */
export class Phone implements Device {
	readonly id: DeviceId;
	readonly #tools: DeviceTools;
	#skewMs: number;
	readonly #disk = new Disk();
	readonly #signal: Signal;
	/** What the screen said is kept on this device, and what it said is with the relay. */
	readonly #kept = new Map<string, Promised>();
	readonly shared = new Map<string, Promised>();
	#member: Member;
	/** The running app: all of it is gone when it is killed. */
	#process: Process | null = null;
	/** Null while it opens the workspace anew, in another role. */
	#opened: Opened | null = null;
	#stopAsking: () => void = () => undefined;

	constructor(id: DeviceId, member: Member, skewMs: number, tools: DeviceTools) {
		this.id = id;
		this.#member = member;
		this.#skewMs = skewMs;
		this.#tools = tools;
		this.#signal = new Signal(tools.answering(this));
	}

	/** Who its app takes her for: what the relay last told it. */
	get member(): Member {
		return this.#member;
	}

	get isOn(): boolean {
		return this.#opened !== null;
	}

	get isCovered(): boolean {
		return this.#signal.isCovered;
	}

	get documents(): WorkspaceDocuments {
		return this.#on.documents;
	}

	get planning(): Planning {
		return this.#on.planning;
	}

	get open(): readonly Lying[] {
		return this.#opened?.connection.documents ?? [];
	}

	start(): void {
		if (this.#process) return;
		const process = new Process(this.#disk);
		process.skewMs = this.#skewMs;
		this.#process = process;
		process.run(() => this.#begin(process));
		void this.#meetRelay(process);
	}

	kill(): void {
		this.#signal.cut();
		this.#stopAsking();
		this.#process?.kill();
		this.#process = null;
		this.#opened = null;
	}

	async wipe(): Promise<void> {
		const opened = this.#opened;
		await this.#process?.run(() => opened?.connection.wipe());
		this.kill();
		this.#disk.empty();
		this.#kept.clear();
	}

	setClock(skewMs: number): void {
		this.#skewMs = skewMs;
		if (this.#process) this.#process.skewMs = skewMs;
	}

	cover(): void {
		this.#signal.cover();
		if (clock().chance() < 0.5) this.#opened?.connection.networkGone();
	}

	uncover(): void {
		this.#signal.uncover();
		const opened = this.#opened;
		if (clock().chance() < 0.7) this.#process?.run(() => opened?.connection.networkBack());
	}

	do(command: (step: Step, documents: WorkspaceDocuments) => void): void {
		const opened = this.#opened;
		if (!opened) return;
		const { season, newId } = this.#tools;
		const { person } = this.#member;
		const doing = { documents: opened.documents, person, season, newId };
		this.#process?.run(() => doOn(doing, command));
	}

	listen(): void {
		for (const { doc, state, name } of this.#opened?.connection.documents ?? []) {
			const { saving, settled, unshared, loaded } = state.read();
			const promised = {
				document: documentText(name),
				client: doc.clientID,
				clock: clockOf(doc, doc.clientID)
			};
			const key = `${promised.document}/${doc.clientID}`;
			if (promised.clock === 0) continue;
			if (loaded?.kind === 'loaded' && saving.status === 'saved') this.#kept.set(key, promised);
			if (settled && unshared === 0 && !this.hasRefused(promised.document))
				this.shared.set(key, promised);
		}
	}

	missing(): Promised[] {
		const docs = new Map(this.open.map(({ name, doc }) => [documentText(name), doc]));
		return [...this.#kept.values()].filter(({ document, client, clock }) => {
			const doc = docs.get(document);
			return doc && clockOf(doc, client) < clock;
		});
	}

	hasRefused(document: string): boolean {
		const refusals = this.#opened?.connection.refusals.read() ?? [];
		return refusals.some((one) => documentText(one.document) === document);
	}

	get isLoaded(): boolean {
		return (
			this.#opened?.connection.documents.every(({ state }) => state.read().loaded !== null) ?? false
		);
	}

	get isShared(): boolean {
		return (
			this.#opened?.connection.documents.every(({ state }) => {
				const { settled, unshared } = state.read();
				return settled && unshared === 0;
			}) ?? false
		);
	}

	get #on(): Opened {
		if (!this.#opened) throw new Error('this device is off');
		return this.#opened;
	}

	/** Opens the workspace in the role that this device knows of. */
	#begin(process: Process): void {
		const connection = this.#connect(process);
		const { workspace, season } = this.#tools;
		const documents = new WorkspaceDocuments(
			workspace,
			this.#member.person,
			(name) => connection.open(name).doc
		);
		const planning = planningOf(documents, season);
		for (const name of documentsOf(this.#member, season)) connection.open(name);
		connection.connect();
		this.#opened = { connection, documents, planning };
		this.#stopAsking = onEachLine(connection.status, this.#clock, () => this.#meetRelay(process));
	}

	/**
	 * Asks what she may do now, and opens the workspace anew where that is something else. Answers whether anybody
	 * told her.
	 */
	#meetRelay(process: Process): Promise<boolean> {
		const { promise, resolve } = Promise.withResolvers<boolean>();
		const onItsWay = (act: () => void) =>
			clock().after(clock().delayMs(30), () => {
				if (!process.isAlive) return;
				if (this.isCovered) resolve(false);
				else act();
			});
		onItsWay(() => {
			const told = this.#tools.askRole(this.#member.person);
			if (!told) return resolve(false);
			onItsWay(() => {
				resolve(true);
				void process.run(() => this.#follow(process, told));
			});
		});
		return promise;
	}

	async #follow(process: Process, member: Member): Promise<void> {
		if (member.role === this.#member.role) return;
		this.#member = member;
		const before = this.#opened;
		if (!before) return;
		this.#opened = null;
		this.#stopAsking();
		await before.connection.close();
		if (process.isAlive) this.#begin(process);
	}

	get #clock(): Clock {
		return {
			now: () => Math.floor(clock().nowMs + this.#skewMs),
			after: (delayMs, action) => {
				const timer = setTimeout(action, delayMs);
				return () => clearTimeout(timer);
			},
			chance: () => clock().chance()
		};
	}

	#connect(process: Process): WorkspaceConnection {
		const Socket = this.#signal.socketFor(process);
		const now = this.#clock;
		return new WorkspaceConnection({
			workspace: this.#tools.workspace,
			member: this.#member,
			store: new IndexedDbStore(),
			tabs: () => onlyTab(),
			links: lineLinks({ url: 'ws://relay/sync', Socket, clock: now, isVisible: () => true }),
			clock: now
		});
	}
}
