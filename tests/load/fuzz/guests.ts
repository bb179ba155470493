import { parseDocumentName, type DocumentName } from '#domain/access/document-name.ts';
import type { WorkspaceId } from '#domain/ids.ts';
import { defaultLimits } from '#server/limits.ts';
import type { Hub } from '#server/relay/hub.ts';
import { Line } from '#server/relay/line.ts';
import { framesFor } from '#server/relay/news.ts';
import type { Visit } from '#server/relay/visit.ts';
import { allAtOnce } from '#server/testing/all-at-once.ts';
import { change, emptyVector, hello, visitorNamed } from '#server/testing/fake-device.ts';
import { decode, encode } from '#wire/frame.ts';
import { decodeLine, encodeLine } from '#wire/line-frame.ts';
import { Assembly, joined, lineChannel, pack, readParts, type Message } from '#wire/line.ts';
import { writePresence } from '#wire/presence.ts';
import { contested } from './attack.ts';

/** Where somebody comes in, and as whom. */
export interface Coming {
	readonly hub: Hub;
	readonly workspace: WorkspaceId;
	readonly name: string;
	/** Under which she writes. */
	readonly client: number;
}

/** What an honest device hears. */
export interface GuestEars {
	onupdate(update: Uint8Array): void;
	onclosed(code: number): void;
}

/** An honest device, with the contested documents open. */
export interface Guest {
	say(document: string, update: Uint8Array): void;
	leave(): void;
}

/** With a socket for each document, as a y-websocket client: with its presence it says under which id it writes. */
export function visitor({ hub, workspace, name, client }: Coming, ears: GuestEars): Guest {
	const connection = {
		bufferedBytes: 0,
		send: (frames: readonly Uint8Array[]) => hear(frames, ears),
		tell: (...told: Parameters<typeof framesFor>) => hear(framesFor(...told), ears),
		close: (code: number) => ears.onclosed(code)
	};
	const visits = contested.map((document) => {
		const visit = hub.join(workspace, documentNamed(document), visitorNamed(name), connection);
		if (!visit) throw new Error(`${name} may not read ${document}`);
		hub.receive(visit, hello);
		hub.receive(visit, presenceOf(client));
		return [document, visit] as const;
	});
	const byDocument = new Map<string, Visit>(visits);
	return {
		say(document, update) {
			const visit = byDocument.get(document);
			if (visit) hub.receive(visit, change(update));
		},
		leave: () => {
			for (const [, visit] of visits) hub.leave(visit);
		}
	};
}

/** With one line for all of them, as the app. */
export function caller({ hub, workspace, name, client }: Coming, ears: GuestEars): Guest {
	const socket = {
		bufferedBytes: 0,
		send: (messages: readonly Message[]) => hearMessages(messages, ears),
		close: (code: number) => ears.onclosed(code)
	};
	const line = new Line(workspace, visitorNamed(name), {
		...{ hub, socket, limits: defaultLimits, onended: () => undefined }
	});
	const say = (channel: number, frame: Uint8Array) =>
		allAtOnce(line.receive(joined(pack([{ channel, frame }]).flat())));
	const documents = contested.map((document, at) => {
		return { channel: at + 1, document, client, have: emptyVector };
	});
	say(lineChannel, encodeLine({ kind: 'open', documents }));
	return {
		say: (document, update) =>
			say(1 + contested.findIndex((one) => one === document), change(update)),
		leave: () => line.leave()
	};
}

/** What a device shows of itself, and so under which client it writes. */
export function presenceOf(client: number): Uint8Array {
	const entries = writePresence([{ client, clock: 1, state: '{}' }]);
	return encode({ kind: 'presence', entries });
}

export function documentNamed(text: string): DocumentName {
	const name = parseDocumentName(text);
	if (!name) throw new TypeError(`${text} is no document`);
	return name;
}

function hear(frames: readonly Uint8Array[], ears: GuestEars): void {
	for (const frame of frames) {
		// Nothing but a change begins like this, and the frames of others are many.
		if (frame[0] !== 0 || frame[1] !== 2) continue;
		const read = decode(frame);
		if (read.kind === 'change') ears.onupdate(read.update);
	}
}

function hearMessages(messages: readonly Message[], ears: GuestEars): void {
	const assembly = new Assembly(Infinity);
	for (const part of messages.map(joined).flatMap(readParts)) {
		const taken = assembly.take(part);
		if (typeof taken === 'string') continue;
		if (taken.channel !== lineChannel) hear([taken.frame], ears);
		else hearOfLine(taken.frame, ears);
	}
}

function hearOfLine(bytes: Uint8Array, ears: GuestEars): void {
	const frame = decodeLine(bytes);
	if (frame.kind === 'shut') ears.onclosed(frame.code);
}
