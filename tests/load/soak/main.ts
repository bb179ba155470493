/**
 * `npm run soak`: people come and go and write at their own pace for an hour, over the app's own line. Every
 * minute a comparison begins, in which everybody must have, to the letter, what the relay has; one that takes longer
 * than a minute makes the next one late, which is said. In the end the relay may not need more descriptors than
 * after the warm-up, nor its memory rise, and a thousand devices that return within a second must all be served
 * within ten.
 *
 *   npm run soak                                     200 devices, 60 minutes
 *   npm run soak -- --minutes 5 --devices 50         shorter; under 20 minutes the memory is not judged
 *   npm run soak -- --herd 1000 --seed 7             how many return; the seed gives who does what
 *   npm run soak -- --write-readme                   puts what came of it in the README
 *
 * Memory is judged by a line through what all threads use after collecting, each minute, less what the documents
 * take of it in a relay that has just read them, from a quarter of the time on: it fails when that rises by more
 * than 1 MB an hour, and by more than chance could have added (twice the error of the slope). Less than that is
 * let through, and said to rise when it does. Ends with 1, and says why.
 */
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { fit, trendOf, type Fit, type Trend } from './flatness.ts';
import { clientHours, soak, type Sample, type SoakReport } from './soak.ts';

const { values: flags } = parseArgs({
	options: {
		minutes: { type: 'string', default: '60' },
		devices: { type: 'string', default: '200' },
		herd: { type: 'string', default: '1000' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		'write-readme': { type: 'boolean', default: false }
	}
});
const [minutes, devices, seed] = [flags.minutes, flags.devices, flags.seed].map(Number) as [
	number,
	number,
	number
];
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** As somebody who plans: a look, a thought, a change. */
const pauseMs = 20_000;
const patienceMs = 60_000;
const mostBytesAnHour = 1_000_000;
/** A socket that is being closed, or a reader's: what comes and goes. */
const mostDescriptorsMore = 5;
const herdWithinMs = 10_000;
const leastMinutes = 20;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
// y-websocket listens for the end of the process once for each document.
process.setMaxListeners(0);

interface Judgement {
	readonly memory: Fit | null;
	readonly weight: Fit | null;
	readonly descriptors: readonly [number, number];
}

function warmOf(samples: readonly Sample[]): Sample[] {
	return samples.filter(({ atMs }) => atMs >= (minutes * minuteMs) / 4);
}

function judgementOf(samples: readonly Sample[]): Judgement {
	const warm = warmOf(samples);
	const overHours = (of: (sample: Sample) => number) =>
		fit(warm.map((sample) => [sample.atMs / hourMs, of(sample)] as const));
	return {
		memory: overHours(({ usedBytes, weightBytes }) => usedBytes - weightBytes),
		weight: overHours(({ weightBytes }) => weightBytes),
		descriptors: [warm.at(0)?.descriptors ?? 0, warm.at(-1)?.descriptors ?? 0]
	};
}

function faultsOf({ harm, herd }: SoakReport, { memory, descriptors }: Judgement): string[] {
	const [first, last] = descriptors;
	const isJudged = minutes >= leastMinutes && memory !== null;
	return [
		...harm,
		...(isJudged && trendOf(memory, mostBytesAnHour) === 'too-much'
			? [`memory rises by ${an(memory)}`]
			: []),
		...(last - first > mostDescriptorsMore ? [`descriptors went from ${first} to ${last}`] : []),
		...(herd.allMs > herdWithinMs
			? [`the herd was served in ${herd.allMs.toFixed(0)} ms, not in ${herdWithinMs}`]
			: [])
	];
}

function an({ slope, error }: Fit): string {
	return `${(slope / 1e6).toFixed(2)} ± ${((2 * error) / 1e6).toFixed(2)} MB an hour`;
}

function many(value: number): string {
	return value.toLocaleString('en');
}

const mostText = `${mostBytesAnHour / 1e6} MB an hour`;

/** What is said of the line through the memory. */
const trends: Readonly<Record<Trend, string>> = {
	'too-much': `more than the ${mostText} that it may`,
	within: `more than chance does, and not surely more than the ${mostText} at which this fails`,
	flat: 'no more than chance does: flat',
	falls: 'so it falls'
};

function memorySentence(samples: readonly Sample[], { memory, weight }: Judgement): string {
	const last = samples.at(-1);
	if (!last) return '';
	const [used, taken, onDisk] = [last.usedBytes, last.weightBytes, last.documentBytes].map(
		(bytes) => (bytes / 1e6).toFixed(1)
	);
	const all = `All threads of the relay together used ${used} MB in the end; ${taken} MB of that its documents take in a relay that has just read them (${onDisk} MB, written as one update each)`;
	if (!memory || !weight || minutes < leastMinutes)
		return `${all}. The run was too short to say how that changes.`;
	return `${all}, and that part grew by ${an(weight)}. By a line through all samples after the first quarter, the rest changed by ${an(memory)} (± is twice the error of the slope), ${trends[trendOf(memory, mostBytesAnHour)]}. ${processSentence(samples)}`;
}

function processSentence(samples: readonly Sample[]): string {
	const [warm, end] = [warmOf(samples).at(0), samples.at(-1)].map((sample) =>
		((sample?.rssBytes ?? 0) / 1e6).toFixed(0)
	);
	return `The process had ${warm} MB of the machine after the warm-up, and ${end} MB in the end.`;
}

function comparisonSentence({ samples, late, compared }: SoakReport): string {
	const lateOnes = late === 0 ? '' : `, ${late} of them late since the one before took longer`;
	return `In ${samples.length} comparisons, one begun each minute${lateOnes}, all ${many(compared)} documents of devices held what the relay held.`;
}

function sentences(report: SoakReport, judgement: Judgement): string {
	const { samples, herd } = report;
	return [
		`${many(devices)} devices for ${minutes} minutes: ${many(report.made)} changes, ${many(report.comings)} times somebody came, ${many(report.cuts)} lines lost.`,
		comparisonSentence(report),
		memorySentence(samples, judgement),
		`Descriptors, but for those of the devices: ${judgement.descriptors.join(' after the warm-up, ')} in the end.`,
		`Whose a client id was, which it remembers for 12 hours otherwise, it remembered for ${clientHours * 60} minutes (LIMIT_CLIENT_HOURS=${clientHours}), so that an hour shows whether that is let go; limits of pace and number were wide, since all devices have one address.`,
		`Then ${many(herd.devices)} devices lost their lines and returned within a second: the last had everything ${(herd.allMs / 1000).toFixed(1)} s after the first came, 99 in 100 waited less than ${(Math.ceil(herd.p99Ms / 100) / 10).toFixed(1)} s.`
	].join(' ');
}

const asked = {
	seed,
	devices,
	pauseMs,
	patienceMs,
	everyMs: minuteMs,
	lastsMs: minutes * minuteMs
};
const report = await soak({ ...asked, herd: Number(flags.herd) }, (line) => console.error(line));
const judgement = judgementOf(report.samples);
const faults = faultsOf(report, judgement);
const command = `npm run soak -- --minutes ${minutes} --devices ${devices}`;
const text = `${machine(command, false)}\n\n${sentences(report, judgement)}`;
console.log(text);
for (const fault of faults.slice(0, 20)) console.error(`FAULT ${fault}`);
if (faults.length > 0) console.error(`The same people again: ${command} --seed ${seed}`);
if (flags['write-readme']) writeReadme('soak', text);
process.exit(faults.length === 0 ? 0 : 1);
