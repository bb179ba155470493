import * as v from 'valibot';
import { contradictionIn } from './contradictions.ts';
import { countingRows } from './events.ts';
import { type WorkspaceFile, fileFormat, fileVersion } from './file.ts';
import { fileSchema } from './schema.ts';

/** README.md, "Opening one", gives each its cause. */
export const fileProblems = ['not-json', 'not-ours', 'too-new', 'damaged'] as const;

/** Why a file can't be opened. `where` says at which place in it: `plans[0].series[3].rule`. */
export interface FileProblem {
	readonly code: (typeof fileProblems)[number];
	readonly where: string;
}

export type ParsedFile =
	| { readonly ok: true; readonly file: WorkspaceFile }
	| { readonly ok: false; readonly problem: FileProblem };

/**
 * Reads a file that somebody chose: any file at all. It is opened whole or not at all: a file of which
 * one thing makes no sense is refused with the place of it, for half a plan that looks whole is worse.
 */
export function parseWorkspaceFile(text: string): ParsedFile {
	const json = parseJson(text.replace(/^\uFEFF/, ''));
	if (!json) return refused('not-json', '');
	const { value } = json;
	if (typeof value !== 'object' || value === null) return refused('not-ours', '');
	const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
	if (format !== fileFormat) return refused('not-ours', 'format');
	if (typeof version === 'number' && version > fileVersion) return refused('too-new', 'version');

	const read = v.safeParse(fileSchema, value, { abortEarly: true });
	if (!read.success) return refused('damaged', pathOf(read.issues[0].path ?? []));
	// Version 1 lacks what version 2 added, and says all else in the same words.
	const file: WorkspaceFile = { ...(value as WorkspaceFile), version: fileVersion };
	const where = contradictionIn(file);
	return where === null ? { ok: true, file: counted(file) } : refused('damaged', where);
}

/** With the rows that count alone. Their numbers were looked at before: in what an earlier version saved, all had one. */
function counted(file: WorkspaceFile): WorkspaceFile {
	const ledgers = file.ledgers.map((one) => ({ ...one, rows: countingRows(one.rows) }));
	return { ...file, ledgers };
}

function refused(code: FileProblem['code'], where: string): ParsedFile {
	return { ok: false, problem: { code, where } };
}

function parseJson(text: string): { readonly value: unknown } | null {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return null;
	}
}

function pathOf(path: readonly { readonly key?: unknown }[]): string {
	return path.reduce((where, { key }) => {
		if (typeof key === 'number') return `${where}[${key}]`;
		return where === '' ? String(key) : `${where}.${String(key)}`;
	}, '');
}
