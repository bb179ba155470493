import { parseDocumentName } from '#domain/access/document-name.ts';
import { laneRoot, ledgerRoot, takesNumber } from './events.ts';
import { changesRoot } from './changes.ts';
import type { FileLedger, FileRow, WorkspaceFile } from './file.ts';
import {
	contactKinds,
	directoryKinds,
	metaRoot,
	openingKinds,
	planKinds,
	rootsOf
} from './layouts.ts';
import { fromPlain } from './plain.ts';

interface Keyed {
	readonly where: string;
	readonly key: string;
}

/**
 * Where a file whose every part makes sense contradicts itself, or null: the same thing twice, numbers
 * of which one is missing, something unknown in a place that is known.
 */
export function contradictionIn(file: WorkspaceFile): string | null {
	for (const list of listsOf(file)) {
		const twice = firstTwice(list);
		if (twice !== null) return twice;
	}
	for (const [at, ledger] of file.ledgers.entries()) {
		const wrong = wrongNumber(ledger);
		if (wrong !== null) return `ledgers[${at}].rows[${wrong}].number`;
	}
	return misplaced(file);
}

/** Every list of which each key may occur once. */
function* listsOf(file: WorkspaceFile): Iterable<Keyed[]> {
	for (const kind of [...directoryKinds, ...contactKinds]) yield idsIn(kind, file[kind]);
	yield keysIn('openings', 'organisation', file.openings);
	for (const [at, openings] of file.openings.entries())
		for (const kind of openingKinds) yield idsIn(`openings[${at}].${kind}`, openings[kind]);
	yield keysIn('plans', 'season', file.plans);
	for (const [at, plan] of file.plans.entries()) {
		for (const kind of planKinds) yield idsIn(`plans[${at}].${kind}`, plan[kind]);
		yield keysIn(`plans[${at}].changes`, 'occurrence', plan.changes);
	}
	yield keysIn('lanes', 'person', file.lanes);
	for (const [at, { events }] of file.lanes.entries()) yield idsIn(`lanes[${at}].events`, events);
	yield keysIn('ledgers', 'ledger', file.ledgers);
}

function idsIn(where: string, list: readonly { readonly id: string }[]): Keyed[] {
	return keysIn(where, 'id', list);
}

function keysIn<Name extends string>(
	where: string,
	name: Name,
	list: readonly Readonly<Record<Name, string>>[]
): Keyed[] {
	return list.map((one, at) => ({ where: `${where}[${at}].${name}`, key: one[name] }));
}

function firstTwice(list: readonly Keyed[]): string | null {
	const seen = new Set<string>();
	for (const { where, key } of list) {
		if (seen.has(key)) return where;
		seen.add(key);
	}
	return null;
}

/** Index of the first row that does not have the number that its place in the ledger gives it. */
function wrongNumber({ rows }: FileLedger): number | null {
	let number = 0;
	for (const [at, row] of rows.entries()) {
		const isNumbered = takesPlace(row);
		if (isNumbered) number++;
		const stated = 'number' in row ? row.number : undefined;
		if (stated !== (isNumbered ? number : undefined)) return at;
	}
	return null;
}

function takesPlace(row: FileRow): boolean {
	return 'stored' in row ? takesNumber(fromPlain(row.stored)) : row.kind !== 'refusal';
}

/** Roots of records and rows: what a newer version adds lies beside them, never in their place. */
const rows: readonly string[] = [laneRoot, ledgerRoot];
const maps: readonly string[] = [
	...rootsOf([...directoryKinds, ...contactKinds, ...openingKinds, ...planKinds]),
	...[changesRoot, laneRoot, metaRoot]
];

function misplaced({ others }: WorkspaceFile): string | null {
	for (const [document, roots] of Object.entries(others)) {
		const isLedger = ['venues', 'ledger'].includes(parseDocumentName(document)?.kind ?? '');
		for (const [root, { list }] of Object.entries(roots)) {
			const isTaken =
				(isLedger && rows.includes(root)) || (list !== undefined && maps.includes(root));
			if (isTaken) return `others.${document}.${root}`;
		}
	}
	return null;
}
