// Faults planted behind the contract, each seen red and taken back: an invitation that works twice, a link
// that raises its member, the last coordinator demoted, a withdrawn or expired device among the
// memberships, an expired coordinator leant on, a device withdrawn from another workspace, invitations
// left to who signed out, guesses without end or at links that are over, changes that are not noted, old
// entries shown, entries of other workspaces, numbers per workspace in place of one row for all, the last device
// of the last coordinator withdrawn, all others signed out from a device that was itself withdrawn meanwhile.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import { contractLimits } from '#tests/contracts/accounts-place.ts';
import { accountsContract } from '#tests/contracts/accounts.ts';
import { idOf, personId, workspaceId } from '../testing/running-relay.ts';
import { hashOf, isSecret, newInvitationSecret, newSessionToken } from './secrets.ts';
import { SqlAccounts } from './sql-accounts.ts';
import { SqliteSql } from './sqlite.ts';

accountsContract('SQLite', () => {
	const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
	return Promise.resolve({
		connect: () =>
			Promise.resolve(new SqlAccounts(new SqliteSql(join(folder, 'a.sqlite')), contractLimits)),
		remove: () => Promise.resolve(rmSync(folder, { recursive: true }))
	});
});

describe('secrets', () => {
	const random = (count: number) => Uint8Array.from({ length: count }, (_, index) => index * 37);

	test('an invitation secret is 32 letters that survive being typed over', () => {
		expect(newInvitationSecret(random)).toMatch(/^[a-z2-7]{32}$/);
	});

	test('a session token is 256 bits that fit in a cookie', () => {
		expect(newSessionToken(random)).toMatch(/^[\w-]{43}$/);
	});

	test('only the secret itself opens', () => {
		expect(isSecret('open', hashOf('open'))).toBe(true);
		expect(isSecret('Open', hashOf('open'))).toBe(false);
		expect(isSecret('', hashOf('open'))).toBe(false);
	});

	test('nothing on the disk opens anything', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
		const accounts = new SqlAccounts(
			new SqliteSql(join(folder, 'accounts.sqlite')),
			contractLimits
		);
		const token = newSessionToken(random);
		await accounts.found(
			{
				...{ workspace: workspaceId('kern'), person: personId('ann'), session: hashOf(token) },
				...{ device: idOf(DeviceId, 'tablet'), label: 'tablet', at: 1 }
			},
			'founded'
		);
		for (const file of readdirSync(folder)) {
			expect(readFileSync(join(folder, file)).includes(token)).toBe(false);
		}
		await accounts.close();
		rmSync(folder, { recursive: true });
	});
});
