import { fingerprint } from '#server/keep/fingerprint.ts';
import { integrate } from '#server/relay/integrate.ts';
import { LeanLine, type LineAddress } from '../line/lean-line.ts';
import * as Y from 'yjs';

const nothing = new Uint8Array([0]);
/** It writes nothing, under a client id that nobody else has. */
const client = 1;

/** One document as the relay gives it to a device that has nothing. */
export interface Told {
	readonly state: Uint8Array;
	readonly vector: Uint8Array;
	/** A name for what it holds: `fingerprint`. */
	readonly print: string;
}

/** What the relay says that these documents hold. */
export async function askRelay(
	address: LineAddress,
	documents: readonly string[]
): Promise<ReadonlyMap<string, Told>> {
	const heard = new Map(documents.map((document) => [document, [] as Uint8Array[]]));
	const waiting = new Set(documents);
	const whole = Promise.withResolvers<undefined>();
	const line = await LeanLine.open(address, {
		onframe(document, frame) {
			if (frame.kind !== 'change' && frame.kind !== 'answer') return;
			heard.get(document)?.push(frame.update);
			if (frame.kind === 'answer') waiting.delete(document);
			if (waiting.size === 0) whole.resolve(undefined);
		},
		onshut: (document, code) => whole.reject(new Error(`the relay shut ${document} with ${code}`))
	});
	line?.ask(documents.map((document) => ({ document, client, have: nothing })));
	const gone = line?.closed.then((code) => {
		throw new Error(`the relay hung up on a reader with ${code}`);
	});
	await Promise.race([whole.promise, gone]);
	gone?.catch(() => undefined);
	await line?.leave();
	return new Map([...heard].map(([document, updates]) => [document, toldIn(updates)]));
}

function toldIn(updates: readonly Uint8Array[]): Told {
	const { state } = integrate(updates);
	const vector = Y.encodeStateVectorFromUpdate(state);
	return { state, vector, print: fingerprint(state) };
}

/** The same name, for what a device holds. */
export function printOf(doc: Y.Doc): string {
	return fingerprint(Y.encodeStateAsUpdate(doc));
}
