import type { Bus } from '../bus/bus.ts';
import { LocalAir } from '../bus/local.ts';
import { MemoryJournal } from '../journal/memory.ts';
import { defaultLimits } from '../limits.ts';
import { Hub } from '../relay/hub.ts';
import { integratorHere } from '../relay/integrator.ts';
import { change, changeOf, hello } from './fake-device.ts';
import { nobodyErased } from './nobody-erased.ts';
import { Device, directory, quiet } from './rooms.ts';

/** Two hubs on one journal, whose news goes through the air, or is lost. */
export class Pair {
	readonly #journal = new MemoryJournal();
	readonly #turns: (() => void)[] = [];
	readonly #news: (() => void)[] = [];
	/** Whether relays know of their bus that it carries. */
	isCarried = true;
	readonly #air = new LocalAir((callback) => this.#news.push(callback));
	readonly here = this.#hub();
	there = this.#hub();

	async device(hub: Hub, name: string): Promise<Device> {
		const device = new Device(hub, name, 'coordinator', directory);
		await quiet();
		return device.say(hello);
	}

	/** Ends the turn of both, before any news arrives. */
	async endTurn(): Promise<void> {
		for (const callback of this.#turns.splice(0)) callback();
		await quiet();
	}

	/** Writes one word in a turn of its own. */
	async write(device: Device, key: string): Promise<void> {
		device.say(change(changeOf(key)));
		await this.endTurn();
	}

	async deliver(): Promise<void> {
		for (const callback of this.#news.splice(0)) callback();
		await quiet();
	}

	loseNews(): void {
		this.#news.length = 0;
	}

	/** The one there has forgotten everything but the journal. */
	restartThere(): void {
		this.there = this.#hub();
	}

	#bus(): Bus {
		const isCarried = (): boolean => this.isCarried;
		return {
			...this.#air.bus(),
			get isCarried() {
				return isCarried();
			}
		};
	}

	#hub(): Hub {
		return new Hub(
			{
				...{ journal: this.#journal, bus: this.#bus(), integrator: integratorHere },
				...nobodyErased,
				schedule: (callback) => this.#turns.push(callback),
				report: ({ kind, cause }) => {
					if (kind !== 'client-borrowed') throw cause;
				}
			},
			{ ...defaultLimits, foldAfter: 10 }
		);
	}
}
