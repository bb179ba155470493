import type { WorkspaceDocuments } from '#document/workspace.ts';
import { type Ledger, standing } from '#document/layouts/ledger.ts';
import type { Stored } from '#document/records/field.ts';
import { documentText } from '#domain/access/document-name.ts';
import type { EventId } from '#domain/ids.ts';
import { answers, standings } from '#tests/simulation/invariants.ts';
import { season } from '#tests/simulation/props.ts';
import type * as Y from 'yjs';
import { planningOf, type Copy } from './copy.ts';
import type { Mark } from './device.ts';

type Row = Stored & readonly Stored[];

/** What is wrong, in words; empty when all is well. */
export type Findings = string[];

/** Everybody has the same, to the letter, and reads the same in it. */
export function differences([first, ...others]: readonly Copy[]): Findings {
	if (!first) return ['there is nothing to compare'];
	const [contents, answer] = [contentsOf(first), answersOf(first)];
	return others.flatMap((other) => [
		...(contentsOf(other) === contents
			? []
			: [`${other.name} holds other things than ${first.name}`]),
		...(answersOf(other) === answer ? [] : [`${other.name} reads the shifts otherwise`])
	]);
}

/** What was promised to be safe, and is not there. */
export function missing(marks: readonly Mark[], { name, documents }: Copy): Findings {
	return marks
		.filter((mark) => !holds(documents, mark))
		.map(({ document, id }) => `${name} lacks ${id} of ${documentText(document)}`);
}

/** Numbers run from one on without a gap, nothing has two, and nothing was taken back. */
export function misnumbered({ name, documents }: Copy): Findings {
	return ledgersOf(documents).flatMap((ledger) => {
		const numbers = ledger.entries.map(({ number }) => number);
		const rows = ledger.doc.getArray<Row>('rows').toArray();
		const settled = rows
			.filter(([kind]) => kind === 'e' || kind === 'r')
			.map(([, , event]) => event);
		return [
			...(numbers.every((number, at) => number === at + 1) ? [] : [`${name}: numbers with a gap`]),
			...(new Set(settled).size === settled.length ? [] : [`${name}: an event was settled twice`]),
			...(standing(rows).length === rows.length ? [] : [`${name}: rows were taken back`])
		];
	});
}

/** Claims that the clerk never spoke about, and those that are shown in no bucket or in several. */
export function misplaced(marks: readonly Mark[], { name, documents }: Copy): Findings {
	const { ledger } = documents.season(season);
	const shown = Map.groupBy(
		standings({ documents, planning: planningOf(documents) }),
		([id]) => id
	);
	return marks
		.filter(({ document }) => document.kind === 'lane')
		.flatMap(({ id }) => [
			...(ledger.isSettled(id as EventId) ? [] : [`${name}: nobody settled claim ${id}`]),
			...(shown.get(id as EventId)?.length === 1
				? []
				: [`${name}: claim ${id} is not in one bucket`])
		]);
}

/** How much of what may be wrong was there to go wrong. */
export function sizeOf({ documents }: Copy): {
	readonly numbered: number;
	readonly records: number;
} {
	const entries = ledgersOf(documents).map((ledger) => ledger.entries.length);
	return {
		numbered: entries.reduce((sum, count) => sum + count, 0),
		records: documents.directory.neighbourhoods.all().length
	};
}

function holds(documents: WorkspaceDocuments, { document, id }: Mark): boolean {
	if (document.kind === 'lane') return documents.season(season).ledger.isSettled(id as EventId);
	return documents.directory.neighbourhoods.get(id) !== null;
}

function ledgersOf(documents: WorkspaceDocuments): Ledger[] {
	return [documents.season(season).ledger, documents.venues];
}

function answersOf({ documents }: Copy): string {
	return answers({ documents, planning: planningOf(documents) });
}

function contentsOf({ documents }: Copy): string {
	const { directory } = documents;
	const { plan, ledger } = documents.season(season);
	const docs: Y.Doc[] = [directory.doc, plan.doc, ledger.doc, documents.venues.doc];
	const roots = docs.map(({ share }) =>
		[...share].map(([key, type]) => [key, type.toJSON()] as const)
	);
	return JSON.stringify(roots.map((root) => sorted(Object.fromEntries(root))));
}

/** Maps list their keys, and documents their maps, in the order in which they arrived. */
function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const);
	return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}
