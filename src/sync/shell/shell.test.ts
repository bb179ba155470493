// Faults planted here, each seen red and taken back: an update offered over what stands nowhere else;
// none offered where the relay refuses; one that was coming in before the page unnoticed; the
// first worker of a new device reloads the page; a waiting worker that stood ready at start unnoticed;
// a refused registration that throws; a page loaded anew over what stands nowhere else, over what is
// being filled in, and never again; one in the middle of its work, or before the address has come to rest.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Cell } from '../observable.ts';
import type { SyncStatus } from '../status.ts';
import { takeOver } from './requests.ts';
import { registerShell, type ShellTools } from './shell.ts';

/** A browser with a waiting worker, a first worker, or none. */
function browserWith(waiting: boolean, controlled: boolean, refuses = false) {
	const workers = new EventTarget() as EventTarget & Record<string, unknown>;
	const worker = { postMessage: vi.fn() };
	const registration = Object.assign(new EventTarget(), {
		waiting: waiting ? worker : null,
		installing: null,
		update: () => Promise.resolve()
	});
	workers.controller = controlled ? {} : null;
	workers.register = () =>
		refuses ? Promise.reject(new Error('refused')) : Promise.resolve(registration);
	const reload = vi.fn();
	const page = Object.assign(new EventTarget(), { isFilling: false, isOfWorker: true });
	const tools = {
		...{ workers, reload, isFilling: () => page.isFilling },
		isOfWorker: () => Promise.resolve(page.isOfWorker),
		onfilled: (listener: () => void) => page.addEventListener('filled', listener)
	} as unknown as ShellTools;
	return { tools, workers, worker, registration, reload, page };
}

