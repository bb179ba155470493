import type { Component } from 'svelte';
import { render } from 'vitest-browser-svelte';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';
import { fakeDevice } from './fake-device.ts';
import OnScreen from './OnScreen.svelte';

/** Shows a screen of an open workspace, with the place where it says what was done. */
export function onScreen<Given extends { workspace: OpenWorkspace }>(
	screen: Component<Given>,
	workspace: OpenWorkspace,
	given: Omit<Given, 'workspace'>,
	device = fakeDevice({}).device
): ReturnType<typeof render<typeof OnScreen>> {
	const loose = screen as unknown as Component<Record<string, unknown>>;
	return render(OnScreen, { device, workspace, screen: loose, given });
}
