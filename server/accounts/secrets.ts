import type { Brand } from '#domain/brand.ts';
import { createHash, timingSafeEqual } from 'node:crypto';

/** What is stored instead of a secret: whoever reads the disk can't come in with it. */
export type SecretHash = Brand<string, 'SecretHash'>;

/** Chance as an argument: `count` bytes that nobody can guess. */
export type RandomBytes = (count: number) => Uint8Array;

/** SHA-256 without salt is enough: the secrets are random, 160 bits and more, never chosen by people. */
export function hashOf(secret: string): SecretHash {
	return createHash('sha256').update(secret).digest('hex') as SecretHash;
}

/** Compares in a time that says nothing about where they differ. */
export function isSecret(secret: string, hash: SecretHash): boolean {
	return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}

/** 256 bits for the cookie. */
export function newSessionToken(random: RandomBytes): string {
	return Buffer.from(random(32)).toString('base64url');
}

/** The token of a device that brings a key of its own: the same each time, and not to be told from the hash of it. */
export function sessionTokenOf(key: string): string {
	return createHash('sha256').update(`session ${key}`).digest('base64url');
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** 160 bits for an invitation link: 32 characters without capitals, 0 or 1, that survive being typed over. */
export function newInvitationSecret(random: RandomBytes): string {
	return Array.from(random(32), (byte) => letters[byte % 32] ?? '').join('');
}
