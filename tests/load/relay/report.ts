import { markdownTable, threeDigits } from '#tests/support/measures/markdown.ts';
import { median } from '#tests/support/measures/median.ts';
import type { Measure, Outcome, Result } from './measure.ts';
import { type RivalName, rivals } from './rivals.ts';

const columns = ['', 'median', 'lowest to highest', 'ours beside it', 'aim', ''] as const;

/** The table of all measures, and below it in words what falls short of its aim. */
export function report(outcomes: readonly Outcome[]): string {
	const lines = outcomes.flatMap((outcome) => [
		[`**${outcome.measure.title}**`, '', '', '', '', ''],
		...[...outcome.results].map(([name, result]) => cellsOf(outcome, name, result))
	]);
	return `${markdownTable(columns, lines)}\n\n${verdict(outcomes)}`;
}

function cellsOf(outcome: Outcome, name: RivalName, result: Result): string[] {
	const { label } = rivals[name];
	const { measure } = outcome;
	const aim = aimAgainst(measure, name);
	const wanted = aim === null ? '' : `≥ ${aim} ×`;
	if (result.kind === 'failed') return [label, 'failed', result.reason, '', wanted, ''];
	const times = timesBetter(outcome, name);
	return [
		label,
		`${threeDigits(median(result.values))} ${measure.unit}`,
		`${threeDigits(Math.min(...result.values))} – ${threeDigits(Math.max(...result.values))}`,
		times === null ? '' : `${threeDigits(times)} ×`,
		wanted,
		aim === null ? '' : judge(times, aim)
	];
}

function judge(times: number | null, aim: number): string {
	if (times === null) return 'not measured';
	return times >= aim ? 'met' : 'falls short';
}

function aimAgainst({ aims }: Measure, name: RivalName): number | null {
	return aims.find(({ against }) => against.includes(name))?.times ?? null;
}

/** How many times better ours is, whatever the unit; null where either has no number. */
export function timesBetter({ measure, results }: Outcome, name: RivalName): number | null {
	const [ours, other] = [results.get('ours'), results.get(name)];
	if (name === 'ours' || ours?.kind !== 'measured' || other?.kind !== 'measured') return null;
	const ratio = median(ours.values) / median(other.values);
	return measure.better === 'more' ? ratio : 1 / ratio;
}

function verdict(outcomes: readonly Outcome[]): string {
	const judged = outcomes.flatMap((outcome) =>
		[...outcome.results.keys()].flatMap((name) => {
			const aim = aimAgainst(outcome.measure, name);
			return aim === null ? [] : [{ outcome, name, aim, times: timesBetter(outcome, name) }];
		})
	);
	const short = judged.filter(({ times, aim }) => times === null || times < aim);
	if (judged.length === 0) return 'Nothing here has an aim.';
	if (short.length === 0) return `All aims are met (${judged.length}).`;
	const words = short.map(
		({ outcome, name, aim, times }) =>
			`- ${outcome.measure.title}, beside ${rivals[name].label}: ${times === null ? 'not measured' : `${threeDigits(times)} ×`} where ≥ ${aim} × is aimed at`
	);
	return [`${short.length} of ${judged.length} aims are not met:`, '', ...words].join('\n');
}
