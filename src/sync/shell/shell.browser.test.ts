// Seen red: a page with one script that no worker keeps, taken for one of its own.
import { afterEach, expect, test } from 'vitest';
import { isKept } from './shell.ts';

const pageWith = (...scripts: string[]): Document =>
	new DOMParser().parseFromString(
		scripts.map((script) => `<link rel="modulepreload" href="/_app/${script}.js">`).join(''),
		'text/html'
	);

afterEach(() => caches.delete('build'));

test('a page is of the build that the worker keeps when it keeps every script of it', async () => {
	const store = await caches.open('build');
	for (const script of ['start', 'app']) await store.put(`/_app/${script}.js`, new Response(''));
	expect(await isKept(pageWith('start', 'app'), caches)).toBe(true);
	expect(await isKept(pageWith('start', 'older'), caches)).toBe(false);
});
