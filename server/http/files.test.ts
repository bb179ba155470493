// The app's own files over a real listening server. Faults planted in files.ts, each seen red and taken back: a
// part answered where it was asked for, files read when they are asked for, the page in the place of a
// script, a folder above, pages kept without asking.
import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesIn } from './files.ts';

const page = '<!doctype html><title>Draaiboek</title>';
const script = 'export const one = 1;';
let folder: string;
let server: Server;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'files-'));
	const app = join(folder, 'build');
	mkdirSync(join(app, '_app/immutable'), { recursive: true });
	writeFileSync(join(folder, 'secret.txt'), 'not for you');
	writeFileSync(join(app, '.hidden.txt'), 'nor this');
	writeFileSync(join(app, 'index.html'), page);
	writeFileSync(join(app, '_app/immutable/one.js'), script);
	server = createServer(
		filesIn(app, (_, response) => void response.writeHead(404).end('not there'))
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
	server.close();
	rmSync(folder, { recursive: true, force: true });
});

/** As it is said, for `fetch` mends addresses; answers what came back. */
async function said(line: string, ...headers: string[]): Promise<string> {
	const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
	socket.end([`${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n'));
	return text(socket);
}

test('a file comes with its kind, and is kept for good where its name says what is in it', async () => {
	const answer = await said('GET /_app/immutable/one.js?v=1');
	expect(answer).toMatch(/^HTTP\/1.1 200/);
	expect(answer).toMatch(/Content-Type: text\/javascript/);
	expect(answer).toMatch(/Cache-Control: public, max-age=31536000, immutable/);
	expect(answer.endsWith(script)).toBe(true);
});

test.for(['/', '/week/2026-W48', '/%zz', '/a%20b', '//odd', '/?x=/../y', '/../secret'])(
	'%s is the one page, to be asked for each time',
	async (address) => {
		const answer = await said(`GET ${address}`);
		expect(answer).toMatch(/^HTTP\/1.1 200/);
		expect(answer).toMatch(/Content-Type: text\/html;charset=utf-8/);
		expect(answer).toMatch(/Cache-Control: no-cache/);
		expect(answer.endsWith(page)).toBe(true);
	}
);

test.for([
	'/_app/immutable/gone.js',
	'/../secret.txt',
	'/%2e%2e/secret.txt',
	'/..%2fsecret.txt',
	'/.hidden.txt',
	'/.well-known/security'
])('%s is not there', async (address) => {
	expect(await said(`GET ${address}`)).toMatch(/^HTTP\/1.1 404[^]*not there/);
});

test.for(['bytes=5-2', 'bytes=0-3', 'bytes=900-', 'bytes=-1', 'pages=1', 'bytes=1-2,4-5'])(
	'a part (%s) is answered with the whole',
	async (range) => {
		const answer = await said('GET /_app/immutable/one.js', `Range: ${range}`);
		expect(answer).toMatch(/^HTTP\/1.1 200/);
		expect(answer.endsWith(script)).toBe(true);
	}
);

test('what is known is not sent again, also where it was packed on its way', async () => {
	const tag = /ETag: ("[^"]+)"/.exec(await said('GET /'))?.[1] ?? 'none';
	for (const known of [`${tag}"`, `W/${tag}"`, `W/${tag}-gzip"`])
		expect(await said('GET /', `If-None-Match: ${known}`)).toMatch(/^HTTP\/1.1 304/);
	expect(await said('GET /', 'If-None-Match: "other"')).toMatch(/^HTTP\/1.1 200/);
});

test('asking for the head gives the head, and nothing else than reading is answered', async () => {
	const head = await said('HEAD /');
	expect(head).toMatch(new RegExp(`Content-Length: ${page.length}`));
	expect(head.endsWith('\r\n\r\n')).toBe(true);
	expect(await said('POST /', 'Content-Length: 0')).toMatch(/^HTTP\/1.1 404/);
});

test('a relay that runs goes on with the app that it began with', async () => {
	writeFileSync(join(folder, 'build/index.html'), 'half');
	expect((await said('GET /')).endsWith(page)).toBe(true);
	rmSync(join(folder, 'build'), { recursive: true });
	expect((await said('GET /_app/immutable/one.js')).endsWith(script)).toBe(true);
});
