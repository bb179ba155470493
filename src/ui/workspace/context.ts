import { createContext } from 'svelte';
import type { Toasts } from '../kit/toasts.svelte.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** The workspace that the screens below are about; a getter, since another may be opened in its place. */
export const [workspaceContext, setWorkspaceContext] = createContext<() => OpenWorkspace>();

/** The one place of the workspace's screens where short messages appear. */
export const [toastsContext, setToastsContext] = createContext<Toasts>();
