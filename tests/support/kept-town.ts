import { fc } from '@fast-check/vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentText } from '#domain/access/document-name.ts';
import { DeviceId, InvitationId } from '#domain/ids.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import type { Journal } from '#server/journal/journal.ts';
import { idOf } from '#server/testing/running-relay.ts';
import { anyTown, secrets, type Town } from './town-with-bob.ts';

/** What Bob calls his phone. */
export const bobsPhone = 'gsm van Verschueren';

/** The same town each time, with at least one place that Bob lost. */
export function someTown(): Town {
	const [town] = fc.sample(
		anyTown.filter(({ hasDate }) => hasDate),
		{ numRuns: 1, seed: 7 }
	);
	return town!;
}

/** Has a relay's stores keep a town, with its coordinator and Bob as members since then. */
export async function keepTown(
	{ worked, bob, me }: Town,
	{ journal, accounts }: { readonly journal: Journal; readonly accounts: Accounts },
	at = 1
): Promise<void> {
	const { workspace } = worked.draft;
	const device = { session: hashOf('me'), device: idOf(DeviceId, 'tablet'), label: 'tablet' };
	await accounts.found({ workspace, person: me, ...device, at }, 'founded');
	const link = idOf(InvitationId, 'link');
	const invitation = { id: link, workspace, person: bob, expiresAt: at + 100 };
	await accounts.invite({ ...invitation, role: 'volunteer' }, hashOf('secret'), me);
	const phone = { session: hashOf('bob'), device: idOf(DeviceId, 'phone'), label: bobsPhone };
	await accounts.join(link, { workspace, person: bob, ...phone, at: at + 1 });
	for (const { name, update } of worked.draft.updates())
		await journal.append([{ document: `${workspace}/${documentText(name)}`, update }]);
}

/** Which of Bob's words lie in a file of the folder, as bytes. */
export function foundIn(folder: string): string[] {
	const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
	return [...secrets, bobsPhone].filter((secret) => files.some((file) => file.includes(secret)));
}
