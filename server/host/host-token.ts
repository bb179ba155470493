/** The host chose a token that can be guessed. */
export class TokenTooShort extends Error {
	override readonly name = 'TokenTooShort';
	readonly code = 'token-too-short';
}

const leastLength = 16;

/** What opens `/metrics` and `/status`; null where the host named nothing. Throws `TokenTooShort`. */
export function hostTokenIn({
	STATUS_TOKEN
}: Readonly<Record<string, string | undefined>>): string | null {
	const token = STATUS_TOKEN ?? '';
	if (token === '') return null;
	if (token.length < leastLength) {
		throw new TokenTooShort(
			`STATUS_TOKEN is shorter than ${leastLength} characters and can be guessed. Make one with: openssl rand -hex 16`
		);
	}
	return token;
}
