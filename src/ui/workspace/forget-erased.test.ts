// Faults planted, each seen red and taken back: her own lane taken for a stranger's; lanes forgotten before the
// directory is as the others have it; nobody looked for after the first time.
import { beforeEach, expect, test, vi } from 'vitest';
import { documentText, type DocumentName } from '#domain/access/document-name.ts';
import { PersonId } from '#domain/ids.ts';
import { Cell } from '#sync/observable.ts';
import type { DocumentState } from '#sync/status.ts';
import type { OpenDocument } from '#sync/workspace-connection.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { forgetErased } from './forget-erased.ts';

const [ann, bob, cas] = ['ann', 'bob', 'cas'].map((name) => idNamed(PersonId, name)) as [
	PersonId,
	PersonId,
	PersonId
];
const lane = (person: PersonId): DocumentName => ({ kind: 'lane', person });

let known: Set<string>;
let stored: DocumentName[];
let changed: (people: ReadonlySet<string>) => void;
let state: Cell<DocumentState>;

beforeEach(() => {
	known = new Set([bob]);
	stored = [{ kind: 'directory' }, lane(ann), lane(bob), lane(cas)];
	state = new Cell({ link: { status: 'waiting' }, settled: false } as unknown as DocumentState);
	forgetErased({
		connection: {
			open: () => ({ state }) as unknown as OpenDocument,
			stored: () => Promise.resolve(stored),
			forget: (names) => {
				const gone = new Set(names.map(documentText));
				stored = stored.filter((name) => !gone.has(documentText(name)));
				return Promise.resolve();
			}
		},
		people: {
			get: (person) => (known.has(person) ? {} : null),
			observe: (listener) => {
				changed = listener;
				return () => undefined;
			}
		},
		me: ann
	});
});

function inStep(): void {
	state.set({ link: { status: 'open' }, settled: true } as unknown as DocumentState);
}

test('a lane of somebody whom nobody knows any more leaves the device, once that is certain', async () => {
	await Promise.resolve();
	expect(stored).toHaveLength(4);
	inStep();
	await vi.waitFor(() => expect(stored).toEqual([{ kind: 'directory' }, lane(ann), lane(bob)]));
});

test('so does that of somebody who is erased while the device looks on', async () => {
	inStep();
	await vi.waitFor(() => expect(stored).toHaveLength(3));
	known.delete(bob);
	changed(new Set([bob]));
	await vi.waitFor(() => expect(stored).toEqual([{ kind: 'directory' }, lane(ann)]));
});
