// Faults planted here, each seen red and taken back: a full disk told as bad luck; a device that the relay does not
// know told that its workspace waits to be shared.
import { expect, test } from 'vitest';
import { relay } from '../text/relay.ts';
import { failureWord } from './failure-words.ts';

test('only of what was never shared it is said that it will be', () => {
	expect(relay.nl[failureWord('not-shared')]).toMatch(/Zodra ze gedeeld is/);
	for (const code of ['no-session', 'not-a-member'] as const)
		expect(relay.nl[failureWord(code)]).toMatch(/herkent deze werking of dit toestel nu niet/);
});

test('where the disk of the host is full nobody is told to try again in a moment', () => {
	expect(relay.nl[failureWord('disk-full')]).toMatch(/schijf vol.*moet plaats maken/);
	expect(relay.nl[failureWord('disk-full')]).not.toMatch(/opnieuw/);
	expect(relay.nl[failureWord('relay-failed')]).toMatch(/zo meteen opnieuw/);
});
