/** A question makes the relay work for it: as much as so many small frames. */
export const questionWork = 10;

/** How much work a frame is, in small ones, before its bytes are counted. */
export function workOf(frame: Uint8Array): number {
	return frame[0] === 0 && frame[1] === 0 ? questionWork : 1;
}

/**
 * How much work so many bytes are, however they are divided into frames: one for each kB. They go out again
 * to everybody who has the document open, so what one member may bring at once is what a whole room waits for.
 */
export function workOfBytes({ length }: Uint8Array): number {
	return length / 1024;
}
