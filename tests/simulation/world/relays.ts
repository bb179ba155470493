import type { Member } from '#domain/access/access.ts';
import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import type { DeviceId, PersonId, WorkspaceId } from '#domain/ids.ts';
import { LocalAir } from '#server/bus/local.ts';
import { DesksHere } from '#server/clerk/desks.ts';
import { ClerkOffice } from '#server/clerk/office.ts';
import { MemoryJournal } from '#server/journal/memory.ts';
import { defaultLimits } from '#server/limits.ts';
import { Hub } from '#server/relay/hub.ts';
import { integratorHere } from '#server/relay/integrator.ts';
import { closeCodes } from '#server/relay/visit.ts';
import { nobodyErased } from '#server/testing/nobody-erased.ts';
import { slowJournal } from './disk-of-relays.ts';
import { Hearing } from './hearing.ts';
import { Life, type Workers } from './life.ts';
import { clock } from './seeded.ts';
import type { FarEnd, SimSocket } from './wire.ts';

/** Logs are folded often, so that folding meets everything else. */
const limits = { ...defaultLimits, foldAfter: 4 };

/**
 * One relay, or two on the same journal: the real hub, lines and clerk, each of which can be killed at any
 * moment, with a disk that takes its time and a bus that loses, doubles and mixes up what it carries: news may
 * come late, after what was told later, twice or never. (What that means on a line says `SimSocket`.)
 */
export class Relays {
	readonly journal = new MemoryJournal();
	readonly members: ReadonlyMap<PersonId, Member>;
	/** The number of the last change of anybody's role, and of each one's. */
	#lastChange = 0;
	readonly #changes = new Map<PersonId, number>();
	readonly withdrawn = new Set<DeviceId>();
	/** What came over all lines. */
	readonly hearing = new Hearing();
	isDiskFull = false;
	readonly #workspace: WorkspaceId;
	readonly #air = new LocalAir((news) => this.#carry(news));
	readonly #count: number;
	readonly #lives: Life[];

	constructor(workspace: WorkspaceId, members: ReadonlyMap<PersonId, Member>, count: number) {
		this.#workspace = workspace;
		this.members = members;
		this.#count = count;
		this.#lives = Array.from({ length: count }, () => this.#start());
	}

	get count(): number {
		return this.#count;
	}

	/** As `kill -9`; it starts again after a while. */
	kill(which: number, awayMs: number): void {
		const life = this.#lives[which % this.#lives.length]!;
		if (!life.isAlive) return;
		life.kill();
		clock().after(awayMs, () => this.#restart(life));
	}

	/** Stops as it is asked to; it starts again after a while. */
	stop(which: number, awayMs: number): void {
		const life = this.#lives[which % this.#lives.length]!;
		if (!life.isAlive) return;
		void life.stop().then(() => clock().after(awayMs, () => this.#restart(life)));
	}

	/** Whether anybody answers a question over HTTP. */
	get isUp(): boolean {
		return this.#lives.some(({ isAlive }) => isAlive);
	}

	/** Somebody's role changed: each relay hangs up on who came in another one, soon after. */
	follow(person: PersonId): void {
		this.#changes.set(person, ++this.#lastChange);
		for (const which of this.#lives.keys())
			clock().after(clock().chance() * 500, () => {
				const number = this.#changes.get(person) ?? 0;
				this.#lives[which]?.dropWhere(
					(_, { member, asOf }) => member.person === person && asOf < number
				);
			});
	}

	/** A coordinator shuts a device out, and each relay hears of it; `onheard` is called after each. */
	withdraw(device: DeviceId, onheard: () => void): void {
		this.withdrawn.add(device);
		for (const life of this.#lives)
			clock().after(clock().delayMs(100), () => {
				life.shutOut(device);
				onheard();
			});
	}

	/** Whether a relay that knows that this device was withdrawn has not hung up on it. */
	holdOn(device: DeviceId): boolean {
		return this.#lives.some((life) => life.holdsOn(device));
	}

	/** Whether what this device says now may come to a relay that knows nothing of its withdrawal. */
	mayHear(device: DeviceId): boolean {
		return !this.withdrawn.has(device) || this.#lives.some((life) => life.mayHear(device));
	}

	/** Opens a socket of some device, on whichever relay it comes to. */
	answer(socket: SimSocket, device: DeviceId, person: PersonId): FarEnd | null {
		const life = clock().pick(this.#lives);
		const member = this.members.get(person);
		if (!life.isAlive) return null;
		if (!member || this.withdrawn.has(device)) {
			socket.hangUp(member ? closeCodes.withdrawn : closeCodes.noSession);
			return { receive: () => undefined, ended: () => undefined };
		}
		const visitor = { device, member, asOf: this.#lastChange };
		const document = documentIn(socket.url);
		const farEnd = life.answer(socket, visitor, document);
		return this.hearing.through({ socket, device, isLine: document === null }, farEnd);
	}

	#restart(before: Life): void {
		const at = this.#lives.indexOf(before);
		if (at >= 0) this.#lives[at] = this.#start();
	}

	#start(): Life {
		return new Life(this.#workspace, limits, (life) => this.#begin(life));
	}

	#begin(life: Life): Workers {
		const journal = slowJournal(this.journal, life, () => this.isDiskFull);
		const report = ({ kind, cause }: { readonly kind: string; readonly cause: unknown }) => {
			// Honest here: a device knows more of another member than a relay that is behind.
			if (kind === 'client-borrowed') return;
			if (life.isAlive && !this.isDiskFull && !isFull(cause))
				throw new Error(`a relay reports ${kind}`, { cause });
		};
		const hub = new Hub(
			{
				...{ journal, integrator: integratorHere, report },
				...nobodyErased,
				bus: this.#count > 1 ? this.#air.bus() : null,
				schedule: (callback) => clock().after(clock().chance(), () => life.run(callback))
			},
			limits
		);
		const office = new ClerkOffice({
			...nobodyErased,
			...{ journal, isShared: this.#count > 1, report },
			desks: new DesksHere(),
			write: (workspace, changes, expected) => hub.write(workspace, changes, expected),
			members: () => Promise.resolve([...this.members.values()]),
			member: (_, person) => Promise.resolve(this.members.get(person) ?? null)
		});
		hub.listen(office);
		return { hub, office };
	}

	/** News between relays: late, in any order, sometimes twice, sometimes never. */
	#carry(news: () => void): void {
		const fate = clock().chance();
		if (fate < 0.05) return;
		clock().after(clock().delayMs(20), news);
		if (fate > 0.95) clock().after(clock().delayMs(200), news);
	}
}

/** The document that an address names; null for a line. */
function documentIn(url: string): DocumentName | null {
	const [, , ...document] = new URL(url).pathname.slice(1).split('/');
	return document.length === 0 ? null : parseDocumentName(document.join('/'));
}

function isFull(cause: unknown): boolean {
	return cause instanceof Error && (cause.message.includes('full') || cause.name === 'NotKept');
}
