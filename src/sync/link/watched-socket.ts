import { encode, helloVersion } from '#wire/frame.ts';

export type SocketClass = typeof WebSocket;

/** What is to be known of a socket that y-websocket opens and uses by itself. */
export interface SocketWatch {
	/** Whether changes may go out; a document that is only read sends none. */
	readonly mayWrite: boolean;
	onopened(): void;
	onsent(frame: 'answer' | 'change'): void;
}

/**
 * The socket class for y-websocket that says hello before anything else and counts what is sent.
 *
 * A class that extends, since y-websocket takes a class and sets handlers on what it makes: the hello
 * is a listener that stands before y-websocket's own, so it goes out first.
 */
export function watchedSocket(Base: SocketClass, watch: SocketWatch): SocketClass {
	return class extends Base {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols);
			this.addEventListener('open', () => {
				watch.onopened();
				super.send(plain(encode({ kind: 'hello', version: helloVersion })));
			});
		}

		override send(data: string | BufferSource | Blob): void {
			const frame = data instanceof Uint8Array ? changeFrame(data) : null;
			if (frame && !watch.mayWrite) return;
			super.send(data);
			if (frame) watch.onsent(frame);
		}
	};
}

/** Whether bytes are one of the two frames that carry changes (wire/README.md: 0 1 and 0 2). */
function changeFrame(bytes: Uint8Array): 'answer' | 'change' | null {
	if (bytes[0] !== 0) return null;
	if (bytes[1] === 1) return 'answer';
	return bytes[1] === 2 ? 'change' : null;
}

/** lib0 writes into plain buffers; its types allow shared ones, which no socket takes. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return bytes as Uint8Array<ArrayBuffer>;
}
