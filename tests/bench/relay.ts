import { median } from '#tests/support/measures/median.ts';
import { type Outcome, measure } from '../load/relay/measure.ts';
import { timesBetter } from '../load/relay/report.ts';
import { crowds, writing } from '../load/relay/trials.ts';
import type { Effort, Row } from './row.ts';

/**
 * Our relay, which keeps every change on disk before it passes it on and confirms it, beside a bare `ws`
 * server that only broadcasts the same bytes. `npm run bench:relay` holds it against everything else.
 */
export async function benchRelay({ quick }: Effort): Promise<Row[]> {
	const rows: Row[] = [];
	for (const crowd of Object.values(crowds)) {
		const trial = writing(crowd, { quick }, []);
		const rounds = quick ? 1 : 3;
		const outcomes = await measure({ ...trial, rivals: ['ours', 'bare'] }, { rounds, quick });
		rows.push(...outcomes.map(rowOf));
	}
	return rows;
}

function rowOf(outcome: Outcome): Row {
	const ours = outcome.results.get('ours');
	if (ours?.kind !== 'measured') throw new Error(`${outcome.measure.title}: ${ours?.reason}`);
	const ratio = timesBetter(outcome, 'bare');
	return {
		...{ name: outcome.measure.title, value: median(ours.values), unit: outcome.measure.unit },
		peer: 'a bare ws broadcast',
		...(ratio === null ? {} : { ratio })
	};
}
