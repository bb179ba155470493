import type { Member, Role } from '#domain/access/access.ts';
import { DeviceId } from '#domain/ids.ts';
import { decode, encode, type Frame } from '#wire/frame.ts';
import * as Y from 'yjs';
import { framesFor } from '../relay/news.ts';
import type { Connection, Visitor } from '../relay/visit.ts';
import { idOf, personId } from './running-relay.ts';

/** A line without a socket: keeps what was said on it. */
export class FakeLine implements Connection {
	readonly frames: Frame[] = [];
	readonly closed: number[] = [];
	bufferedBytes = 0;

	send(frames: readonly Uint8Array[]): void {
		this.frames.push(...frames.map((frame) => decode(frame)));
	}

	tell(...told: Parameters<Connection['tell']>): void {
		this.send(framesFor(...told));
	}

	close(code: number): void {
		this.closed.push(code);
	}

	/** What was said of one kind. */
	heard<Kind extends Frame['kind']>(kind: Kind): Extract<Frame, { kind: Kind }>[] {
		return this.frames.filter(
			(frame): frame is Extract<Frame, { kind: Kind }> => frame.kind === kind
		);
	}

	/** The document that this line was told, keep-alives included. */
	get doc(): Y.Doc {
		const doc = new Y.Doc();
		for (const frame of this.frames) {
			if (frame.kind === 'change' || frame.kind === 'answer') Y.applyUpdate(doc, frame.update);
		}
		return doc;
	}

	get words(): Record<string, unknown> {
		return this.doc.getMap('m').toJSON();
	}
}

/** The only device of a person, named after her. */
export function visitorNamed(name: string, role: Role = 'coordinator'): Visitor {
	const member: Member = { person: personId(name), role, organisations: [] };
	return { device: idOf(DeviceId, `${name}s`), member, asOf: 1 };
}

/** What some device would send after writing one word, by a client of its own. */
export function changeOf(key: string, value: unknown = 1): Uint8Array {
	const doc = new Y.Doc();
	doc.getMap('m').set(key, value);
	return Y.encodeStateAsUpdate(doc);
}

export const hello = encode({ kind: 'hello', version: 1 });
export const emptyVector = new Uint8Array([0]);

export function change(update: Uint8Array): Uint8Array {
	return encode({ kind: 'change', update });
}

export function answer(update: Uint8Array): Uint8Array {
	return encode({ kind: 'answer', update });
}

export function ask(have: Uint8Array = emptyVector): Uint8Array {
	return encode({ kind: 'ask', have });
}
