import type { DocumentName } from '#domain/access/document-name.ts';
import type { PersonId } from '#domain/ids.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';

export interface ForgettingPorts {
	readonly connection: Pick<WorkspaceConnection, 'open' | 'stored' | 'forget'>;
	/** Everybody whom the directory has, also who was removed. */
	readonly people: {
		get(person: string): unknown;
		observe(listener: (changed: ReadonlySet<string>) => void): () => void;
	};
	readonly me: PersonId;
}

/**
 * Takes the lanes of those who were erased off this device: once the directory is as the others have it,
 * and again whenever somebody disappears from it (who is only removed stays in it). The lane of somebody
 * else is a copy, in which nothing is ever made here.
 */
export function forgetErased({ connection, people, me }: ForgettingPorts): void {
	const { state } = connection.open({ kind: 'directory' });
	let isDue = true;

	async function sweep(): Promise<void> {
		const isKnown = (person: PersonId) => person === me || people.get(person) !== null;
		await connection.forget(lanesOfOthers(await connection.stored(), isKnown));
	}

	function look(): void {
		const { link, settled } = state.read();
		if (!isDue || !settled || link?.status !== 'open') return;
		isDue = false;
		void sweep();
	}

	people.observe((changed) => {
		isDue ||= [...changed].some((person) => people.get(person) === null);
		look();
	});
	state.observe(look);
	look();
}

function lanesOfOthers(
	stored: readonly DocumentName[],
	isKnown: (person: PersonId) => boolean
): DocumentName[] {
	return stored.filter((name) => name.kind === 'lane' && !isKnown(name.person));
}
