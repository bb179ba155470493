import type { Joint, Message } from '#wire/line.ts';
import { Latest } from '../relay/latest.ts';
import { ownBytes, withoutOwn, type Span } from '../relay/news.ts';

/**
 * Finished WebSocket messages (RFC 6455, 5.2), for writing to the TCP socket itself.
 *
 * All messages of one turn go in one write, and their bytes are made once, however many sockets they go
 * to. That one write per recipient is what a busy room costs: through `ws.send` it would be one per
 * message and recipient.
 */

/** Stretches up to this size are worth copying together: one write costs more than the copy. */
const copyBytes = 16 * 1024;

const mostJoinedBytes = 16 * copyBytes;

const ofMessages = new Latest(join);
const ofFrames = new Latest((frames: readonly Uint8Array[]) => join(frames.map((one) => [one])));
const joints = new Latest(jointOf);

/** The bytes of these messages; those of the list that was given last are not made again. */
export function bytesOf(messages: readonly Message[]): readonly Uint8Array[] {
	return ofMessages.of(messages);
}

/** As `bytesOf`, each frame a message of its own. */
export function bytesOfFrames(frames: readonly Uint8Array[]): readonly Uint8Array[] {
	return ofFrames.of(frames);
}

/**
 * The bytes of a turn without somebody's own, then her receipt, each frame a message of its own: in one
 * piece where that is small. Null where all of the turn together would be a large copy.
 */
export function bytesTold(
	news: readonly Uint8Array[],
	own: Span | null,
	receipt: Uint8Array | null
): readonly Uint8Array[] | null {
	const joint = joints.of(news);
	if (!joint) return null;
	if (!own && !receipt) return [joint.bytes];
	const [from, until] = ownBytes(joint, own);
	const othersBytes = joint.bytes.length - (until - from);
	if (othersBytes > copyBytes)
		return [...withoutOwn(joint, own), ...(receipt ? [together([receipt.length, receipt])] : [])];
	const receiptBytes = receipt ? headBytes(receipt.length) + receipt.length : 0;
	const whole = Buffer.allocUnsafe(othersBytes + receiptBytes);
	joint.bytes.copy(whole, 0, 0, from);
	joint.bytes.copy(whole, from, until);
	if (receipt) whole.set(receipt, writeHead(whole, othersBytes, receipt.length));
	return [whole];
}

/** Messages one behind the other and with their places; null where that would be a large copy. */
function jointOf(frames: readonly Uint8Array[]): (Joint & { readonly bytes: Buffer }) | null {
	const starts: number[] = [];
	let bytes = 0;
	for (const { length } of frames) {
		starts.push(bytes);
		bytes += headBytes(length) + length;
	}
	if (bytes > mostJoinedBytes) return null;
	return { starts, bytes: together(frames.flatMap((frame) => [frame.length, frame])) };
}

/** The messages with their heads, small stretches copied together, large ones as they are. */
function join(messages: readonly Message[]): Uint8Array[] {
	const chunks: Uint8Array[] = [];
	let small: (Uint8Array | number)[] = [];
	for (const message of messages) {
		small.push(message.reduce((sum, { length }) => sum + length, 0));
		for (const stretch of message) {
			small.push(stretch);
			if (stretch.length <= copyBytes) continue;
			small.pop();
			chunks.push(together(small), stretch);
			small = [];
		}
	}
	if (small.length > 0) chunks.push(together(small));
	return chunks;
}

/** Stretches in one piece of memory; a number stands for the head of a message of that length. */
function together(stretches: readonly (Uint8Array | number)[]): Buffer {
	let bytes = 0;
	for (const one of stretches) bytes += typeof one === 'number' ? headBytes(one) : one.length;
	const whole = Buffer.allocUnsafe(bytes);
	let at = 0;
	for (const one of stretches) {
		if (typeof one === 'number') at = writeHead(whole, at, one);
		else {
			whole.set(one, at);
			at += one.length;
		}
	}
	return whole;
}

function headBytes(length: number): number {
	if (length < 126) return 2;
	return length < 65_536 ? 4 : 10;
}

/** Writes the head of an unmasked, unfragmented binary message; returns where it ends. */
function writeHead(into: Buffer, at: number, length: number): number {
	into[at] = 0x82;
	if (length < 126) into[at + 1] = length;
	else if (length < 65_536) {
		into[at + 1] = 126;
		into.writeUInt16BE(length, at + 2);
	} else {
		into[at + 1] = 127;
		into.writeBigUInt64BE(BigInt(length), at + 2);
	}
	return at + headBytes(length);
}
