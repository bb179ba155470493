import { afterEach, beforeEach, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Day } from '#domain/time/day.ts';
import { exampleWorkspace } from '#ui/week/example-workspace.ts';
import type { OpenWorkspace } from '#ui/workspace/open-workspace.ts';

/** The Tuesday on which the tests look at the example. */
export const tuesday = '2026-11-24' as Day;

interface Looking {
	/** In pixels; a desk where nothing else is asked. */
	readonly width?: number;
	readonly height?: number;
	/** The time of day, as `10:00`. */
	readonly at?: string;
}

/** Gives each test of a file the example workspace anew, on a Tuesday morning, and closes it afterwards. */
export function inExample(
	give: (workspace: OpenWorkspace) => void,
	{ width = 1440, height = 900, at = '10:00' }: Looking = {}
): void {
	let opened: OpenWorkspace | null = null;
	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${tuesday}T${at}:00+01:00`) });
		await page.viewport(width, height);
		opened = await exampleWorkspace(tuesday);
		give(opened);
	});
	afterEach(async () => {
		vi.useRealTimers();
		await opened?.connection.close();
	});
}
