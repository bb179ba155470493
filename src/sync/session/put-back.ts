import * as Y from 'yjs';
import type { WorkspaceFile } from '#document/exchange/file.ts';
import { importWorkspace } from '#document/exchange/import.ts';
import type { PersonId, WorkspaceId } from '#domain/ids.ts';
import type { Membership } from './answers.ts';
import type { Api } from './api.ts';
import type { ApiResult } from './api-result.ts';

export interface PuttingBack {
	/** A fresh id: an existing workspace is never touched. */
	readonly workspace: WorkspaceId;
	/** Somebody in the file, who becomes the coordinator. */
	readonly person: PersonId;
	/** What this device is called in the list of devices. */
	readonly label: string;
}

/** Puts a saved workspace back at the relay as a new one, with everybody's lanes and numbers as they were. */
export function putBack(
	api: Pick<Api, 'restore'>,
	file: WorkspaceFile,
	{ workspace, person, label }: PuttingBack
): Promise<ApiResult<Membership>> {
	const restored = importWorkspace(file, () => new Y.Doc(), { workspace, me: person });
	return api.restore(workspace, person, label, restored.documents);
}
