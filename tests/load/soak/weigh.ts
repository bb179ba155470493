import { fork } from 'node:child_process';
import type { DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import type { KnownMember } from '#server/clerk/desk.ts';

/** A document as it lies on the disk: what was folded first, then what came after it. */
export interface Kept {
	readonly name: DocumentName;
	readonly pieces: readonly Uint8Array[];
}

/** All documents of one workspace. */
export interface Load {
	readonly workspace: WorkspaceId;
	readonly members: readonly KnownMember[];
	readonly documents: readonly Kept[];
}

/**
 * How much memory documents take, in bytes, of a relay that has just read them: what is known of their edits takes
 * more than the edits themselves, and the clerk has a copy that can be worked with. What a relay needs
 * beyond that, once it has been up for a while, is its own.
 */
export function weigh(load: Load): Promise<number> {
	const program = new URL('./weighing.ts', import.meta.url);
	const child = fork(program, { serialization: 'advanced', execArgv: ['--expose-gc'] });
	const { promise, resolve, reject } = Promise.withResolvers<number>();
	child.once('message', (bytes) => resolve(bytes as number));
	child.once('error', reject);
	child.once('exit', (code) => reject(new Error(`weighing ended with ${code}`)));
	child.send(load);
	return promise;
}
