import { idsFrom, type DeviceId, type PersonId, type WorkspaceId } from '#domain/ids.ts';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { act, found, putAllOn } from '../deeds.ts';
import { season } from '../props.ts';
import { anyDeed } from './any-deed.ts';
import type { Clockwork } from './clockwork.ts';
import type { Device, DeviceTools } from './device.ts';
import { isSettled, keptIsThere, nothingSilent } from './holding.ts';
import { OldPhone } from './old-phone.ts';
import { Phone } from './phone.ts';
import { Relays } from './relays.ts';
import { Roles } from './roles.ts';
import { begin, turn } from './seeded.ts';
import { anySkewMs } from './skew.ts';
import { nothingYet, type Tally } from './tally.ts';
import { Withdrawals } from './withdrawals.ts';
import { Witness } from './witness.ts';

const workspace = 'workspace0000001' as WorkspaceId;
const coordinators = ['ann0000000000000', 'bob0000000000000'] as PersonId[];
const volunteers = ['cas0000000000000', 'dora000000000000', 'eva0000000000000'] as PersonId[];
/** Whose role changes now and then; an old app, which is told nothing, is never on their devices. */
const changing: readonly PersonId[] = [coordinators[1]!, volunteers[2]!];

/**
 * Plays one history from its seed: a town with one to eight devices and one or two relays, in which
 * everything goes wrong that can. Afterwards everybody comes back, and what DESIGN.md section 4 promises
 * must hold, whatever a screen said must have been true, and nothing may have come from a device after its
 * withdrawal was known. Fails with what did not hold. The digest is the
 * same whenever the same seed is played.
 */
export async function play(seed: number): Promise<{ tally: Tally; digest: string }> {
	const town = new Town(begin(seed));
	try {
		await town.found();
		await town.live();
		await town.comeBack();
		await town.putOn();
		await town.check();
		return { tally: town.tally, digest: town.digest() };
	} finally {
		await town.end();
	}
}

class Town {
	readonly tally = nothingYet();
	readonly #clock: Clockwork;
	readonly #roles = new Roles({ coordinator: coordinators, volunteer: volunteers });
	readonly #relays: Relays;
	readonly #newId: () => string;
	readonly #phones: Device[] = [];
	/** Those that left, and what their screens had said. */
	readonly #gone: Device[] = [];
	readonly #withdrawals: Withdrawals;
	readonly #witness: Witness;

	constructor(clock: Clockwork) {
		this.#clock = clock;
		this.#newId = idsFrom(() => clock.whole(256));
		this.#relays = new Relays(workspace, this.#roles.members, 1 + clock.whole(2));
		this.#withdrawals = new Withdrawals(this.#relays);
		this.#witness = new Witness(this.#relays.journal, workspace, this.tally);
		const owners = [coordinators[0]!, ...volunteers, coordinators[1]!, ...volunteers];
		for (const owner of owners.slice(0, 1 + clock.whole(8))) this.#join(owner);
	}

