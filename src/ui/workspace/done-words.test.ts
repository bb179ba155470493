// A fault planted here, seen red and taken back: only the words of the week are looked at.
import { describe, expect, test } from 'vitest';
import { deeds } from '../text/deeds.ts';
import { languages } from '../text/messages.ts';
import { weekActions } from '../text/week-actions.ts';
import { doneWords } from './done-words.ts';

describe.each(languages)('in %s', (language) => {
	const names = [...Object.keys(deeds.nl.done), ...Object.keys(weekActions.nl.done)];

	test.each(names)('%s has words of its own', (name) => {
		expect(doneWords(name, language)).not.toBe(weekActions[language].lastChange);
	});

	test('no two things that can be taken back are called the same', () => {
		expect(new Set(names.map((name) => doneWords(name, language))).size).toBe(names.length);
	});

	test('what is not known is the last change', () => {
		expect(doneWords(null, language)).toBe(weekActions[language].lastChange);
		expect(doneWords('toString', language)).toBe(weekActions[language].lastChange);
	});
});
