/**
 * What one row of a log holds: all updates of one document in one batch, so that a busy turn writes a row
 * for each document and not for each change. A single update lies there as it is; of several, each stands
 * behind its length, in four bytes, big end first.
 */
export interface RowBody {
	readonly count: number;
	readonly body: Uint8Array;
}

const lengthBytes = 4;

/** The bytes may be the caller's own. */
export function packRow(updates: readonly Uint8Array[]): RowBody {
	const [first] = updates;
	if (first && updates.length === 1) return { count: 1, body: first };
	const bytes = updates.reduce((sum, { length }) => sum + lengthBytes + length, 0);
	const body = Buffer.allocUnsafe(bytes);
	let at = 0;
	for (const update of updates) {
		at = body.writeUInt32BE(update.length, at);
		body.set(update, at);
		at += update.length;
	}
	return { count: updates.length, body };
}

/** The updates in it, as views; null where the lengths don't add up. */
export function unpackRow({ count, body }: RowBody): Uint8Array[] | null {
	if (count === 1) return [body];
	const view = new DataView(body.buffer, body.byteOffset, body.length);
	const updates: Uint8Array[] = [];
	let at = 0;
	while (at + lengthBytes <= body.length) {
		const from = at + lengthBytes;
		at = from + view.getUint32(at);
		if (at <= body.length) updates.push(body.subarray(from, at));
	}
	return at === body.length ? updates : null;
}
