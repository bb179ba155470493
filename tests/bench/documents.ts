import { median } from '#tests/support/measures/median.ts';
import * as Y from 'yjs';
import { once } from './race.ts';
import type { Effort, Row } from './row.ts';
import { type Scale, documentsOf, scaleOf, scales } from './scale.ts';

/** How large the documents of a year are, and how long a device takes to read them. */
export function benchDocuments({ quick }: Effort): Row[] {
	return scales.flatMap((scale) => [...sizeRows(scale), ...loadRows(scale, quick ? 1 : 3)]);
}

const groups = {
	'season plan': ['season'],
	ledger: ['ledger', 'venues'],
	'all lanes': ['lane']
} as const;

function sizeRows(scale: Scale): Row[] {
	const { documents } = scaleOf(scale);
	return Object.entries(groups).map(([name, kinds]: [string, readonly string[]]) => {
		const bytes = documents
			.filter((one) => kinds.includes(one.name.kind))
			.reduce((sum, { update }) => sum + update.length, 0);
		return { name: `${scale}: ${name}`, value: bytes / 1000, unit: 'kB' };
	});
}

/** What every member's device reads: the season and its ledger; Yjs alone is the least that it can take. */
function loadRows(scale: Scale, rounds: number): Row[] {
	const kept = scaleOf(scale);
	const updates = kept.documents.filter(({ name }) =>
		['season', 'ledger', 'venues', 'directory'].includes(name.kind)
	);
	const times = Array.from({ length: rounds }, () => ({
		bare: once(() => {
			for (const { update } of updates) Y.applyUpdate(new Y.Doc(), update);
		}),
		read: once(() => {
			const documents = documentsOf(kept);
			documents.season(kept.season);
			return [documents.venues, documents.directory];
		})
	}));
	const bare = median(times.map((time) => time.bare));
	const read = median(times.map((time) => time.read));
	return [
		{
			name: `${scale}: season and ledger loaded and read`,
			...{ value: read, unit: 'ms', peer: 'Yjs alone', ratio: bare / read }
		}
	];
}
