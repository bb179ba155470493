import type { KnownWorkspace, KnownWorkspaces } from './known-workspaces.ts';

/**
 * Calls `listener` with each workspace that this device belonged to and was let into again with another link, in
 * this tab or in another; returns a way to stop.
 */
export function onJoinedAnew(
	known: KnownWorkspaces,
	listener: (joined: KnownWorkspace) => void
): () => void {
	let before = known.read();
	return known.observe(() => {
		const now = known.read();
		const joined = now.filter(({ workspace, joinedAt }) =>
			before.some((one) => one.workspace === workspace && one.joinedAt !== joinedAt)
		);
		before = now;
		for (const one of joined) listener(one);
	});
}
