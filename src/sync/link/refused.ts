/** Why the relay will not talk, however often this device asks. */
export type Refused = 'no-session' | 'not-allowed' | 'gone' | 'withdrawn' | 'expired' | 'erased';

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
