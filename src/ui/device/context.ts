import { createContext } from 'svelte';
import type { ThisDevice } from './this-device.svelte.ts';

/** The device on which the app runs: its workspaces, and its line to the relay. */
export const [deviceContext, setDeviceContext] = createContext<ThisDevice>();
