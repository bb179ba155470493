import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idsFrom, type PersonId, type WorkspaceId } from '#domain/ids.ts';
import type { Bus, News } from '#server/bus/bus.ts';

/** Where buses hear one another. */
export interface Air {
	/** One more bus, for one more relay. */
	bus(): Bus;
	/** What carries between them; null where nothing does. */
	readonly carrier: { cut(): void; mend(): void } | null;
	close(): Promise<void>;
}

const newId = idsFrom(() => Math.floor(Math.random() * 256));
const newWorkspace = () => newId() as WorkspaceId;
const grown = (document: string, upTo: number): News => ({ kind: 'grown', document, upTo });
const presence = (document: string, entries: Uint8Array): News => ({
	...{ kind: 'presence', document, entries }
});

const clients = (document: string): News => ({
	...{ kind: 'clients', document, asks: true },
	owners: [{ client: 7, person: newId() as PersonId, isDeclared: true, idleMs: 70_000 }]
});

/** What every bus promises; `make` gives fresh air. Methods are described in bus.ts. */
export function busContract(name: string, make: () => Promise<Air>): void {
	describe(`bus contract: ${name}`, () => {
		let air: Air;
		let [kern, dorp] = [newWorkspace(), newWorkspace()];
		let buses: Bus[];

		beforeEach(async () => {
			air = await make();
			[kern, dorp] = [newWorkspace(), newWorkspace()];
			buses = [];
		});
		afterEach(async () => {
			await Promise.all(buses.map((bus) => bus.close()));
			await air.close();
		});

		function bus(): Bus {
			const one = air.bus();
			buses.push(one);
			return one;
		}

		/** What is heard from here on, in the order in which it came. */
		function ear(by: Bus, workspace: WorkspaceId): { heard: News[]; stop: () => void } {
			const heard: News[] = [];
			return { heard, stop: by.follow(workspace, (news) => heard.push(...news)) };
		}

		async function carried(): Promise<void> {
			for (const one of buses) await expect.poll(() => one.isCarried, patient).toBe(true);
		}

		test('news reaches everybody else who follows the workspace, and nobody else', async () => {
			const [ann, bob, cas] = [bus(), bus(), bus()];
			const [own, other, third] = [ann, bob, cas].map((one) => ear(one, kern).heard);
			const elsewhere = ear(bob, dorp).heard;
			await carried();
			const [seen, owned] = [presence('season/x', new Uint8Array([1, 2])), clients('season/x')];
			ann.tell(kern, [grown('season/x', 3), seen, owned]);
			bob.tell(dorp, [grown('people', 1)]);
			cas.tell(kern, [grown('people', 2)]);
			await expect.poll(() => own).toEqual([grown('people', 2)]);
			await expect.poll(() => other).toHaveLength(4);
			expect(other).toEqual(
				expect.arrayContaining([...[grown('season/x', 3), seen, owned], grown('people', 2)])
			);
			await expect.poll(() => third).toHaveLength(3);
			expect(elsewhere).toEqual([]);
		});

		test('news is heard in the order in which it was told', async () => {
			const [ann, bob] = [bus(), bus()];
			const { heard } = ear(bob, kern);
			await carried();
			const wanted = Array.from({ length: 1_000 }, (_, index) => grown('season/x', index));
			for (const one of wanted) ann.tell(kern, [one]);
			await expect.poll(() => heard.length, patient).toBe(1_000);
			expect(heard).toEqual(wanted);
		});

		test('two who follow on one bus both hear, until one of them stops', async () => {
			const [ann, bob] = [bus(), bus()];
			const [first, second] = [ear(bob, kern), ear(bob, kern)];
			await carried();
			ann.tell(kern, [grown('people', 1)]);
			await expect.poll(() => [first.heard.length, second.heard.length]).toEqual([1, 1]);
			first.stop();
			first.stop();
			ann.tell(kern, [grown('people', 2)]);
			await expect.poll(() => second.heard.length).toBe(2);
			expect(first.heard).toHaveLength(1);
		});

		test('whoever stops hears nothing more, and hears again when she follows again', async () => {
			const [ann, bob, witness] = [bus(), bus(), bus()];
			const [before, there] = [ear(bob, kern), ear(witness, kern)];
			await carried();
			before.stop();
			ann.tell(kern, [grown('people', 1)]);
			await expect.poll(() => there.heard.length).toBe(1);
			const after = ear(bob, kern);
			await carried();
			ann.tell(kern, [grown('people', 2)]);
			await expect.poll(() => after.heard).toEqual([grown('people', 2)]);
			expect(before.heard).toEqual([]);
		});

		test('stopping and following in one breath leaves one follower', async () => {
			const [ann, bob] = [bus(), bus()];
			for (let round = 0; round < 10; round++) ear(bob, kern).stop();
			const first = ear(bob, kern);
			await carried();
			first.stop();
			const { heard } = ear(bob, kern);
			await carried();
			ann.tell(kern, [grown('people', 1)]);
			ann.tell(kern, [grown('people', 2)]);
			await expect.poll(() => heard).toEqual([grown('people', 1), grown('people', 2)]);
		});

		test('what was told just before she stopped does not come after it', async () => {
			const [ann, bob, witness] = [bus(), bus(), bus()];
			const [gone, there] = [ear(bob, kern), ear(witness, kern)];
			await carried();
			ann.tell(kern, [grown('people', 1)]);
			gone.stop();
			await expect.poll(() => there.heard.length).toBe(1);
			expect(gone.heard).toEqual([]);
		});

		test('telling when nobody follows harms nobody', async () => {
			const [ann, bob] = [bus(), bus()];
			ann.tell(kern, [grown('people', 1)]);
			const { heard } = ear(bob, kern);
			await carried();
			ann.tell(kern, []);
			ann.tell(kern, [grown('people', 2)]);
			await expect.poll(() => heard.at(-1)).toEqual(grown('people', 2));
		});

		test('large news and many news come whole', async () => {
			const [ann, bob] = [bus(), bus()];
			const { heard } = ear(bob, kern);
			await carried();
			const large = presence(
				'season/é',
				new Uint8Array(1_000_000).map((_, at) => at % 251)
			);
			const many = Array.from({ length: 2_000 }, (_, index) => grown(`lane/${index}`, 2 ** 40));
			ann.tell(kern, [large, ...many]);
			await expect.poll(() => heard.length, patient).toBe(2_001);
			expect(heard).toEqual([large, ...many]);
		});

		test('a bus that is closed hears nothing, and the others go on', async () => {
			const [ann, bob, cas] = [bus(), bus(), bus()];
			const [gone, stays] = [ear(bob, kern).heard, ear(cas, kern).heard];
			await carried();
			await bob.close();
			buses = [ann, cas];
			ann.tell(kern, [grown('people', 1)]);
			await expect.poll(() => stays).toEqual([grown('people', 1)]);
			expect(gone).toEqual([]);
		});

		test('while the carrier is away telling is harmless and it is known; then all is as before', async (context) => {
			const { carrier } = air;
			if (!carrier) return context.skip('nothing carries here');
			const [ann, bob] = [bus(), bus()];
			const [stopped, heard] = [ear(bob, dorp), ear(bob, kern).heard];
			await carried();
			carrier.cut();
			for (const one of [ann, bob]) await expect.poll(() => one.isCarried, patient).toBe(false);
			stopped.stop();
			const meanwhile = ear(bob, dorp).heard;
			for (let round = 0; round < 1_000; round++) ann.tell(kern, [grown('people', round)]);
			carrier.mend();
			await carried();
			ann.tell(kern, [grown('people', 5_000)]);
			ann.tell(dorp, [grown('people', 6_000)]);
			await expect.poll(() => heard.at(-1), patient).toEqual(grown('people', 5_000));
			await expect.poll(() => meanwhile, patient).toEqual([grown('people', 6_000)]);
			expect(stopped.heard).toEqual([]);
		});

		test('a bus that starts while the carrier is away works when it is there', async (context) => {
			const { carrier } = air;
			if (!carrier) return context.skip('nothing carries here');
			carrier.cut();
			const [ann, bob] = [bus(), bus()];
			const { heard } = ear(bob, kern);
			expect([ann.isCarried, bob.isCarried]).toEqual([false, false]);
			carrier.mend();
			await carried();
			ann.tell(kern, [grown('people', 1)]);
			await expect.poll(() => heard).toEqual([grown('people', 1)]);
		});
	});
}

const patient = { timeout: 20_000 };
