import type { Member } from '#domain/access/access.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { Clock } from '#sync/clock.ts';
import type { Api } from '#sync/session/api.ts';
import type { KnownWorkspaces, Shelf } from '#sync/session/known-workspaces.ts';
import type { Shell } from '#sync/shell/shell.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';

/** What a device lends: in a browser the real things, in a test a few lines. */
export interface DeviceTools {
	readonly api: Api;
	readonly known: KnownWorkspaces;
	/** Where small things outlive the page; left out where the browser refuses. */
	readonly shelf?: Shelf | null;
	readonly connection: (workspace: WorkspaceId, member: Member) => WorkspaceConnection;
	readonly shell: Shell | null;
	/** What this device is called in a list of devices: "telefoon". */
	readonly label: () => string;
	/** Asks the browser not to clear what this device keeps, now that there is something to keep. */
	readonly keep?: () => void;
	readonly clock?: Clock;
}
