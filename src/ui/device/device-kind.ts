/** What people call the thing in their hand. */
export type DeviceKind = 'phone' | 'tablet' | 'computer';

/**
 * A guess, for a label that can be changed. An iPad says that it is a Mac, but no Mac has a touch
 * screen; an Android tablet says everything that a phone says but "Mobile".
 */
export function guessKind(userAgent: string, touchPoints: number): DeviceKind {
	if (/iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'tablet';
	if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? 'phone' : 'tablet';
	return /iPhone|iPod|Mobile/.test(userAgent) ? 'phone' : 'computer';
}
