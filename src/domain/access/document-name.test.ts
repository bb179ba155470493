// Faults that were planted and seen red: `ledger/venues` read as a season; a rest that is no id accepted.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { anyDocument } from '#tests/support/any-document.ts';
import { documentText, parseDocumentName } from './document-name.ts';

describe('the name of a document', () => {
	property.prop([anyDocument])('is read as it was written', (name) => {
		expect(parseDocumentName(documentText(name))).toEqual(name);
	});

	property.prop([fc.uniqueArray(anyDocument, { selector: (name) => JSON.stringify(name) })])(
		'is no other document’s',
		(names) => {
			expect(new Set(names.map(documentText)).size).toBe(names.length);
		}
	);

	property.prop([fc.oneof(fc.string(), anyDocument.map(documentText), fc.webPath())])(
		'is read out of no other text',
		(text) => {
			const name = parseDocumentName(text);
			if (name) expect(documentText(name)).toBe(text);
		}
	);

	test.each([
		'',
		'directory/',
		'people/ann',
		'ledger/',
		'ledger/venue',
		'lane/Ann',
		'care/abcdefghijklmnop',
		'org/a/b'
	])('%j names none', (text) => expect(parseDocumentName(text)).toBeNull());
});
