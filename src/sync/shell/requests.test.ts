// Faults planted here, each seen red and taken back: /api answered from the cache; a path that only
// begins like one of the relay's left to the network; another origin's page answered with ours; a page of another
// build taken for one of this, and one that a proxy wrote anew not.
import { describe, expect, test } from 'vitest';
import { isOfBuild, treatment } from './requests.ts';

const shell = {
	origin: 'https://plan.example',
	files: new Set(['/_app/immutable/a.js', '/favicon.svg'])
};
const ask = (path: string, mode = 'cors', method = 'GET') =>
	treatment({ method, mode, url: new URL(path, shell.origin).href }, shell);

describe('the service worker', () => {
	test('answers every page of the app, deep links too, with the page it keeps', () => {
		expect(ask('/', 'navigate')).toBe('page');
		expect(ask('/week/2026-W48?buurt=x', 'navigate')).toBe('page');
		expect(ask('/apiary', 'navigate')).toBe('page');
	});

	test.each(['/api', '/api/me', '/sync/w/directory', '/health', '/status'])(
		'never touches %s',
		(path) => {
			expect(ask(path)).toBe('network');
			expect(ask(path, 'navigate')).toBe('network');
		}
	);

	test('answers files of the build from what it keeps, and leaves the rest alone', () => {
		expect(ask('/_app/immutable/a.js')).toBe('file');
		expect(ask('/_app/version.json')).toBe('network');
		expect(ask('/_app/immutable/a.js', 'cors', 'POST')).toBe('network');
		expect(ask('https://elsewhere.example/', 'navigate')).toBe('network');
	});
});

describe('a page', () => {
	const [build, other] = ['5e'.repeat(32), '5f'.repeat(32)];
	const pageOf = (name: string) => `<head><meta name="draaiboek-build" content="${name}" /></head>`;

	test('is of the build whose name it has, also as a proxy writes it anew', () => {
		expect(isOfBuild(pageOf(build), build)).toBe(true);
		expect(isOfBuild(`<meta content=${build} name=draaiboek-build><script>…</script>`, build)).toBe(
			true
		);
	});

	test('is of no build with another name, nor without one', () => {
		expect(isOfBuild(pageOf(other), build)).toBe(false);
		expect(isOfBuild(pageOf(''), build)).toBe(false);
		expect(isOfBuild('<head></head>', build)).toBe(false);
		expect(isOfBuild('<head></head>', '')).toBe(false);
	});
});
