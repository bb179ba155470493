import type { KnownWorkspace } from '#sync/session/known-workspaces.ts';

/** What a workspace is opened as: another person, role or organisation needs other documents. */
export function openingKey({ workspace, person, role, organisations }: KnownWorkspace): string {
	return [workspace, person, role, ...organisations].join(' ');
}
