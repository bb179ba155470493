/** A question makes the relay work for it: as much as so many small frames, before it is answered. */
export const questionWork = 10;

/** To open a document: a place and a room for it. What had to be read to answer is work of its own. */
export const openingWork = 2;

/** To come in is work, and who then says what makes no sense is sent away: so that she does not at once come again. */
export const nonsenseWork = 50;

/** How much work a frame is, in small ones, before its bytes are counted. */
export function workOf(frame: Uint8Array): number {
	const isQuestion = (frame[0] === 0 && frame[1] === 0) || frame[0] === askPresenceKind;
	return isQuestion ? questionWork : 1;
}

const askPresenceKind = 3;

/**
 * How much work so many bytes are, however they are divided into frames: one for each kB. They go out again
 * to everybody who has the document open, so what one member may bring at once is what a whole room waits for.
 */
export function workOfBytes({ length }: Uint8Array): number {
	return length / 1024;
}

/**
 * How much work it was to bring a device up to date: one for each 4 kB that had to be gone through, and one for
 * each 16 kB that went out as it lay there. Yjs takes some 50 us for a kB of which a device has a part, and a
 * document that nobody had open some 20 us.
 */
export function workOfReading(goneThroughBytes: number, sentBytes = 0): number {
	return goneThroughBytes / 4096 + sentBytes / 16_384;
}
