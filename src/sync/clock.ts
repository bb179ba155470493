/** Time and chance as this layer's hands need them: arguments, so that a test decides when it is later. */
export interface Clock {
	/** Milliseconds since 1970 on this device. */
	now(): number;
	/** Calls `action` once after `delayMs`; returns a way to call it off. */
	after(delayMs: number, action: () => void): () => void;
	/** A number from 0 up to 1. */
	chance(): number;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	after(delayMs, action) {
		const timer = setTimeout(action, delayMs);
		return () => clearTimeout(timer);
	},
	chance: () => Math.random()
};
