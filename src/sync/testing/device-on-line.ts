import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { WorkspaceId } from '#domain/ids.ts';
import { lineLinks } from '../link/line-link.ts';
import type { Link, LinkFactory } from '../link/link.ts';
import { FakeRelay } from './fake-relay.ts';
import { TestClock } from './test-clock.ts';

const workspace = WorkspaceId.parse('leie000000000000');

/** One document that is shared. */
export class SharedDocument {
	readonly doc = new Y.Doc();
	readonly awareness = new Awareness(this.doc);
	/** What its link told, in order. */
	readonly told: string[] = [];
	readonly link: Link;
	/** Has the relay judge what lies here of a document that is only read. */
	offers = false;

	constructor(links: LinkFactory, document: DocumentName, mayWrite: boolean) {
		if (!workspace) throw new TypeError('no id');
		const { doc, awareness, told } = this;
		awareness.setLocalState(null);
		this.link = links(
			{ workspace, document, doc, awareness, mayWrite, offers: () => this.offers },
			{
				onopened: () => told.push('opened'),
				onsent: (frame) => told.push(frame),
				onreceipt: (settled) => told.push(`receipt ${settled}`),
				onrefusal: (code) => told.push(`refused ${code}`),
				onunreadable: () => told.push('unreadable'),
				onpostponed: () => told.push('postponed')
			}
		);
	}

	get state() {
		return this.link.state.read();
	}

	get notes(): Record<string, unknown> {
		return this.doc.getMap('notes').toJSON();
	}

	write(key: string, value: unknown = true): void {
		this.doc.getMap('notes').set(key, value);
	}
}

/** A device with the real line and links, a relay without a network, and a clock that a test moves. */
export class DeviceOnLine {
	readonly clock = new TestClock();
	readonly relay = new FakeRelay();
	readonly #documents: SharedDocument[] = [];
	readonly #links = lineLinks({
		...{ url: 'ws://relay/sync', Socket: this.relay.Socket, clock: this.clock },
		isVisible: () => true
	});

	share(document: DocumentName, mayWrite = true): SharedDocument {
		const shared = new SharedDocument(this.#links, document, mayWrite);
		this.#documents.push(shared);
		return shared;
	}

	/** What the relay has of a document. */
	atRelay(document: DocumentName): string[] {
		return Object.keys(this.relay.document(documentText(document)).getMap('notes').toJSON());
	}

	/** Until everything that is on its way has arrived. */
	async settle(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve));
	}

	async pass(ms: number): Promise<void> {
		await this.settle();
		await this.clock.pass(ms);
	}

	close(): void {
		for (const { link } of this.#documents) link.close();
	}
}
