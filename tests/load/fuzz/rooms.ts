import type { WorkspaceId } from '#domain/ids.ts';
import { MemoryJournal } from '#server/journal/memory.ts';
import { defaultLimits } from '#server/limits.ts';
import type { Hub } from '#server/relay/hub.ts';
import type { HubEvent } from '#server/relay/hub-ports.ts';
import type { Integrator } from '#server/relay/integrator.ts';
import { readShape } from '#server/relay/update-shape.ts';
import { hubOn } from '#server/testing/rooms.ts';
import type { Pair } from './pair.ts';

/** As long as a client id stays its member's, and a little more. */
const longMs = (defaultLimits.clientHours + 1) * 3_600_000;
/** All else is what a hub reports when a disk fails, and here none does. */
const harmless: readonly HubEvent['kind'][] = ['client-borrowed', 'not-folded'];

/** The real rooms of a relay, without sockets, disk or clock: one evening follows the other in them. */
export class Rooms {
	readonly hub: Hub;
	/** What went wrong, in words. */
	readonly harm: string[] = [];
	readonly #journal = new MemoryJournal();
	readonly #turn: (() => void)[] = [];
	/** What the thread is asked and has not answered holds on to whole documents. */
	readonly #underWay = new Set<Promise<unknown>>();
	#nowMs = 0;

	constructor(integrator: Integrator) {
		const ports = {
			...{ integrator: this.#watched(integrator), journal: this.#journal },
			schedule: (callback: () => void) => void this.#turn.push(callback),
			report: (event: HubEvent) => this.#note(event)
		};
		this.hub = hubOn(ports);
	}

	/** Ends the turn of the event loop, and waits until what follows from it has happened. */
	async endTurn(): Promise<void> {
		for (const callback of this.#turn.splice(0)) callback();
		await new Promise((resolve) => setImmediate(resolve));
	}

	/** A while passes, in which logs are folded. */
	async pass(aWhileMs = 1_000): Promise<void> {
		this.#nowMs += aWhileMs;
		await this.hub.tick(this.#nowMs);
	}

	/** Everything that a pair said must be on disk, to the last change. */
	async checkKept(pair: Pair, workspace: WorkspaceId): Promise<void> {
		await this.endTurn();
		await this.hub.settle();
		for (const { document, client, made } of pair.written) {
			const kept = await this.#reach(`${workspace}/${document}`, client);
			if (kept !== made) this.harm.push(`${pair.name}: of ${made} changes ${kept} are kept`);
		}
	}

	/** Everybody has left, and the disk is emptied: what the hub still holds now, it holds for ever. */
	async forget(): Promise<void> {
		await this.endTurn();
		await Promise.allSettled(this.#underWay);
		await this.endTurn();
		await this.#journal.erase(await this.#journal.documents(''));
		await this.pass(longMs);
		const { documents, sockets } = this.hub.counts;
		if (documents + sockets > 0)
			this.harm.push(`${documents} documents and ${sockets} sockets are left behind`);
	}

	/** How far the journal holds what a client wrote, without a gap. */
	async #reach(document: string, client: number): Promise<number> {
		const { snapshot, tail } = await this.#journal.load(document);
		return [snapshot ?? new Uint8Array([0, 0]), ...tail]
			.flatMap((update) => readShape(update)?.brings ?? [])
			.filter((range) => range.client === client)
			.reduce((reach, { from, until }) => (from <= reach ? Math.max(reach, until) : reach), 0);
	}

	#watched(integrator: Integrator): Integrator {
		return {
			integrate: (updates) => this.#underWatch(integrator.integrate(updates)),
			missing: (update, have) => this.#underWatch(integrator.missing(update, have)),
			shape: (update) => this.#underWatch(integrator.shape(update)),
			close: () => integrator.close()
		};
	}

	#underWatch<T>(answer: Promise<T>): Promise<T> {
		const settled: Promise<unknown> = answer.then(
			() => this.#underWay.delete(settled),
			() => this.#underWay.delete(settled)
		);
		this.#underWay.add(settled);
		return answer;
	}

	#note(event: HubEvent): void {
		if (!harmless.includes(event.kind)) this.harm.push(`${event.kind}: ${String(event.cause)}`);
	}
}
