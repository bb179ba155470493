import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { planActivity } from '#document/commands/activities.ts';
import { found } from '#document/commands/directory.ts';
import { Step } from '#document/commands/step.ts';
import { WorkspaceDocuments } from '#document/workspace.ts';
import { type DocumentName, documentText } from '#domain/access/document-name.ts';
import {
	type NeedId,
	type OccurrenceId,
	type PersonId,
	type SeasonId,
	WorkspaceId,
	idsFrom
} from '#domain/ids.ts';
import { occurrences } from '#domain/series/expand.ts';
import { type Day, dayNumber } from '#domain/time/day.ts';
import type { InviteAnswer, MembershipAnswer } from '#wire/api.ts';
import { encode } from '#wire/frame.ts';
import { Device } from './device.ts';
import { inCrowds, until } from './patience.ts';
import { type Room, messageIn } from './room.ts';

export const freshId = idsFrom(() => randomBytes(1)[0] ?? 0);

/** Somebody who joined with a link of her own, on one device. */
export interface Volunteer {
	readonly person: PersonId;
	readonly cookie: string;
}

/** A place that can be claimed. */
export interface Place {
	readonly occurrence: OccurrenceId;
	readonly need: NeedId;
}

/** A workspace with a season of shifts, and the people who are about to claim them. */
export class Town {
	readonly season: SeasonId;
	readonly places: readonly Place[];
	readonly volunteers: readonly Volunteer[];
	readonly #port: number;
	readonly #workspace: WorkspaceId;

	private constructor(
		port: number,
		workspace: WorkspaceId,
		plan: Pick<Town, 'season' | 'places'>,
		volunteers: readonly Volunteer[]
	) {
		this.season = plan.season;
		this.places = plan.places;
		this.volunteers = volunteers;
		this.#port = port;
		this.#workspace = workspace;
	}

	static async found(port: number, people: number): Promise<Town> {
		const workspace = WorkspaceId.parse(freshId());
		if (!workspace) throw new Error('no id');
		const person = freshId() as PersonId;
		const coordinator = await ask<MembershipAnswer>(port, '', '/api/workspaces', {
			...{ workspace, person, device: { label: 'bench' } }
		});
		const plan = planned(workspace, person);
		for (const { name, update } of plan.updates) {
			await write(roomOf(port, workspace, coordinator.cookie, name), update);
		}
		const volunteers = await inCrowds(Array.from({ length: people }), 10, () =>
			volunteer(port, workspace, coordinator.cookie)
		);
		return new Town(port, workspace, plan, volunteers);
	}

	room({ cookie }: Volunteer, name: DocumentName): Room {
		return roomOf(this.#port, this.#workspace, cookie, name);
	}
}

interface Plan extends Pick<Town, 'season' | 'places'> {
	readonly updates: readonly { readonly name: DocumentName; readonly update: Uint8Array }[];
}

const activities = 20;
const first = '2027-03-01' as Day;
const last = '2027-05-31' as Day;

/** A spring with twenty activities a week, each with ten places. */
function planned(workspace: WorkspaceId, me: PersonId): Plan {
	const docs = new Map<string, { readonly name: DocumentName; readonly doc: Y.Doc }>();
	const documents = new WorkspaceDocuments(workspace, me, (name) => {
		const doc = new Y.Doc();
		docs.set(documentText(name), { name, doc });
		return doc;
	});
	const step = new Step({ me, now: Date.now, newId: freshId }, documents.lane, () => null);
	const season = found(step, documents, {
		...{ name: 'Bench', neighbourhood: 'Centrum', coordinator: 'Ann', example: false },
		season: { name: 'Lente', first, last }
	});
	for (let at = 0; at < activities; at++) planActivity(step, documents, season, activity(at));
	const isOwn = (name: DocumentName) => name.kind === 'directory' || name.kind === 'season';
	return {
		season,
		places: documents
			.season(season)
			.series.all()
			.flatMap((records) => occurrences(records, dayNumber(first), dayNumber(last)))
			.flatMap(({ id, needs }) => needs.map((need) => ({ occurrence: id, need: need.id }))),
		updates: [...docs.values()]
			.filter(({ name }) => isOwn(name))
			.map(({ name, doc }) => ({ name, update: Y.encodeStateAsUpdate(doc) }))
	};
}

function activity(at: number): Parameters<typeof planActivity>[3] {
	return {
		plan: {
			...{ title: `Ontmoeting ${at}`, neighbourhood: null, organisation: null, venue: null },
			...{ note: '', staffRules: [], from: 840, until: 960, setUpMinutes: 0, clearingMinutes: 0 },
			rule: { kind: 'weekly', start: first, until: last, every: 1, weekdays: [2] }
		},
		needs: [{ id: null, label: '', qualification: null, min: 1, max: 10 }]
	};
}

async function volunteer(
	port: number,
	workspace: WorkspaceId,
	coordinator: string
): Promise<Volunteer> {
	const path = `/api/workspaces/${workspace}/invitations`;
	const { answer } = await ask<InviteAnswer>(port, coordinator, path, { role: 'volunteer' });
	const { invitation, secret } = answer;
	const joined = await ask<MembershipAnswer>(port, '', '/api/join', {
		...{ invitation, secret, name: 'Bob', device: { label: 'bench' } }
	});
	return { person: joined.answer.person as PersonId, cookie: joined.cookie };
}

async function write(room: Room, update: Uint8Array): Promise<void> {
	const device = await Device.join(room);
	device.change(messageIn(room, encode({ kind: 'answer', update })));
	await until(
		() => device.confirmed >= device.sent,
		() => 'the plan was not taken in'
	);
	await device.leave();
}

function roomOf(port: number, workspace: string, cookie: string, name: DocumentName): Room {
	const document = documentText(name);
	return { port, cookie, path: `/sync/${workspace}/${document}`, document, dialect: 'draaiboek' };
}

interface Asked<T> {
	readonly answer: T;
	readonly cookie: string;
}

/** A call of the API. Throws what the relay says when it refuses. */
export async function ask<T>(
	port: number,
	cookie: string,
	path: string,
	body: object
): Promise<Asked<T>> {
	const response = await fetch(`http://127.0.0.1:${port}${path}`, {
		...{ method: 'POST', headers: { cookie }, body: JSON.stringify(body) }
	});
	if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
	return {
		answer: (await response.json()) as T,
		cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
	};
}
