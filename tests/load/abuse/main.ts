/**
 * `npm run bench:abuse`: what one member who means ill costs the others, with the limits as they are.
 *
 *   npm run bench:abuse                        every deed for ten seconds, in five rounds: some twenty-five minutes
 *   npm run bench:abuse -- --seconds 5         shorter
 *   npm run bench:abuse -- --rounds 1          fewer rounds
 *   npm run bench:abuse -- --only 'coming and going'
 *   npm run bench:abuse -- --write-readme      puts the table in the README, with date and machine
 *
 * Twelve members, each on a line of her own, write ten changes a second in all, in a document that holds a year and
 * that each of them has; the thirteenth does one deed, from the address of one of them, as in a centre, and a process
 * that yields to theirs. What else the machine does for a moment can be a round's 99 in 100, so there are rounds: the one in the middle counts, and
 * the worst is told, with how many single steps to the disk took so long in all of them. Nothing here fails because it
 * was slow; it fails when somebody is hung up on or something never comes.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { machine } from '#tests/support/measures/machine.ts';
import { markdownTable, threeDigits } from '#tests/support/measures/markdown.ts';
import { median, quantile } from '#tests/support/measures/median.ts';
import { writeReadme } from '#tests/support/measures/readme.ts';
import { ServerProcess } from '#tests/support/measures/server-process.ts';
import type { MembershipAnswer, InviteAnswer } from '#wire/api.ts';
import { ask, freshId } from '../relay/generator/town.ts';
import type { Order } from './bad-member.ts';
import { deeds, type Deed } from './deeds.ts';
import { slowSteps, statusToken } from './figures.ts';
import { Others } from './others.ts';
import { writeSeason } from './season.ts';

const members = 12;
const changesPerSecond = 10;
const aimMs = 100;

const { values: flags } = parseArgs({
	options: {
		only: { type: 'string' },
		seconds: { type: 'string', default: '10' },
		rounds: { type: 'string', default: '5' },
		'write-readme': { type: 'boolean', default: false }
	}
});
const seconds = Number(flags.seconds);
const rounds = Number(flags.rounds);

interface Somebody {
	readonly port: number;
	readonly workspace: string;
	readonly person: string;
	readonly cookie: string;
	readonly from: string;
}

/** A workspace of coordinators, each with a session and an address of her own. */
async function people(port: number, count: number): Promise<Somebody[]> {
	const workspace = freshId();
	const person = freshId();
	const device = { label: 'bench' };
	const first = await ask<MembershipAnswer>(port, '', '/api/workspaces', {
		...{ workspace, person, device }
	});
	const everybody = [{ person, cookie: first.cookie }];
	while (everybody.length < count) {
		const path = `/api/workspaces/${workspace}/invitations`;
		const { answer } = await ask<InviteAnswer>(port, first.cookie, path, { role: 'coordinator' });
		const { invitation, secret } = answer;
		const joined = await ask<MembershipAnswer>(port, '', '/api/join', {
			...{ invitation, secret, name: 'Bob', device }
		});
		everybody.push({ person: joined.answer.person, cookie: joined.cookie });
	}
	return everybody.map((one, at) => ({ port, workspace, from: `198.51.100.${at + 1}`, ...one }));
}

/** One deed in one round. */
interface Round {
	readonly halfMs: number;
	readonly p99Ms: number;
	readonly cpu: number;
	/** Steps to the disk that took longer than the aim. */
	readonly slowSteps: number;
}

/** The others write while one deed is done, or none, against a relay of its own. */
async function measured(deed: Deed | null): Promise<Round> {
	const environment = { TRUST_PROXY: '1', STATUS_TOKEN: statusToken };
	const relay = await ServerProcess.relay(undefined, { environment });
	const [bad, ...good] = await people(relay.port, members + 1);
	if (!bad) throw new Error('nobody is there');
	const document = `season/${freshId()}`;
	await writeSeason(bad, document);
	const others = await Others.come(good, document);
	const from = good[0]?.from ?? bad.from;
	const child = fork(new URL('./bad-member.ts', import.meta.url).pathname);
	try {
		await once(child, 'message');
		const slowBefore = await slowSteps(relay.port, aimMs);
		if (deed) child.send({ deed, target: { ...bad, from, document } } satisfies Order);
		const cpuBefore = relay.cpuSeconds();
		const { delaysMs, missing } = await others.write(seconds, changesPerSecond);
		if (missing > 0) throw new Error(`${missing} deliveries never came`);
		const cpu = (relay.cpuSeconds() - cpuBefore) / seconds;
		const [halfMs, p99Ms] = [quantile(delaysMs, 0.5), quantile(delaysMs, 0.99)];
		return { halfMs, p99Ms, cpu, slowSteps: (await slowSteps(relay.port, aimMs)) - slowBefore };
	} finally {
		child.kill('SIGKILL');
		await others.leave();
		await relay.end();
	}
}

function tableOf(played: ReadonlyMap<Deed | null, readonly Round[]>): string {
	const lines = [...played].map(([deed, all]) => {
		const middle = (of: (round: Round) => number): number => median(all.map(of));
		const p99Ms = middle((round) => round.p99Ms);
		return [
			deed ?? 'nothing',
			`${threeDigits(middle(({ halfMs }) => halfMs))} ms`,
			`${threeDigits(p99Ms)} ms`,
			`${threeDigits(Math.max(...all.map((round) => round.p99Ms)))} ms`,
			p99Ms < aimMs ? 'met' : 'falls short',
			`${all.reduce((sum, round) => sum + round.slowSteps, 0)}`,
			`${threeDigits(middle(({ cpu }) => cpu) * 100)} %`
		];
	});
	const columns = ['one member does', 'half arrive within', '99 in 100', 'in the worst round'];
	const more = [`< ${aimMs} ms`, `steps to the disk > ${aimMs} ms`, 'processor of the relay'];
	return markdownTable([...columns, ...more], lines);
}

const chosen = (Object.keys(deeds) as Deed[]).filter(
	(deed) => flags.only === undefined || flags.only === deed
);
if (chosen.length === 0) throw new Error(`There is: ${Object.keys(deeds).join(', ')}.`);
const played = new Map<Deed | null, Round[]>([null, ...chosen].map((deed) => [deed, []]));
for (let round = 1; round <= rounds; round++)
	for (const [deed, all] of played) {
		console.error(`round ${round}, ${deed ?? 'nothing'} …`);
		all.push(await measured(deed));
	}
const isHurried = seconds < 10 || rounds < 5;
const text = `${machine('npm run bench:abuse', isHurried)}\n\n${rounds} rounds; each figure is that of the round in the middle.\n\n${tableOf(played)}`;
console.log(text);
if (flags['write-readme']) writeReadme('bench:abuse', text);
