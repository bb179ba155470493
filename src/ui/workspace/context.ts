import { createContext } from 'svelte';
import type { OpenWorkspace } from './open-workspace.ts';

/** The workspace that the screens below are about; a getter, since another may be opened in its place. */
export const [workspaceContext, setWorkspaceContext] = createContext<() => OpenWorkspace>();
