import type { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import type { Member } from '#domain/access/access.ts';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId } from '#domain/ids.ts';
import { IndexedDbStore } from '#sync/store/indexeddb-store.ts';
import type { StoredDocument } from '#sync/store/device-store.ts';
import type { Planning } from '#views/planning.ts';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { documentsOf, type Device, type DeviceTools, type Lying, type Promised } from './device.ts';
import { doOn } from './hand.ts';
import { planningOf } from './observer.ts';
import { Disk, Process } from './seeded.ts';
import { Signal } from './signal.ts';

/** One document of the old app: on its disk, and on a socket of its own. */
interface OldDocument extends Lying {
	readonly stored: StoredDocument;
	readonly provider: WebsocketProvider;
}

/** Frames that came with later versions. */
const unheardOf = Array.from({ length: 60 }, (_, at) => 64 + at);

function refuse(): never {
	throw new Error('an old app is told what it can not read');
}

interface Running {
	readonly process: Process;
	readonly documents: ReadonlyMap<string, OldDocument>;
	readonly workspace: WorkspaceDocuments;
	readonly planning: Planning;
	isLoaded: boolean;
}

/**
 * A device with a version of the app from before lines and receipts: y-websocket as it comes, through the
 * plain door, one socket for each document. It learns of no receipt and no refusal, and promises nothing.
 */
export class OldPhone implements Device {
	readonly id: DeviceId;
	readonly member: Member;
	readonly shared: ReadonlyMap<string, Promised> = new Map();
	readonly #tools: DeviceTools;
	#skewMs: number;
	readonly #disk = new Disk();
	readonly #signal: Signal;
	#running: Running | null = null;

	constructor(id: DeviceId, member: Member, skewMs: number, tools: DeviceTools) {
		this.id = id;
		this.member = member;
		this.#skewMs = skewMs;
		this.#tools = tools;
		this.#signal = new Signal(tools.answering(this));
	}

	get isOn(): boolean {
		return this.#running !== null;
	}

	get isCovered(): boolean {
		return this.#signal.isCovered;
	}

	get isLoaded(): boolean {
		return this.#running?.isLoaded ?? false;
	}

	/** All that it can tell: the relay answered each of its questions. */
	get isShared(): boolean {
		const all = [...(this.#running?.documents.values() ?? [])];
		return all.length > 0 && all.every(({ provider }) => provider.wsconnected && provider.synced);
	}

	get open(): readonly Lying[] {
		return [...(this.#running?.documents.values() ?? [])];
	}

	get documents(): WorkspaceDocuments {
		return this.#on.workspace;
	}

	get planning(): Planning {
		return this.#on.planning;
	}

	start(): void {
		if (this.#running) return;
		const process = new Process(this.#disk);
		process.skewMs = this.#skewMs;
		process.run(() => {
			const { workspace: id, season } = this.#tools;
			const opened = documentsOf(this.member, season).map((name) => this.#open(name, process));
			const documents = new Map(opened.map((one) => [documentText(one.name), one]));
			const workspace = new WorkspaceDocuments(
				id,
				this.member.person,
				(name) => documents.get(documentText(name))?.doc ?? new Y.Doc()
			);
			const planning = planningOf(workspace, season);
			const running = { process, documents, workspace, planning, isLoaded: false };
			this.#running = running;
			void this.#connect(running);
		});
	}

	kill(): void {
		const running = this.#running;
		this.#running = null;
		this.#signal.cut();
		running?.process.kill();
		// It would listen to the end of the simulation's own process.
		for (const { provider } of running?.documents.values() ?? []) provider.destroy();
	}

	wipe(): Promise<void> {
		this.kill();
		this.#disk.empty();
		return Promise.resolve();
	}

	/** Never back: y-websocket, which counts by this clock, would stay on a line that is dead for as long. */
	setClock(skewMs: number): void {
		this.#skewMs = Math.max(this.#skewMs, skewMs);
		if (this.#running) this.#running.process.skewMs = this.#skewMs;
	}

	cover(): void {
		this.#signal.cover();
	}

	uncover(): void {
		this.#signal.uncover();
	}

	do(command: (step: Step, documents: WorkspaceDocuments) => void): void {
		const running = this.#running;
		if (!running) return;
		const { season, newId } = this.#tools;
		const { person } = this.member;
		const doing = { documents: running.workspace, person, season, newId };
		running.process.run(() => doOn(doing, command));
	}

	/** Its screen says nothing of what is kept or shared. */
	listen(): void {
		return undefined;
	}

	missing(): Promised[] {
		return [];
	}

	hasRefused(): boolean {
		return false;
	}

	get #on(): Running {
		if (!this.#running) throw new Error('this device is off');
		return this.#running;
	}

	#open(name: DocumentName, process: Process): OldDocument {
		const doc = new Y.Doc();
		const { workspace } = this.#tools;
		const stored = new IndexedDbStore().open({ workspace, document: name }, doc);
		stored.write();
		const url = `ws://relay/sync/${workspace}`;
		const provider = new WebsocketProvider(url, documentText(name), doc, {
			...{ connect: false, disableBc: true },
			WebSocketPolyfill: this.#signal.socketFor(process)
		});
		for (const type of unheardOf) provider.messageHandlers[type] = refuse;
		return { name, doc, stored, provider };
	}

	async #connect(running: Running): Promise<void> {
		const all = [...running.documents.values()];
		await Promise.all(all.map(({ stored }) => stored.ready));
		if (!running.process.isAlive) return;
		running.isLoaded = true;
		for (const { provider } of all) provider.connect();
	}
}
