import type { Role } from '#domain/access/access.ts';
import { defaultLimits } from '#server/limits.ts';
import { Line } from '#server/relay/line.ts';
import { allAtOnce } from '#server/testing/all-at-once.ts';
import { emptyVector, visitorNamed } from '#server/testing/fake-device.ts';
import { encodeLine } from '#wire/line-frame.ts';
import { joined, lineChannel, pack } from '#wire/line.ts';
import { contested, opened, type Intruder } from './attack.ts';
import { documentNamed, type Coming } from './guests.ts';

interface Uninvited extends Coming {
	readonly role: Role;
}

const nobody = () => undefined;

/** On a socket for one document. */
export function badVisitor({ hub, workspace, name, role }: Uninvited): Intruder {
	let timesSentAway = 0;
	const connection = {
		...{ bufferedBytes: 0, send: nobody, tell: nobody },
		close: () => {
			timesSentAway++;
		}
	};
	const comeIn = () =>
		hub.join(workspace, documentNamed(contested[0]), visitorNamed(name, role), connection);
	let visit = comeIn();
	return {
		kind: 'visit',
		get timesSentAway() {
			return timesSentAway;
		},
		send(bytes) {
			if (!visit?.isOpen) visit = comeIn();
			if (visit) hub.receive(visit, bytes);
		},
		leave: () => visit && hub.leave(visit)
	};
}

/** On a line, with several documents. */
export function badCaller({ hub, workspace, name, role, client }: Uninvited): Intruder {
	let timesSentAway = 0;
	let isOver = false;
	const socket = {
		...{ bufferedBytes: 0, send: nobody },
		close: () => {
			timesSentAway++;
		}
	};
	const comeIn = () => {
		isOver = false;
		const ports = { hub, socket, limits: defaultLimits, onended: () => (isOver = true) };
		const line = new Line(workspace, visitorNamed(name, role), ports);
		allAtOnce(line.receive(openingOf(client)));
		return line;
	};
	let line = comeIn();
	return {
		kind: 'line',
		get timesSentAway() {
			return timesSentAway;
		},
		send(bytes) {
			if (isOver) line = comeIn();
			allAtOnce(line.receive(bytes));
		},
		leave: () => line.leave()
	};
}

/** The message with which an intruder begins: for receipts, and for these documents on channels from 1 on. */
export function openingOf(client: number): Uint8Array {
	const documents = opened.map((document, at) => {
		return { channel: at + 1, document, client, have: emptyVector };
	});
	const frames = [
		encodeLine({ kind: 'hello', version: 1 }),
		encodeLine({ kind: 'open', documents })
	];
	return joined(pack(frames.map((frame) => ({ channel: lineChannel, frame }))).flat());
}
