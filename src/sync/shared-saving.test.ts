// Faults planted here, each seen red and taken back: a follower that listens to itself only; a writer
// that does not answer who asks later; what was heard kept after taking over; a change confirmed as it
// is taken; one that is confirmed twice; a follower that asks nobody.
import { expect, test } from 'vitest';
import { Cell, sameText } from './observable.ts';
import { SharedSaving } from './shared-saving.ts';
import type { Saving } from './store/device-store.ts';
import type { TabMessage, Tabs } from './tabs.ts';

const saved: Saving = { status: 'saved' };
const full: Saving = { status: 'not-saved', why: 'full' };

/** A tab, with what it says handed to `hear`. */
function tab(writes: boolean, hear: (message: TabMessage) => void = () => undefined) {
	const own = new Cell<Saving>(saved, sameText);
	const writing = new Cell(writes);
	const allKept = new Cell(true);
	const tabs: Tabs = {
		...{ writes: writing, allKept, post: hear, hear: () => () => undefined, close: () => undefined }
	};
	return { own, writing, allKept, saving: new SharedSaving('season/x', own, tabs) };
}

function twoTabs() {
	const follower = tab(false);
	const writer = tab(true, (message) => {
		if (message.kind === 'saving') follower.saving.hear(message.why);
	});
	return { writer, follower };
}

test('a tab that follows says what the tab that stores meets: a full disk, and room again', () => {
	const { writer, follower } = twoTabs();
	writer.own.set(full);
	expect(follower.saving.state.read()).toEqual(full);
	writer.own.set({ status: 'saving' });
	expect(follower.saving.state.read()).toEqual(saved);
});

test('a tab that opens later asks, and is told', () => {
	const { writer, follower } = twoTabs();
	writer.own.set(full);
	follower.saving.hear(null);
	writer.saving.tellAgain();
	expect(follower.saving.state.read()).toEqual(full);
});

test('a tab that takes over knows by itself', () => {
	const { writer, follower } = twoTabs();
	writer.own.set(full);
	follower.writing.set(true);
	expect(follower.saving.state.read()).toEqual(saved);
});

test('a change of another tab is confirmed once it is on the disk, and not again', () => {
	const said: TabMessage[] = [];
	const writer = tab(true, (message) => said.push(message));
	writer.own.set({ status: 'saving' });
	writer.saving.owe('a');
	writer.saving.owe('b');
	writer.saving.owe(undefined);
	expect(said).toEqual([]);
	writer.own.set(saved);
	expect(said).toEqual([{ kind: 'kept', tickets: ['a', 'b'] }]);
	writer.saving.owe('c');
	expect(said.slice(1)).toEqual([{ kind: 'kept', tickets: ['c'] }]);
});

test('what a tab that does not store took, it confirms to nobody', () => {
	const said: TabMessage[] = [];
	tab(false, (message) => said.push(message)).saving.owe('a');
	expect(said).toEqual([]);
});

test('a tab that follows has nothing saved until what it handed over is confirmed', () => {
	const { follower } = twoTabs();
	follower.allKept.set(false);
	expect(follower.saving.state.read()).toEqual({ status: 'saving' });
	follower.saving.hear('full');
	expect(follower.saving.state.read()).toEqual(full);
	follower.saving.hear(null);
	follower.allKept.set(true);
	expect(follower.saving.state.read()).toEqual(saved);
});

test('what this tab meets itself goes before what it hears', () => {
	const { follower } = twoTabs();
	follower.own.set({ status: 'not-saved', why: 'refused' });
	follower.saving.hear('full');
	expect(follower.saving.state.read()).toEqual({ status: 'not-saved', why: 'refused' });
});
