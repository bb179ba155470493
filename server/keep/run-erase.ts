import { parseArgs } from 'node:util';
import { PersonId, WorkspaceId } from '#domain/ids.ts';
import { limitsFrom } from '../limits.ts';
import { threadedIntegrator } from '../threads/integrator.ts';
import { begin, fail, misread, placeIn, problemOf, say, typed } from './command.ts';
import { erase } from './erase.ts';
import { everybodyIn, type KnownPerson, type KnownWorkspace } from './members.ts';

/** `npm run erase -- WORKSPACE PERSON`: for whom no screen shows any more, above all after an old backup. */

const usage = `npm run erase -- --list
npm run erase -- WORKSPACE PERSON [--even-last]`;
const integrateMs = 60_000;
const dayMs = 24 * 3_600_000;

begin();
const { values, positionals } = typed(usage, () =>
	parseArgs({
		options: {
			list: { type: 'boolean', default: false },
			'even-last': { type: 'boolean', default: false }
		},
		allowPositionals: true
	})
);
const place = placeIn(process.env);
try {
	if (values.list) await list();
	else await eraseOne();
} catch (error) {
	fail(problemOf(error, place));
}

async function eraseOne(): Promise<void> {
	const [workspace, person] = [WorkspaceId.parse(positionals[0]), PersonId.parse(positionals[1])];
	if (!workspace || !person || positionals.length > 2)
		misread('Say who is to be erased: two ids of sixteen letters and digits.', usage);
	const atMs = Date.now();
	const { isNew, at, doneAt } = await erase(place, workspace, person, {
		...{ atMs, seenSince: atMs - limitsFrom(process.env).limits.sessionDays * dayMs },
		which: values['even-last'] ? 'even-the-last' : 'not-the-last'
	});
	say(
		isNew
			? `${person} is out of ${workspace} with all her devices, and can't come back.`
			: `${person} was erased from ${workspace} already, at ${instant(at)}.`
	);
	say(
		doneAt === null
			? 'What is said of her goes from all documents and off the disk as soon as a relay works there, within two minutes; its log then says "erased".'
			: `It was done at ${instant(doneAt)}: nothing is left to do.`
	);
}

async function list(): Promise<void> {
	const integrator = threadedIntegrator(integrateMs);
	const moment = await place.moment();
	try {
		const all = await everybodyIn(moment, integrator);
		say(
			`${all.length} workspace${all.length === 1 ? '' : 's'} in ${place.said}. Moments are in UTC.`
		);
		for (const one of all) sayAll(one);
	} finally {
		await moment.close();
		await integrator.close();
	}
}

function sayAll({ workspace, foundedAt, people }: KnownWorkspace): void {
	say(`\n${workspace}, at the address /w/${workspace}, since ${instant(foundedAt)}`);
	for (const one of people) say(`  ${one.person}  ${said(one).join(', ')}`);
}

function said({ role, joinedAt, devices, isInvited, erasedAt, isOnScreen }: KnownPerson): string[] {
	if (erasedAt !== null) return [`erased at ${instant(erasedAt)}`];
	return [
		role ?? 'no member',
		joinedAt === null ? 'never came in' : `came in at ${instant(joinedAt)}`,
		`${devices} ${devices === 1 ? 'device' : 'devices'}`,
		...(isInvited ? ['invited'] : []),
		...(isOnScreen ? [] : ['NOT AMONG THE PEOPLE on the screens of others'])
	];
}

/** To the minute. */
function instant(atMs: number): string {
	return new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
}
