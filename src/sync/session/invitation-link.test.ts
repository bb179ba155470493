// Faults planted here, each seen red and taken back: the secret cut at a second dot instead of
// refused; any text taken for an id; a space at the end of a pasted link kept.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { InvitationId } from '#domain/ids.ts';
import { invitationLink, readInvitationLink } from './invitation-link.ts';

const anyId = fc.stringMatching(/^[a-z0-9]{16}$/).map((text) => InvitationId.parse(text)!);
const anySecret = fc.stringMatching(/^[A-Za-z0-9_-]{16,128}$/);

describe('an invitation link', () => {
	property.prop([anyId, anySecret])('reads back what was written into it', (invitation, secret) => {
		const link = invitationLink('https://plan.example', { invitation, secret });
		expect(new URL(link).pathname).toBe('/meedoen');
		expect(new URL(link).search).toBe('');
		for (const text of [link, `  ${link}\n`, new URL(link).hash, `${invitation}.${secret}`])
			expect(readInvitationLink(text)).toEqual({ invitation, secret });
	});

	property.prop([fc.oneof(fc.string(), fc.webUrl({ withFragments: true }))])(
		'any text gives an invitation or null',
		(text) => {
			const read = readInvitationLink(text);
			if (read) expect(InvitationId.parse(read.invitation)).toBe(read.invitation);
		}
	);

	test.each([
		'',
		'https://plan.example/meedoen',
		'https://plan.example/meedoen#abcdefghijklmnop',
		'https://plan.example/meedoen#abcdefghijklmnop.short',
		'https://plan.example/meedoen#Abcdefghijklmnop.abcdefghijklmnopqrstuvwxyz',
		'https://plan.example/meedoen#abcdefghijklmnop.abcdefghijklmnop.qrstuvwxyz234567'
	])('"%s" is none', (text) => {
		expect(readInvitationLink(text)).toBeNull();
	});
});
