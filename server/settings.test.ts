// Faults planted in settings.ts and limits.ts, each seen red and taken back: a port that is any number, a limit
// that is silently left as it is, one of a name that there is not, a timer that is too long, an address that is
// shown with its password, an origin with a slash, a socket that is no address of a database, an app's own origin
// that is none, an empty setting that counts as one, a password that cuts its address in two.
import { describe, expect, test } from 'vitest';
import { defaultLimits } from './limits.ts';
import { settingsIn, type Settings } from './settings.ts';
import type { Environment } from './wrong-setting.ts';

function understood(environment: Environment): Settings {
	const settings = settingsIn(environment, '/app/');
	if ('problems' in settings) throw new Error(JSON.stringify(settings.problems));
	return settings;
}

function problems(environment: Environment): readonly { code: string; text: string }[] {
	const settings = settingsIn(environment, '/app/');
	return 'problems' in settings ? settings.problems : [];
}

const usual = {
	...{ port: 3000, host: '127.0.0.1', folder: '/app/data', buildFolder: '/app/build' },
	...{ addresses: null, backupFolder: null, token: null, limits: defaultLimits },
	reach: { trustProxy: false, origins: [] }
};

describe('the settings of a relay', () => {
	test('are the usual ones where nothing is set, or what is set is empty', () => {
		expect(understood({ HOME: '/root' })).toEqual(usual);
		const names = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'REDIS_URL', 'BUILD_DIR'];
		const more = ['TRUST_PROXY', 'ORIGINS', 'STATUS_TOKEN', 'BACKUP_FOLDER', 'LIMIT_BODY_BYTES'];
		const empty = Object.fromEntries([...names, ...more].map((name) => [name, '']));
		expect(understood(empty)).toEqual(usual);
	});

	test('are what the host says', () => {
		const set = understood({
			...{ PORT: '0', HOST: '0.0.0.0', DATA_DIR: '/data', BUILD_DIR: '/b', BACKUP_FOLDER: '/k' },
			...{ DATABASE_URL: 'postgresql://a:b%23c@d/e', REDIS_URL: 'rediss://redis' },
			...{ TRUST_PROXY: '1', ORIGINS: 'https://a.example, http://b.example:81,' },
			...{ STATUS_TOKEN: '0123456789abcdef', LIMIT_BODY_BYTES: '70000', LIMIT_CLIENT_HOURS: '0.5' }
		});
		expect(set).toEqual({
			...{ port: 0, host: '0.0.0.0', folder: '/data', buildFolder: '/b', backupFolder: '/k' },
			addresses: { database: 'postgresql://a:b%23c@d/e', redis: 'rediss://redis' },
			reach: { trustProxy: true, origins: ['https://a.example', 'http://b.example:81'] },
			token: '0123456789abcdef',
			limits: { ...defaultLimits, bodyBytes: 70_000, clientHours: 0.5 }
		});
	});

	test.each([
		'postgres://a@b/c',
		'socket:/run/postgresql/?db=x',
		'/run/postgresql x',
		'POSTGRESQL://a@b/c',
		'postgres://a%40b:c%2F1@d:5/e',
		'postgres://a:1@/e?host=/run/postgresql',
		'postgres://b:5432/c?user=a@d&sslrootcert=/nowhere',
		'postgis://a@b/c'
	])('leave an address of the database to its client: %s', (database) => {
		expect(understood({ DATABASE_URL: database }).addresses).toEqual({ database, redis: null });
	});

	test.each(['/', '#', '?'].flatMap((sign) => ['secret', '12'].map((word) => `${word}${sign}34`)))(
		'refuse an address whose password %s is not percent-encoded, without showing it',
		(password) => {
			const DATABASE_URL = `postgres://me:${password}@b/c`;
			const said = problems({ DATABASE_URL, REDIS_URL: `redis://me:${password}@b:6379` });
			expect(said.map(({ code }) => code)).toEqual(Array(2).fill('setting-not-understood'));
			expect(said.filter(({ text }) => !/password.*%2F.*percent-encoded/.test(text))).toEqual([]);
			expect(JSON.stringify(said)).not.toContain(password);
		}
	);

	test.each(['redis://:50%@b', 'redis://b/name'])('refuse what no Redis has: %s', (REDIS_URL) => {
		const said = problems({ DATABASE_URL: 'postgres://a@b/c', REDIS_URL });
		expect(said.map(({ code }) => code)).toEqual(['setting-not-understood']);
	});

	test('name a relay that has no app', () => {
		expect(understood({ BUILD_DIR: 'none' }).buildFolder).toBeNull();
	});

	test.each(['capacitor://localhost', 'app://plan:81', 'file://', 'null'])(
		'may name an origin that is not of the web: %s',
		(origin) => expect(understood({ ORIGINS: origin }).reach.origins).toEqual([origin])
	);

	test.each(['http://b/c', 'https://b/c', 'mysql://b/c', 'redis://b', 'mongodb+srv://b'])(
		'refuse as a database what is another kind of address: %s',
		(database) => {
			const codes = problems({ DATABASE_URL: database }).map(({ code }) => code);
			expect(codes).toEqual(['setting-not-understood']);
		}
	);

	test.each([
		['PORT', '70000', 'from 0'],
		['PORT', 'abc', 'from 0'],
		['PORT', '-1', 'from 0'],
		['PORT', '80.5', 'from 0'],
		['TRUST_PROXY', 'true', '1 or 0'],
		['ORIGINS', 'plan.example.org', 'https://plan.example.org'],
		['ORIGINS', 'https://plan.example.org/', 'https://plan.example.org'],
		['ORIGINS', 'https://plan.example.org:443', 'https://plan.example.org'],
		['ORIGINS', 'capacitor://localhost/app', 'https://plan.example.org'],
		['ORIGINS', 'localhost:3000', 'https://plan.example.org'],
		['LIMIT_ANSWER_BYTES', '4MB', 'above 0'],
		['LIMIT_ANSWER_BYTES', '0', 'above 0'],
		['LIMIT_ANSWER_BYTES', '-5', 'above 0'],
		['LIMIT_ANSWER_BYTES', '1'.repeat(20), 'above 0'],
		['LIMIT_PING_SECONDS', '2147484', 'up to 2147483'],
		['LIMIT_ANSWER_BITES', '5000', 'Bounds']
	])('%s=%s is not understood: what it may be is said, and the value', (name, value, mayBe) => {
		const [problem, ...others] = problems({ [name]: value });
		expect(others).toEqual([]);
		expect(problem?.code).toBe('setting-not-understood');
		expect(problem?.text.startsWith(`${name}=${value} can't be understood. It may be `)).toBe(true);
		expect(problem?.text).toContain(mayBe);
	});

	test('that hold a password are not shown', () => {
		const said = problems({ DATABASE_URL: 'mysql://me:secret@x/y', REDIS_URL: 'me:secret@x' });
		expect(said.map(({ code }) => code)).toEqual(Array(2).fill('setting-not-understood'));
		expect(said.map(({ text }) => text).join(' ')).toMatch(/^DATABASE_URL .*REDIS_URL /);
		expect(JSON.stringify(said)).not.toContain('secret');
	});

	test('are told all at once where they are wrong', () => {
		const codes = problems({
			...{ PORT: 'x', ORIGINS: 'a,b', LIMIT_A: '1', LIMIT_BODY_BYTES: 'x' },
			...{ REDIS_URL: 'redis://r', STATUS_TOKEN: 'short' }
		}).map(({ code }) => code);
		expect(codes).toEqual([
			...Array<string>(5).fill('setting-not-understood'),
			...['redis-alone', 'token-too-short']
		]);
	});
});
