// Faults planted, each seen red and taken back: only the end is looked at, letters counted over the whole text,
// a break that is written in the text itself counted as a letter.
import { expect, test } from 'vitest';
import { goodBreaks } from './word-breaks.ts';

const shown = (divided: string) => goodBreaks(divided.replaceAll('-', '\u00ad')).split('\u00ad');

test('no word is left with a syllable of three letters at either end', () => {
	expect(shown('vrij-wil-li-ger')).toEqual(['vrij', 'wil', 'liger']);
	expect(shown('ge-meen-te-huis')).toEqual(['gemeen', 'te', 'huis']);
	expect(shown('film-na-mid-dag')).toEqual(['film', 'na', 'middag']);
	expect(shown('uit-ein-de')).toEqual(['uiteinde']);
});

test('each word is looked at by itself', () => {
	expect(shown('zaal ge-meen-te-huis, bi-bli-o-theek')).toEqual([
		'zaal gemeen',
		'te',
		'huis, bibli',
		'o',
		'theek'
	]);
});
