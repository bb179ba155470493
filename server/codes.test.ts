// Every code that a device or a host can meet stands in README.md, with its cause and what helps. Faults
// planted, each seen red and taken back: a code left out of each table, a cure left empty, an error class
// whose code is nowhere, a kind in the source that the list in log.ts lacks, a reason of the device's store
// that the table lacks, another status for who is turned away.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileProblems } from '#document/exchange/parse.ts';
import { admitRefusals } from '#domain/claims/event.ts';
import { damageOf } from '#sync/damage.ts';
import { noAnswers } from '#sync/session/api-result.ts';
import type { SyncStatus } from '#sync/status.ts';
import { leftovers, notSavedReasons } from '#sync/store/device-store.ts';
import { refusalCodes } from '#wire/frame.ts';
import { errorCodes } from './http/answer.ts';
import { refusals } from './http/sync.ts';
import { defaultLimits, variableOf } from './limits.ts';
import { logEvents } from './log.ts';
import { closeCodes } from './relay/visit.ts';
import { startCodes } from './start-problems.ts';

const folder = import.meta.dirname;
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

/** The rows of the table under a heading: of each its codes, and what else it says. */
function rowsUnder(heading: string): { readonly codes: string[]; readonly cells: string[] }[] {
	const section = readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
	const lines = section.split('\n').filter((line) => line.startsWith('|'));
	return lines.slice(2).map((line) => {
		const [first = '', ...cells] = line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
		return { codes: [...first.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)].map(([code]) => code), cells };
	});
}

/** What is thrown where no device and no host can meet it, or is told to them under another code. */
const inside = ['too-slow', 'not-kept', 'not-read'];

/** Whether something is wrong; what is not kept on the device is listed by its reasons. */
const isTrouble: Readonly<Record<SyncStatus['kind'], boolean>> = {
	opening: false,
	shared: false,
	sharing: false,
	closed: false,
	'not-saved': false,
	offline: true,
	'no-session': true,
	'no-workspace': true,
	expired: true,
	withdrawn: true,
	erased: true,
	'not-allowed': true,
	gone: true,
	'too-large': true
};

/** What a device finds out by itself, by where it does. */
const ofDevice = {
	storage: notSavedReasons,
	wiping: leftovers,
	reading: Object.keys(damageOf([])).map(withHyphens),
	status: Object.entries(isTrouble).flatMap(([kind, is]) => (is ? [kind] : [])),
	'one call': noAnswers,
	clerk: admitRefusals,
	file: fileProblems
};

function withHyphens(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

describe('README.md', () => {
	test.each([
		['Errors of the API', errorCodes],
		[
			'Close codes of a socket, or of one document on a line',
			Object.values(closeCodes).map(String)
		],
		['Refusals of a change', refusalCodes],
		['In the log', logEvents],
		['When it does not start', startCodes]
	])(
		'%s: each has a row with its cause and what helps, and there are no others',
		(heading, codes) => {
			const rows = rowsUnder(heading);
			expect(rows.flatMap((row) => row.codes).toSorted()).toEqual([...codes].toSorted());
			expect(rows.filter(({ cells }) => cells.some((cell) => cell === ''))).toEqual([]);
		}
	);

	test('What a device meets by itself: each has a row with where, its cause and what helps, and there are no others', () => {
		const rows = rowsUnder('What a device meets by itself');
		const listed = rows.flatMap(({ codes, cells: [where] }) =>
			codes.map((code) => `${where}: ${code}`)
		);
		const met = Object.entries(ofDevice).flatMap(([where, codes]) =>
			codes.map((code) => `${where}: ${code}`)
		);
		expect(listed.toSorted()).toEqual(met.toSorted());
		expect(rows.filter(({ cells }) => cells.some((cell) => cell === ''))).toEqual([]);
	});

	test('Refused with a status alone: each reason has a row, under the status that it is told with', () => {
		const rows = rowsUnder('Refused with a status alone');
		const listed = rows.map(({ codes, cells: [reason] }) => `${codes.join()} ${reason}`);
		const told = Object.entries(refusals).map(
			([reason, line]) => `${line.slice(0, 3)} \`${reason}\``
		);
		// The host's own door is another one.
		expect(listed.toSorted()).toEqual([...told, '401 `no-token`'].toSorted());
		expect(rows.filter(({ cells }) => cells.some((cell) => cell === ''))).toEqual([]);
	});

	test('names the code of every error class, and every limit is its own variable', () => {
		const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
			.map((path) => readFileSync(join(folder, path), 'utf8'));
		const declared = sources.flatMap((text) =>
			[...text.matchAll(/readonly code(?: =|:) ([^;]+);/g)].flatMap(([, codes = '']) =>
				[...codes.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code)
			)
		);
		expect(declared.length).toBeGreaterThan(10);
		const missing = declared.filter((code) => !readme.includes(`\`${code}\``));
		expect(missing.filter((code) => !inside.includes(code))).toEqual([]);
		for (const variable of readme.match(/LIMIT_[A-Z_]*[A-Z]/g) ?? [])
			expect(Object.keys(defaultLimits).map(variableOf)).toContain(variable);
	});

	test('says of every limit what it is where nobody sets it', () => {
		const units: Record<string, number> = { '': 1, kB: 1024, MB: 1024 * 1024 };
		const row = /^\| `(LIMIT_[A-Z_]+)` +\| ([\d,]+) ?([kM]B)? +\|/gm;
		const told = Array.from(readme.matchAll(row), ([, variable = '', number = '', unit = '']) => {
			const value = Number(number.replaceAll(',', '')) * (units[unit] ?? NaN);
			return [variable, value] as const;
		});
		const limits = Object.entries(defaultLimits).map(
			([limit, value]) => [variableOf(limit), value] as const
		);
		expect(Object.fromEntries(told)).toEqual(Object.fromEntries(limits));
	});
});