	/** The first coordinator plans something, and everybody gets it. */
	async found(): Promise<void> {
		for (const phone of this.#phones) phone.start();
		await this.#pass(500);
		found(this.#phones[0]!, this.#roles.members.keys());
		await this.#until(() => this.#phones.every((phone) => phone.isShared), 'the town is founded');
	}

	/** A few minutes in which people do things, and things go wrong. */
	async live(): Promise<void> {
		for (let left = 20 + this.#clock.whole(40); left > 0; left--) {
			this.#happen();
			await this.#pass(this.#clock.delayMs(600));
			for (const phone of this.#phones) this.#witness.hear(phone);
		}
	}

	/** Everything that was broken is whole again, and everybody waits until all is shared. */
	async comeBack(): Promise<void> {
		this.#relays.isDiskFull = false;
		for (const phone of this.#phones) {
			phone.uncover();
			phone.start();
		}
		await this.#until(() => this.#phones.every((phone) => phone.isLoaded), 'all are on');
		for (const phone of this.#phones) keptIsThere(phone);
		await this.#until(
			() => this.#phones.every((phone) => this.#knowsRole(phone)),
			'all know their role'
		);
		await this.#settle();
		for (const phone of this.#phones) this.#witness.hear(phone);
	}

	/** What was called off is put on again: whoever had a place has it. */
	async putOn(): Promise<void> {
		this.#witness.look();
		// Who was out of reach when her role ended may just now call something off.
		for (let [off, rounds] = [-1, 0]; off !== 0 && rounds < 5; rounds++) {
			off = putAllOn(this.#phones[0]!);
			this.tally.putOn += off;
			if (off > 0) await this.#settle();
		}
	}

	async check(): Promise<void> {
		Object.assign(this.tally, this.#relays.hearing.figures);
		await this.#witness.check(this.#phones, this.#gone);
		this.#roles.check(this.#phones);
		await this.#withdrawals.check(this.#phones, this.#relays.journal, workspace);
	}

	/** Of everything that every device holds. */
	digest(): string {
		const hash = createHash('sha256').update(JSON.stringify(this.tally));
		for (const { open } of this.#phones)
			for (const { doc } of open) hash.update(Y.encodeStateAsUpdate(doc));
		return hash.digest('hex').slice(0, 16);
	}

	/** Whatever still moves comes to rest: the next history has time and chance to itself. */
	async end(): Promise<void> {
		for (const phone of [...this.#phones, ...this.#gone]) phone.kill();
		for (let which = 0; which < this.#relays.count; which++) this.#relays.kill(which, 0);
		for (let left = 100; left > 0; left--) await turn();
	}

	/** Somebody joins on a device, which may have an old version of the app. */
	#join(person: PersonId): void {
		const id = this.#newId() as DeviceId;
		const tools: DeviceTools = {
			...{ workspace, season, newId: this.#newId },
			answering: (by) => (socket) => this.#relays.answer(socket, by.id, by.member.person),
			askRole: (asking) => (this.#relays.isUp ? this.#roles.of(asking) : null)
		};
		const mayBeOld = this.#phones.length > 0 && !changing.includes(person);
		const isOld = this.#clock.chance() < 0.25 && mayBeOld;
		if (isOld) this.tally.old++;
		const member = this.#roles.of(person);
		this.#phones.push(new (isOld ? OldPhone : Phone)(id, member, anySkewMs(this.#clock), tools));
	}

	#happen(): void {
		const phone = this.#clock.pick(this.#phones);
		const what = this.#clock.chance();
		if (what < 0.58) return this.#do(phone);
		if (what < 0.66) return this.#kill(phone);
		if (what < 0.76) return this.#cover(phone);
		if (what < 0.86) return this.#hurtRelay();
		if (what < 0.88) return this.#fillDisk();
		if (what < 0.91) return this.#witness.look();
		if (what < 0.95) return this.#changeRole();
		if (what < 0.97) return this.#setClock(phone);
		if (this.#phones.length > 1 && phone !== this.#phones[0]) this.#lose(phone);
	}

	#do(phone: Device): void {
		if (!phone.isOn || !phone.isLoaded) return;
		this.tally.deeds++;
		const deed = anyDeed(this.#clock);
		if (this.#roles.during(phone, () => act(phone, deed, volunteers))) this.tally.late++;
		if (this.#clock.chance() < 0.08) this.#killSoon(phone, this.#clock.whole(4));
	}

	#changeRole(): void {
		const person = this.#clock.pick(changing);
		this.#giveOtherRole(person);
		const fate = this.#clock.chance();
		// Taken back as soon as it was done.
		if (fate < 0.3)
			this.#clock.after(this.#clock.chance() * 1_500, () => this.#giveOtherRole(person));
		// Nobody can tell her, and she goes on as she was.
		else if (fate < 0.8)
			for (const phone of this.#phones)
				if (phone.member.person === person && !phone.isCovered) this.#goOnUnderCover(phone);
	}

	#giveOtherRole(person: PersonId): void {
		this.tally.roles++;
		this.#roles.change(person);
		this.#relays.follow(person);
	}

	#goOnUnderCover(phone: Device): void {
		this.#cover(phone);
		for (const afterMs of [2_500, 3_500, 4_500])
			this.#clock.after(afterMs, () => this.#phones.includes(phone) && this.#do(phone));
	}

	#knowsRole({ member }: Device): boolean {
		return member.role === this.#roles.of(member.person).role;
	}

	#kill(phone: Device): void {
		if (!phone.isOn) return phone.start();
		this.tally.kills++;
		this.#witness.hear(phone);
		phone.kill();
		this.#clock.after(this.#clock.delayMs(2_000), () => phone.start());
	}

	/** In the middle of writing it down. */
	#killSoon(phone: Device, turns: number): void {
		if (turns > 0) setImmediate(() => this.#killSoon(phone, turns - 1));
		else if (phone.isOn && this.#phones.includes(phone)) this.#kill(phone);
	}

	#cover(phone: Device): void {
		if (phone.isCovered) return phone.uncover();
		this.tally.covered++;
		phone.cover();
		this.#clock.after(this.#clock.delayMs(8_000), () => phone.uncover());
		// While nothing tells the device that its line is dead.
		if (this.#clock.chance() < 0.15)
			this.#clock.after(this.#clock.chance() * 4_000, () => this.#setClock(phone));
	}

	#setClock(phone: Device): void {
		this.tally.clocks++;
		phone.setClock(anySkewMs(this.#clock));
	}

	#hurtRelay(): void {
		this.tally.relayKills++;
		const which = this.#clock.whole(this.#relays.count);
		const awayMs = this.#clock.delayMs(2_000);
		if (this.#clock.chance() < 0.7) this.#relays.kill(which, awayMs);
		else this.#relays.stop(which, awayMs);
	}

	#fillDisk(): void {
		this.tally.fullDisks++;
		this.#relays.isDiskFull = true;
		this.#clock.after(this.#clock.delayMs(3_000), () => {
			this.#relays.isDiskFull = false;
		});
	}

	/** A phone falls in the canal, is wiped or is withdrawn; its owner joins on another one. */
	#lose(phone: Device): void {
		this.#phones.splice(this.#phones.indexOf(phone), 1);
		this.#witness.hear(phone);
		this.#gone.push(phone);
		if (this.#clock.chance() < 0.5) this.#withdraw(phone);
		else {
			this.tally.wiped++;
			void phone.wipe();
		}
		this.#join(phone.member.person);
		this.#phones.at(-1)!.start();
	}

	/** While relay after relay hears of it, its owner goes on. */
	#withdraw(phone: Device): void {
		this.tally.withdrawn++;
		const goOn = () => this.#doOnWithdrawn(phone);
		this.#relays.withdraw(phone.id, goOn);
		for (const afterMs of [1_000, 3_000, 5_000]) this.#clock.after(afterMs, goOn);
		this.#clock.after(6_000, () => phone.kill());
	}

	#doOnWithdrawn(phone: Device): void {
		this.#withdrawals.hasNoLine(phone);
		if (!phone.isOn || !phone.isLoaded) return;
		const doAny = () => act(phone, anyDeed(this.#clock), volunteers);
		if (this.#withdrawals.during(phone, doAny)) this.tally.shutOut++;
		this.#witness.hear(phone);
	}

	#settle(): Promise<void> {
		const explain = () => nothingSilent(this.#phones);
		return this.#until(() => isSettled(this.#phones), 'all is shared and settled', explain);
	}

	/** Lets time pass until `holds`, for a quarter of an hour at most. */
	async #until(holds: () => boolean, what: string, explain?: () => void): Promise<void> {
		for (let passed = 0; !holds(); passed += 500) {
			if (passed >= 900_000) explain?.();
			assert.ok(passed < 900_000, `not after a quarter of an hour: ${what}`);
			await this.#pass(500);
		}
	}

	async #pass(ms: number): Promise<void> {
		const until = this.#clock.nowMs + ms;
		while (this.#clock.step(until)) await turn();
		await turn();
	}
}
