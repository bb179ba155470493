import { outWithinMs, watchMs } from '#server/accounts/watch.ts';
import { closeCodes } from '#server/relay/visit.ts';
import { Browser, personId, workspaceId } from '#server/testing/running-relay.ts';
import type { RelayProcess } from '#tests/support/relay-process.ts';
import type { InviteAnswer, MembershipAnswer } from '#wire/api.ts';
import { LeanLine } from '../load/line/lean-line.ts';
import { twoRelays, type StoreUrls } from './two-relays.ts';
import { pause } from './until.ts';

const workspace = workspaceId('withdrawals');
const path = `/api/workspaces/${workspace}`;
const rounds = 20;
/** Whoever is still there after so long is not waited for. */
const patienceMs = 10_000;

/** Somebody with one device, which has a line to each relay. */
interface Guest {
	readonly membership: MembershipAnswer;
	readonly cookie: string;
	readonly lines: readonly LeanLine[];
}

/** A way to lose one's place or one's role, asked of one relay, and the close code that comes of it. */
interface Deed {
	readonly name: string;
	readonly code: number;
	/** `coordinator`: a browser of hers at the relay that is asked; `port`: that relay's. */
	done(guest: Guest, coordinator: Browser, port: number): Promise<unknown>;
}

const deeds: readonly Deed[] = [
	{
		...{ name: 'withdrawn', code: closeCodes.withdrawn },
		done: ({ membership }, coordinator) =>
			coordinator.ask('DELETE', `${path}/devices/${membership.device}`)
	},
	{
		...{ name: 'in another role', code: closeCodes.relayStops },
		done: ({ membership }, coordinator) =>
			coordinator.ask('PATCH', `${path}/members/${membership.person}`, { role: 'partner' })
	},
	{
		...{ name: 'signed out everywhere', code: closeCodes.withdrawn },
		done: ({ cookie }, _, port) =>
			browserAt(port, cookie).ask('POST', `${path}/sign-out`, { which: 'all' })
	}
];

export interface Withdrawals {
	/** How long it took at most from the call to one relay until the line to the other was closed. */
	readonly longestMs: number;
	readonly count: number;
	/** What was not as it is promised, in words. */
	readonly wrong: readonly string[];
}

/**
 * People lose their place or their role at one relay while their devices have a line to each: the other one must
 * hang up within the promised second, whichever of the two was asked.
 */
export async function withdrawals(
	urls: StoreUrls,
	say: (line: string) => void
): Promise<Withdrawals> {
	const relays = await twoRelays(urls);
	try {
		const ann = new Browser(relays[0].port);
		await ann.found(workspace, personId('ann'));
		const played: Withdrawals[] = [];
		for (const deed of deeds) {
			const one = await repeated(deed, relays, ann.cookie);
			say(`${one.count} ${deed.name}: the line elsewhere closed after ${inWords(one)} at most`);
			played.push(one);
		}
		return {
			longestMs: Math.max(...played.map(({ longestMs }) => longestMs)),
			count: played.reduce((sum, { count }) => sum + count, 0),
			wrong: played.flatMap(({ wrong }) => wrong)
		};
	} finally {
		await Promise.all(relays.map((relay) => relay.remove()));
	}
}

function inWords({ longestMs }: Withdrawals): string {
	return `${(longestMs / 1_000).toFixed(2)} s`;
}

/** Each relay is asked in turn, at ever other moments between two looks of the other. */
async function repeated(
	deed: Deed,
	relays: readonly RelayProcess[],
	cookie: string
): Promise<Withdrawals> {
	const wrong: string[] = [];
	let longestMs = 0;
	for (let round = 0; round < rounds; round++) {
		const [asked, other] = round % 2 === 0 ? relays : relays.toReversed();
		if (!asked || !other) continue;
		const coordinator = browserAt(asked.port, cookie);
		const guest = await guestOf(coordinator, [asked.port, other.port]);
		await pause((watchMs * round) / rounds);
		const beganMs = performance.now();
		const closed = Promise.all(guest.lines.map((line) => closedWith(line)));
		await deed.done(guest, coordinator, asked.port);
		const codes = await closed;
		longestMs = Math.max(longestMs, performance.now() - beganMs);
		if (codes.some((code) => code !== deed.code))
			wrong.push(`whoever was ${deed.name} was hung up on with ${codes.join(' and ')}`);
	}
	if (longestMs > outWithinMs)
		wrong.push(`whoever was ${deed.name} was still there after ${Math.round(longestMs)} ms`);
	return { longestMs, count: rounds, wrong };
}

async function guestOf(coordinator: Browser, ports: readonly number[]): Promise<Guest> {
	const invitation = await coordinator.ask<InviteAnswer>('POST', `${path}/invitations`, {
		role: 'volunteer'
	});
	const browser = browserAt(ports[0] ?? 0, '');
	const membership = await browser.ask<MembershipAnswer>('POST', '/api/join', {
		...{ invitation: invitation.invitation, secret: invitation.secret },
		...{ name: 'Bob', device: { label: 'phone' } }
	});
	const { cookie } = browser;
	const lines = await Promise.all(
		ports.map((port) => LeanLine.open({ port, workspace, cookie }, { onframe: () => undefined }))
	);
	if (lines.includes(null)) throw new Error('a relay lets nobody in');
	return { membership, cookie, lines: lines.filter((line) => line !== null) };
}

function closedWith(line: LeanLine): Promise<number | 'nothing'> {
	return Promise.race([line.closed, pause(patienceMs).then(() => 'nothing' as const)]);
}

function browserAt(port: number, cookie: string): Browser {
	const browser = new Browser(port);
	browser.cookie = cookie;
	return browser;
}
