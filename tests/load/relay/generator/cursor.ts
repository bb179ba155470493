/** Reads lib0's numbers in place: one is enough for all, for reading never waits. */
export class Cursor {
	bytes: Buffer = Buffer.alloc(0);
	at = 0;

	set(bytes: Buffer, at: number): this {
		this.bytes = bytes;
		this.at = at;
		return this;
	}

	/** A variable-length unsigned integer; what is not there reads as zeros. */
	number(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.bytes[this.at++] ?? 0;
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}
}
