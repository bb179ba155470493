import { limitsFrom, type Limits } from './limits.ts';
import type { Reachability } from './http/request.ts';
import type { StartProblem } from './start-problems.ts';
import { isDatabaseAddress, isRedisAddress } from './store-addresses.ts';
import type { StoreAddresses } from './stores.ts';
import { wrongText, type Environment, type WrongSetting } from './wrong-setting.ts';

/** What the host asked for, in the environment; server/README.md, "Environment" and "Bounds". */
export interface Settings {
	readonly port: number;
	readonly host: string;
	readonly folder: string;
	/** Null where this relay keeps everything itself, which is the default. */
	readonly addresses: StoreAddresses | null;
	/** Null for a relay without an app. */
	readonly buildFolder: string | null;
	readonly backupFolder: string | null;
	/** Opens `/metrics` and `/status`; null where the host named nothing. */
	readonly token: string | null;
	readonly reach: Reachability;
	readonly limits: Limits;
}

/**
 * The settings, or all that is wrong with them, so that the host mends them in one go. What is empty counts
 * as not set: a compose file passes on what it was not given that way.
 *
 * `root`: the project's folder, with a slash at its end.
 */
export function settingsIn(
	environment: Environment,
	root: string
): Settings | { readonly problems: readonly StartProblem[] } {
	const { limits, wrong } = limitsFrom(environment);
	const problems = [
		...[...wrongSettings(environment), ...wrong].map(notUnderstood),
		...unusable(environment)
	];
	if (problems.length > 0) return { problems };
	const of = (name: string): string | null => valueOf(environment, name);
	const [database, build] = [of('DATABASE_URL'), of('BUILD_DIR') ?? `${root}build`];
	return {
		port: Number(of('PORT') ?? 3000),
		host: of('HOST') ?? '127.0.0.1',
		folder: of('DATA_DIR') ?? `${root}data`,
		addresses: database === null ? null : { database, redis: of('REDIS_URL') },
		buildFolder: build === noApp ? null : build,
		backupFolder: of('BACKUP_FOLDER'),
		token: of('STATUS_TOKEN'),
		reach: { trustProxy: of('TRUST_PROXY') === '1', origins: originsIn(environment) },
		limits
	};
}

const mostPort = 65_535;
const leastTokenLength = 16;
/** `BUILD_DIR` of a relay without an app. */
const noApp = 'none';

/** Null for what is empty, or not there. */
function valueOf(environment: Environment, name: string): string | null {
	const value = environment[name] ?? '';
	return value === '' ? null : value;
}

function originsIn(environment: Environment): string[] {
	const texts = (environment.ORIGINS ?? '').split(',').map((text) => text.trim());
	return texts.filter((text) => text !== '');
}

/** What a setting may be, in words, and whether it is. */
interface Rule {
	readonly name: string;
	readonly mayBe: string;
	/** It may hold a password, and is not shown. */
	readonly isSecret?: true;
	readonly isUnderstood: (value: string) => boolean;
}

const encoded =
	'in the password / is written %2F, # %23, ? %3F, @ %40, % %25, and any other sign percent-encoded as well';

const rules: readonly Rule[] = [
	{
		name: 'PORT',
		mayBe: `a whole number from 0 (any free port) to ${mostPort}`,
		isUnderstood: (value) => /^\d+$/.test(value) && Number(value) <= mostPort
	},
	{
		name: 'TRUST_PROXY',
		mayBe: '1 or 0',
		isUnderstood: (value) => value === '1' || value === '0'
	},
	{
		name: 'DATABASE_URL',
		mayBe: `an address like postgres://user:password@host/database; ${encoded}`,
		isSecret: true,
		isUnderstood: isDatabaseAddress
	},
	{
		name: 'REDIS_URL',
		mayBe: `an address like redis://host:6379 or rediss://user:password@host:6379; ${encoded}`,
		isSecret: true,
		isUnderstood: isRedisAddress
	}
];

function wrongSettings(environment: Environment): WrongSetting[] {
	const wrong = rules.flatMap(({ name, mayBe, isSecret, isUnderstood }) => {
		const value = valueOf(environment, name);
		if (value === null || isUnderstood(value)) return [];
		return [{ name, value: isSecret ? null : value, mayBe }];
	});
	const mayBe = 'origins as browsers send them, with commas: https://plan.example.org';
	const origins = originsIn(environment).filter((origin) => !isOrigin(origin));
	return [...wrong, ...origins.map((value) => ({ name: 'ORIGINS', value, mayBe }))];
}

/**
 * An origin has no path, not even a slash: one that has is equal to none that a browser sends. Of schemes that
 * are not the web's, as those of an app's own pages, `URL` knows none; `null` is what a page without one sends.
 */
function isOrigin(value: string): boolean {
	if (value === 'null') return true;
	if (!URL.canParse(value)) return false;
	const { origin } = new URL(value);
	return origin === 'null' ? /^[a-z][a-z\d+.-]*:\/\/[^/?#@\s]*$/.test(value) : origin === value;
}

function notUnderstood(setting: WrongSetting): StartProblem {
	return { code: 'setting-not-understood', text: wrongText(setting) };
}

/** What can be understood, and not be used. */
function unusable(environment: Environment): StartProblem[] {
	const problems: StartProblem[] = [];
	if (valueOf(environment, 'REDIS_URL') !== null && valueOf(environment, 'DATABASE_URL') === null) {
		const text =
			'REDIS_URL is for several relays, which share a database: name it in DATABASE_URL, or leave REDIS_URL out.';
		problems.push({ code: 'redis-alone', text });
	}
	const token = valueOf(environment, 'STATUS_TOKEN');
	if (token !== null && token.length < leastTokenLength) {
		const text = `STATUS_TOKEN is shorter than ${leastTokenLength} characters and can be guessed. Make one with: openssl rand -hex 16`;
		problems.push({ code: 'token-too-short', text });
	}
	return problems;
}
