import { planActivity } from '#document/commands/activities.ts';
import { addNeighbourhood, addVenue } from '#document/commands/directory.ts';
import { parseDocumentName } from '#domain/access/document-name.ts';
import type { Member, Role } from '#domain/access/access.ts';
import { idsFrom, type NewId, type PersonId, type WorkspaceId } from '#domain/ids.ts';
import { SqliteMoment } from '#server/keep/sqlite-moment.ts';
import { Browser, personId, workspaceId } from '#server/testing/running-relay.ts';
import { planningOf } from '#tests/cluster/copy.ts';
import type { Place } from '#tests/cluster/device.ts';
import { until } from '#tests/cluster/until.ts';
import { activity, addSeasonAs, bytesFrom, season, venueNamed } from '#tests/simulation/props.ts';
import type { InviteAnswer } from '#wire/api.ts';
import type { LineAddress } from '../line/lean-line.ts';
import { inCrowds } from '../relay/generator/patience.ts';
import { SoakDevice } from './soak-device.ts';
import { weigh, type Kept } from './weigh.ts';

/** One in so many coordinates: what they write, everybody follows. */
const peoplePerCoordinator = 5;
const neighbourhoods = 20;

/** A workspace with a season of shifts, and as many people as asked, each with a device. */
export class SoakTown {
	readonly workspace: WorkspaceId = workspaceId('soaktown');
	readonly devices: SoakDevice[] = [];
	places: readonly Place[] = [];
	readonly #port: number;
	readonly #newId: NewId;

	private constructor(port: number, seed: number) {
		this.#port = port;
		this.#newId = idsFrom(bytesFrom(seed));
	}

	static async found(port: number, people: number, seed: number): Promise<SoakTown> {
		const town = new SoakTown(port, seed);
		const [first, ...others] = Array.from({ length: people }, (_, at) => memberAt(at));
		if (!first) throw new Error('a town needs somebody');
		const browser = new Browser(port);
		await browser.found(town.workspace, first.person);
		const founder = town.#add(first, browser);
		await founder.come();
		await until('the founder is there', () => founder.isInStep);
		town.#plan(founder);
		await until('the season is kept', () => founder.isInStep);
		await inCrowds(others, 10, (member) => town.#invite(browser, member));
		return town;
	}

	/** What its documents, as they lie in the relay's folder now, take of that relay's memory, in bytes. */
	async weight(folder: string): Promise<number> {
		const moment = new SqliteMoment(folder);
		const documents: Kept[] = [];
		for await (const { name: key, pieces } of moment.documents()) {
			const name = parseDocumentName(key.slice(this.workspace.length + 1));
			if (name) documents.push({ name, pieces });
		}
		await moment.close();
		const members = this.devices.map(({ member }) => [member.person, member] as const);
		return weigh({ workspace: this.workspace, members, documents });
	}

	/** Where a device of this person goes in by itself. */
	addressOf({ browser: { cookie } }: SoakDevice): LineAddress {
		return { port: this.#port, workspace: this.workspace, cookie };
	}

	#plan(device: SoakDevice): void {
		device.do((step, documents) => {
			for (let at = 0; at < neighbourhoods; at++)
				addNeighbourhood(step, documents, { name: `Buurt ${at}`, hue: at });
			addSeasonAs(step, documents);
			const venue = addVenue(step, documents, venueNamed('De Refter'));
			for (let at = 0; at < 6; at++) planActivity(step, documents, season, activity(venue, at));
			this.places = [...planningOf(documents).calendar.all()].flatMap(({ id, needs }) =>
				needs.map((need) => ({ occurrence: id, need: need.id }))
			);
		});
	}

	async #invite(by: Browser, member: Member): Promise<void> {
		const { person, role } = member;
		const path = `/api/workspaces/${this.workspace}/invitations`;
		const { invitation, secret } = await by.ask<InviteAnswer>('POST', path, { person, role });
		const browser = new Browser(this.#port);
		await browser.ask('POST', '/api/join', { invitation, secret, device: { label: 'phone' } });
		this.#add(member, browser);
	}

	#add(member: Member, browser: Browser): SoakDevice {
		const syncUrl = `ws://127.0.0.1:${this.#port}/sync`;
		const { workspace } = this;
		const device = new SoakDevice({ workspace, member, browser, syncUrl, newId: this.#newId });
		this.devices.push(device);
		return device;
	}
}

function memberAt(at: number): Member {
	const role: Role = at % peoplePerCoordinator === 0 ? 'coordinator' : 'volunteer';
	const person: PersonId = personId(`p${at}x`);
	return { person, role, organisations: [] };
}
