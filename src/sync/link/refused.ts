/**
 * Why the relay will not talk now, though it may later: it knows no session of this browser, no member with it, or no
 * such workspace. So does one that was started on another folder, or on a backup, until its host has put that right.
 */
export type Unknown = 'no-session' | 'no-workspace';

/** Why the relay will not talk, of one document or of all; what is not `Unknown` is final. */
export type Refused = Unknown | 'not-allowed' | 'gone' | 'withdrawn' | 'expired' | 'erased';

/** Why a relay that hangs up does not know who is there; null for every other close code of wire/README.md. */
export function unknownBy(code: number): Unknown | null {
	switch (code) {
		case 4401:
		case 4403:
			return 'no-session';
		case 4404:
			return 'no-workspace';
		default:
			return null;
	}
}

/** The close codes of wire/README.md that are final. 4400 is a fault of one side: a later try may do. */
export function refusedBy(code: number): Refused | null {
	switch (code) {
		case 4401:
			return 'no-session';
		case 4403:
			return 'not-allowed';
		case 4404:
			return 'gone';
		case 4410:
			return 'withdrawn';
		case 4411:
			return 'expired';
		case 4412:
			return 'erased';
		default:
			return null;
	}
}
