import type { Component } from 'svelte';
import { render } from 'vitest-browser-svelte';
import type { ThisDevice } from '#ui/device/this-device.svelte.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import OnDevice from './OnDevice.svelte';

type Loose = Component<Record<string, unknown>>;

/** Shows a screen as it stands on a device, with or without an open workspace around it. */
export function onDevice<Given extends Record<string, unknown>>(
	screen: Component<Given>,
	given: Given,
	device: ThisDevice,
	workspace?: OpenWorkspace
): ReturnType<typeof render<typeof OnDevice>> {
	return render(OnDevice, { device, workspace, screen: screen as Loose, given });
}
