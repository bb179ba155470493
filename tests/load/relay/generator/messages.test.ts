import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { MessageReader, messageOf, opcodes } from './messages.ts';

const anyContent = fc.oneof(
	fc.uint8Array({ maxLength: 200 }),
	fc.uint8Array({ minLength: 125, maxLength: 127 }),
	fc.integer({ min: 65_530, max: 65_540 }).map((length) => new Uint8Array(length).fill(7))
);

/** As a server sends it: without a mask. */
function unmasked(content: Uint8Array): Buffer {
	const message = messageOf(content);
	const head = message.length - content.length - 4;
	const plain = Buffer.concat([message.subarray(0, head), content]);
	plain[1] = (plain[1] ?? 0) & 0x7f;
	return plain;
}

property.prop([fc.array(anyContent, { maxLength: 8 }), fc.array(fc.nat(2_000), { maxLength: 20 })])(
	'messages come out whole, wherever the bytes are cut on their way',
	(contents, cuts) => {
		const bytes = Buffer.concat(contents.map(unmasked));
		const heard: Buffer[] = [];
		const reader = new MessageReader((opcode, all, from, until) => {
			expect(opcode).toBe(opcodes.binary);
			heard.push(Buffer.from(all.subarray(from, until)));
		});
		const memory = Buffer.alloc(bytes.length);
		let at = 0;
		for (const cut of [...cuts, bytes.length]) {
			const end = Math.min(bytes.length, at + cut);
			// The same memory every time, as a socket reads into it.
			bytes.copy(memory, 0, at, end);
			reader.take(memory.subarray(0, end - at));
			at = end;
		}
		expect(heard.map((one) => one.toString('hex'))).toEqual(
			contents.map((content) => Buffer.from(content).toString('hex'))
		);
	}
);
