import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import { deeds } from '../text/deeds.ts';
import { text } from '../text/text.svelte.ts';
import { toasts } from '../toasts.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** What is done, by the name that history keeps, and the words that say it was. */
export interface Deed {
	readonly name: string;
	readonly said: string;
}

/**
 * Does something as one step and says so, with the way back beside it: removing asks no question,
 * because it is so easily taken back. The way back takes this step back and no other, whatever was
 * done since. Where nothing changed, nothing is said.
 */
export function deed<T>(
	workspace: OpenWorkspace,
	{ name, said }: Deed,
	command: (step: Step, documents: WorkspaceDocuments) => T
): T {
	const [done, answer] = workspace.do(name, (step, documents) => {
		return [step, command(step, documents)] as const;
	});
	if (!done.isEmpty) toasts.say(said, { undo: () => takeBack(workspace, done) });
	return answer;
}

function takeBack(workspace: OpenWorkspace, step: Step): void {
	if (workspace.history.takeBack(step) === 'changed-meanwhile')
		toasts.say(text.of(deeds).changedMeanwhile, { tone: 'attention' });
}
