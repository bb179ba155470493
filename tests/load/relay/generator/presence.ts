import { encode } from '#wire/frame.ts';
import { writePresence } from '#wire/presence.ts';
import type { OnChanges } from './change.ts';
import { Cursor } from './cursor.ts';
import { type Room, messageIn } from './room.ts';

/** The message in which a client says where it looks, for the `move`-th time. */
export function presenceMessage(room: Room, client: number, move: number): Buffer {
	const state = JSON.stringify({
		...{ name: `Vrijwilliger ${client}`, page: 'week', venue: 'venue00000000000' },
		...{ day: '2026-11-16', focus: `place/${String(move).padStart(8, '0')}` }
	});
	const entries = writePresence([{ client, clock: move + 1, state }]);
	return messageIn(room, encode({ kind: 'presence', entries }));
}

const cursor = new Cursor();

/** Reads whose moves are in the entries of a presence frame; false when they are none. */
export function readMoves(bytes: Buffer, from: number, until: number, tell: OnChanges): boolean {
	cursor.set(bytes, from);
	for (let entries = cursor.number(); entries > 0; entries--) {
		const client = cursor.number();
		const clock = cursor.number();
		const length = cursor.number();
		const end = cursor.at + length;
		tell(client, clock - 1, 1);
		cursor.at = end;
	}
	return cursor.at === until;
}
