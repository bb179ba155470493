import { maxMessageBytes } from '#wire/line.ts';
import type { Environment, WrongSetting } from './wrong-setting.ts';

/** What one device may ask of the relay's rooms. */
export interface RelayLimits {
	/** Of one change. */
	readonly changeBytes: number;
	/** Of the answer to "what do you have": all that was made offline comes in one. */
	readonly answerBytes: number;
	/** Of what one client shows of itself. */
	readonly presenceBytes: number;
	/** How many are shown to be looking at one document. */
	readonly presenceEntries: number;
	/** Open at once on one device's line. */
	readonly documentsPerMember: number;
	/** Waiting for one slow line. */
	readonly sendBufferBytes: number;
	/** After how many updates a log is read into a snapshot. */
	readonly foldAfter: number;
	/** How long a client id stays its member's after it was used last: her device may be offline. */
	readonly clientHours: number;
	/** Client ids of one member in one document; she loses the one that she used least lately. */
	readonly clientsPerMember: number;
	/** Processor time that Yjs may take over one document before it is left as it is, in milliseconds. */
	readonly integrateMs: number;
}

/** What one address or member may ask of the sockets and the API. */
export interface EdgeLimits {
	/** Per member: each frame costs 1, and 1 more for each kB; a question costs 10, and what its answer takes. */
	readonly framesPerSecond: number;
	readonly framesAtOnce: number;
	/** The same per address, behind which a whole house may be. */
	readonly framesPerSecondPerAddress: number;
	readonly framesAtOncePerAddress: number;
	/** Per address: sockets that come in, whether they are let in or not. */
	readonly comingsPerMinute: number;
	readonly comingsAtOnce: number;
	/** A connection must have said what it wants by then, and said all of it by then. */
	readonly headersSeconds: number;
	readonly requestSeconds: number;
	/** How often a socket is asked whether somebody is there; who doesn't answer until the next time is gone. */
	readonly pingSeconds: number;
	/** Of one message on a device's line, which carries larger frames in pieces. */
	readonly messageBytes: number;
	readonly socketsPerMember: number;
	/** On all sockets of a member but one: then nothing more is answered on that one. */
	readonly waitingBytesPerMember: number;
	readonly socketsPerAddress: number;
	readonly bodyBytes: number;
	/** Of a whole workspace that is put back. */
	readonly restoreBytes: number;
	/** Per address: calls that change something. */
	readonly callsPerMinute: number;
	readonly callsAtOnce: number;
	/** Per session: calls that ask for something. */
	readonly readsPerMinute: number;
	readonly readsAtOnce: number;
	/** The same per address, with a session or without. */
	readonly readsPerMinutePerAddress: number;
	readonly readsAtOncePerAddress: number;
	/** Exports that a member notes, at once and over time: more would bury what else coordinators read there. */
	readonly exportsAtOnce: number;
	readonly exportsPerHour: number;
	/** How long an invitation can be used. */
	readonly invitationHours: number;
	/** Per address: wrong invitation secrets. */
	readonly wrongSecretsPerHour: number;
	readonly wrongSecretsAtOnce: number;
	/** Per address: wrong tokens at the host's own door. */
	readonly wrongTokensPerHour: number;
	readonly wrongTokensAtOnce: number;
}

/** How long the accounts keep things, and how much they bear. */
export interface AccountLimits {
	/** A device that was not seen for so long must be invited anew. */
	readonly sessionDays: number;
	/** Wrong secrets on one invitation, from whichever addresses: then it is taken back. */
	readonly wrongSecretsPerInvitation: number;
	/** How long it is kept who did what with access. */
	readonly auditDays: number;
}

export type Limits = RelayLimits & EdgeLimits & AccountLimits;

const kB = 1024;
const MB = 1024 * kB;

export const defaultLimits: Limits = {
	changeBytes: 256 * kB,
	answerBytes: 8 * MB,
	presenceBytes: 4 * kB,
	presenceEntries: 64,
	documentsPerMember: 4_000,
	sendBufferBytes: 4 * MB,
	foldAfter: 200,
	clientHours: 12,
	clientsPerMember: 64,
	integrateMs: 2_000,
	framesPerSecond: 200,
	framesAtOnce: 2_000,
	framesPerSecondPerAddress: 4_000,
	framesAtOncePerAddress: 40_000,
	comingsPerMinute: 1_200,
	comingsAtOnce: 2_000,
	headersSeconds: 10,
	requestSeconds: 120,
	pingSeconds: 30,
	messageBytes: maxMessageBytes,
	socketsPerMember: 200,
	waitingBytesPerMember: 64 * MB,
	socketsPerAddress: 2_000,
	bodyBytes: 64 * kB,
	restoreBytes: 64 * MB,
	callsPerMinute: 120,
	callsAtOnce: 120,
	readsPerMinute: 240,
	readsAtOnce: 240,
	readsPerMinutePerAddress: 6_000,
	readsAtOncePerAddress: 6_000,
	exportsAtOnce: 20,
	exportsPerHour: 20,
	invitationHours: 72,
	wrongSecretsPerHour: 60,
	wrongSecretsAtOnce: 20,
	wrongTokensPerHour: 10,
	wrongTokensAtOnce: 10,
	sessionDays: 400,
	wrongSecretsPerInvitation: 10,
	auditDays: 400
};

/** What stands before a limit's name in the environment: `LIMIT_CHANGE_BYTES=65536`. */
const prefix = 'LIMIT_';

export function variableOf(limit: string): string {
	return prefix + limit.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** A timer of Node's is no longer than this; a longer one would end at once. */
const mostSeconds = 2_147_483;

/** The limits, each overridden where the environment holds a number for it, and what there makes no sense. */
export function limitsFrom(environment: Environment): {
	readonly limits: Limits;
	readonly wrong: readonly WrongSetting[];
} {
	const limits: Record<string, number> = { ...defaultLimits };
	const wrong: WrongSetting[] = [];
	const names = new Map(Object.keys(limits).map((limit) => [variableOf(limit), limit]));
	for (const [name, value = ''] of Object.entries(environment)) {
		if (!name.startsWith(prefix) || value === '') continue;
		const limit = names.get(name);
		const mayBe = limit === undefined ? noLimit : spanOf(limit);
		if (limit !== undefined && isWithin(limit, value)) limits[limit] = Number(value);
		else wrong.push({ name, value, mayBe });
	}
	return { limits: limits as unknown as Limits, wrong };
}

const noLimit =
	'one of the limits that server/README.md lists under "Bounds"; there is none of this name';

function mostOf(limit: string): number {
	return limit.endsWith('Seconds') ? mostSeconds : Number.MAX_SAFE_INTEGER;
}

function spanOf(limit: string): string {
	const usual = defaultLimits[limit as keyof Limits];
	return `a plain number above 0, up to ${mostOf(limit)}: without it ${usual} is used`;
}

function isWithin(limit: string, value: string): boolean {
	return /^\d+(\.\d+)?$/.test(value) && Number(value) > 0 && Number(value) <= mostOf(limit);
}
