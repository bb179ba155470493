import { writeFileSync } from 'node:fs';
import type { Day } from '#domain/time/day.ts';
import { buildExample } from '#document/example/example.ts';
import { exportWorkspace } from '#document/exchange/export.ts';
import { fileText } from '#document/exchange/file.ts';
import { numbered } from './numbered.ts';

/*
 * Wrote tests/fixtures/export-v1.json. A fixture is never written again: when the format gets a version 2,
 * raise the number in the name below and keep the old file, which must go on opening.
 */
const example = buildExample({ seed: 1, today: '2026-11-24' as Day });
const reader = example.people.find(({ person }) => person === example.coordinator);
if (!reader) throw new RangeError('The coordinator of the example is one of its people.');
const file = exportWorkspace(numbered(example), {
	reader,
	exportedAt: Date.UTC(2026, 10, 24, 9)
});
const url = new URL('../fixtures/export-v1.json', import.meta.url);
writeFileSync(url, fileText(file), { flag: 'wx' });