const standingNowhere: SyncStatus = {
	...{ kind: 'not-saved', why: 'refused', count: 1, sharing: 'no-line' }
};
afterEach(() => vi.useRealTimers());

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a newer version', () => {
	test('is offered where it loses nothing of this person, and taken when she says so', async () => {
		const { tools, worker, workers, reload } = browserWith(true, true);
		const shell = registerShell(tools)!;
		const status = new Cell<SyncStatus>(standingNowhere);
		shell.heldBy([status]);
		await settled();
		expect(shell.updateReady.read()).toBe(false);
		status.set({ kind: 'shared' });
		expect(shell.updateReady.read()).toBe(true);
		shell.heldBy([status, new Cell<SyncStatus>(standingNowhere)]);
		expect(shell.updateReady.read()).toBe(false);
		shell.heldBy([]);
		expect(shell.updateReady.read()).toBe(true);
		shell.applyUpdate();
		expect(worker.postMessage).toHaveBeenCalledWith(takeOver);
		workers.dispatchEvent(new Event('controllerchange'));
		expect(reload).toHaveBeenCalledOnce();
	});

	test.each<SyncStatus>([
		{ kind: 'not-saved', why: 'refused', count: 0, sharing: 'done' },
		{ kind: 'offline', since: 0, count: 1, overdue: false, kept: true },
		{ kind: 'expired', count: 1, kept: true },
		{ kind: 'no-session', count: 0, kept: true },
		{ kind: 'too-large', documents: [{ kind: 'people' }], count: 2, kept: true },
		{ kind: 'gone', documents: [{ kind: 'people' }], count: 1, kept: true },
		{ kind: 'not-allowed', documents: [{ kind: 'people' }], count: 0, kept: true }
	])('is offered to a device that stays $kind', async (status) => {
		const shell = registerShell(browserWith(true, true).tools)!;
		shell.heldBy([new Cell(status)]);
		await settled();
		expect(shell.updateReady.read()).toBe(true);
	});

	test('loads nothing anew while a change is still on its way to the disk', () => {
		const { tools, workers, reload } = browserWith(true, true);
		const shell = registerShell(tools)!;
		const sharing = { kind: 'sharing', count: 1, overdue: false } as const;
		const status = new Cell<SyncStatus>({ ...sharing, kept: false });
		shell.heldBy([status]);
		workers.dispatchEvent(new Event('controllerchange'));
		expect(reload).not.toHaveBeenCalled();
		status.set({ ...sharing, kept: true });
		expect(reload).toHaveBeenCalledOnce();
	});

	test('that another tab took loads this one anew once nothing in it is lost: work that stands nowhere else', () => {
		const { tools, workers, reload } = browserWith(true, true);
		const shell = registerShell(tools)!;
		const status = new Cell<SyncStatus>(standingNowhere);
		shell.heldBy([status]);
		workers.dispatchEvent(new Event('controllerchange'));
		expect(reload).not.toHaveBeenCalled();
		status.set({ kind: 'not-saved', why: 'refused', count: 0, sharing: 'done' });
		status.set({ kind: 'shared' });
		expect(reload).toHaveBeenCalledOnce();
	});

	test('nor what somebody is filling in; it was taken, so it is not offered again meanwhile', async () => {
		const { tools, workers, reload, page } = browserWith(true, true);
		const shell = registerShell(tools)!;
		await settled();
		expect(shell.updateReady.read()).toBe(true);
		page.isFilling = true;
		workers.dispatchEvent(new Event('controllerchange'));
		expect(shell.updateReady.read()).toBe(false);
		expect(reload).not.toHaveBeenCalled();
		page.isFilling = false;
		page.dispatchEvent(new Event('filled'));
		expect(reload).toHaveBeenCalledOnce();
	});

	test('nor work of this page that would be cut off, and leaves it a moment to go where it goes then', () => {
		vi.useFakeTimers();
		const { tools, workers, reload } = browserWith(true, true);
		const shell = registerShell(tools)!;
		const status = new Cell<SyncStatus>(standingNowhere);
		const isBusy = new Cell(false);
		shell.heldBy([status]);
		shell.heldWhile(isBusy);
		workers.dispatchEvent(new Event('controllerchange'));
		isBusy.set(true);
		status.set({ kind: 'closed' });
		vi.advanceTimersByTime(10_000);
		expect(reload).not.toHaveBeenCalled();
		isBusy.set(false);
		expect(reload).not.toHaveBeenCalled();
		vi.advanceTimersByTime(10_000);
		expect(reload).toHaveBeenCalledOnce();
	});

	test('that comes in while the page is open is noticed', async () => {
		const { tools, worker, registration } = browserWith(false, true);
		const shell = registerShell(tools)!;
		await settled();
		const coming = Object.assign(new EventTarget(), { state: 'installing' });
		Object.assign(registration, { installing: coming });
		registration.dispatchEvent(new Event('updatefound'));
		Object.assign(registration, { waiting: worker });
		coming.state = 'installed';
		coming.dispatchEvent(new Event('statechange'));
		expect(shell.updateReady.read()).toBe(true);
	});

	test('that was coming in already when the page opened is noticed as well', async () => {
		const { tools, worker, registration } = browserWith(false, true);
		const coming = Object.assign(new EventTarget(), { state: 'installing' });
		Object.assign(registration, { installing: coming });
		const shell = registerShell(tools)!;
		await settled();
		expect(shell.updateReady.read()).toBe(false);
		Object.assign(registration, { waiting: worker, installing: null });
		coming.state = 'installed';
		coming.dispatchEvent(new Event('statechange'));
		expect(shell.updateReady.read()).toBe(true);
	});

	test('the very first one is no update, and loads nothing anew', async () => {
		const { tools, workers, reload } = browserWith(true, false);
		const shell = registerShell(tools)!;
		await settled();
		expect(shell.updateReady.read()).toBe(false);
		workers.dispatchEvent(new Event('controllerchange'));
		await settled();
		expect(reload).not.toHaveBeenCalled();
	});

	test('the very first one is of a later build than the page, where that came before a deployment', async () => {
		const { tools, workers, reload, page } = browserWith(true, false);
		registerShell(tools);
		page.isOfWorker = false;
		workers.dispatchEvent(new Event('controllerchange'));
		await settled();
		expect(reload).toHaveBeenCalledOnce();
	});

	test('a browser that refuses workers only needs the network to start', async () => {
		const shell = registerShell(browserWith(false, false, true).tools)!;
		await settled();
		expect(shell.updateReady.read()).toBe(false);
		expect(registerShell(null)).toBeNull();
	});
});
