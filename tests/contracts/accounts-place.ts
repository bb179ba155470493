import { afterEach, beforeEach } from 'vitest';
import { DeviceId, InvitationId, PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Accounts, Arrival, Deed } from '#server/accounts/accounts.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import type { AccountLimits } from '#server/limits.ts';

export const id = <Id extends string>(
	kind: { parse(text: unknown): Id | null },
	word: string
): Id => kind.parse(word.padEnd(16, '0'))!;
export const kern = id(WorkspaceId, 'kern');
export const elders = id(WorkspaceId, 'elders');
export const [ann, bob, cas] = ['ann', 'bob', 'cas'].map((name) => id(PersonId, name)) as [
	PersonId,
	PersonId,
	PersonId
];
export const link = id(InvitationId, 'link');
export const [annsCookie, bobsCookie] = [hashOf('ann'), hashOf('bob')];

export function arrival(changes: Partial<Arrival> = {}): Arrival {
	return {
		...{ workspace: kern, person: ann, session: annsCookie },
		...{ device: id(DeviceId, 'tablet'), label: 'tablet', at: 1 },
		...changes
	};
}

/** What Ann does on her tablet. */
export function byAnn(at: number): Deed {
	return { by: ann, from: id(DeviceId, 'tablet'), at };
}

export const bobArrives = arrival({
	person: bob,
	session: bobsCookie,
	device: id(DeviceId, 'phone'),
	at: 2
});

/** Under these a suite is done soon. */
export const contractLimits: AccountLimits = {
	sessionDays: 30,
	wrongSecretsPerInvitation: 3,
	auditDays: 10
};

/** Somewhere that accounts lie. Every connection to it is a relay of its own, and sees what others wrote. */
export interface AccountsPlace {
	connect(): Promise<Accounts>;
	/** Called when all connections are closed. */
	remove(): Promise<void>;
}

/** Connections to a fresh place for each test, closed after it. */
export class TestedAccounts {
	#place: AccountsPlace | null = null;
	#connections: Accounts[] = [];

	/** Call it where a suite is described. */
	constructor(fresh: () => Promise<AccountsPlace>) {
		beforeEach(async () => {
			this.#place = await fresh();
			this.#connections = [];
			await this.connect();
		});
		afterEach(async () => {
			await Promise.all(this.#connections.map((connection) => connection.close()));
			await this.#place?.remove();
		});
	}

	/** The connection that a test has from the beginning. */
	get one(): Accounts {
		return this.#connections[0]!;
	}

	/** Another relay on the same accounts. */
	async connect(): Promise<Accounts> {
		const connection = await this.#place!.connect();
		this.#connections.push(connection);
		return connection;
	}

	async invite(person: PersonId | null = null, invitation = link): Promise<void> {
		await this.one.invite(
			{ id: invitation, workspace: kern, person, role: 'volunteer', expiresAt: 100 },
			hashOf('secret'),
			ann
		);
	}
}
