import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Toasts } from '../kit/toasts.svelte.ts';
import { deeds } from '../text/deeds.ts';
import { text } from '../text/text.svelte.ts';
import { toastsContext } from './context.ts';
import type { DeedName } from './done-words.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** What is done, by the name that history keeps, and the words that say it was. */
export interface Deed {
	readonly name: DeedName;
	readonly said: string;
}

type Command<T> = (step: Step, documents: WorkspaceDocuments) => T;

/** Does something as one step, says so, and offers the way back. */
export type Do = <T>(deed: Deed, command: Command<T>) => T;

/**
 * How a screen does things: as one step, with the words that it was done and the way back beside them.
 * Removing asks no question, because it is so easily taken back. The way back takes that step back and
 * no other, whatever was done since. Where nothing changed, nothing is said.
 *
 * Call it while a component is set up.
 */
export function deedsOf(workspace: () => OpenWorkspace): Do {
	const toasts = toastsContext();
	return ({ name, said }, command) => {
		const open = workspace();
		const [step, answer] = open.do(name, (made, documents) => {
			return [made, command(made, documents)] as const;
		});
		if (!step.isEmpty) toasts.say(said, { undo: () => takeBack(open, step, toasts) });
		return answer;
	};
}

function takeBack(workspace: OpenWorkspace, step: Step, toasts: Toasts): void {
	if (workspace.history.takeBack(step) === 'changed-meanwhile')
		toasts.say(text.of(deeds).changedMeanwhile, { tone: 'attention' });
}
