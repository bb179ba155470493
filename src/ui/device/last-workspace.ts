import type { WorkspaceId } from '#domain/ids.ts';
import type { KnownWorkspace } from '#sync/session/known-workspaces.ts';
import { deviceMemory, remember, type Memory } from '../device-memory.ts';

const memoryKey = 'draaiboek.last';

/** Notes which workspace was open last, for the next time that the app is started. */
export function noteLast(workspace: WorkspaceId, memory: Memory | null = deviceMemory()): void {
	remember(memory, memoryKey, workspace);
}

/** The workspace that was open last, or the newest. */
export function lastWorkspace(
	known: readonly KnownWorkspace[],
	memory: Memory | null = deviceMemory()
): KnownWorkspace | null {
	const last = recallLast(memory);
	return known.find(({ workspace }) => workspace === last) ?? known[0] ?? null;
}

function recallLast(memory: Memory | null): string | null {
	try {
		return memory?.getItem(memoryKey) ?? null;
	} catch {
		return null;
	}
}
