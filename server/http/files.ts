import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import { lookup } from 'mrmime';

/** A file of the app. */
interface AppFile {
	readonly type: string;
	readonly tag: string;
	readonly bytes: Buffer;
}

const page = '/index.html';

/** Whether a built app lies there. */
export function hasApp(folder: string): boolean {
	return existsSync(join(folder, page));
}

/**
 * Gives the files of the built app; every address that is no file's name gets the one page, which finds its own
 * way. What isn't there goes to `otherwise`. Packing them is for whoever stands in front (`deploy/Caddyfile`).
 *
 * They are read into memory, once: whoever builds the app anew in the same folder, or clears it away, changes
 * nothing for a relay that runs, whose devices would get half of one version and half of another.
 */
export function filesIn(folder: string | null, otherwise: RequestListener): RequestListener {
	const files = folder !== null && existsSync(folder) ? read(folder) : new Map<string, AppFile>();
	return (request, response) => {
		const isRead = request.method === 'GET' || request.method === 'HEAD';
		const path = pathOf(request);
		const file = files.get(path) ?? (isName(path) ? undefined : files.get(page));
		if (!isRead || !file) return otherwise(request, response);
		response.setHeader('Cache-Control', cachingOf(path));
		give(request, response, file);
	};
}

function read(folder: string): Map<string, AppFile> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map((entry) => join(entry.parentPath, entry.name));
	return new Map(
		paths.map((path) => [`/${relative(folder, path).replaceAll(sep, '/')}`, fileAt(path)])
	);
}

function fileAt(path: string): AppFile {
	const bytes = readFileSync(path);
	const type = lookup(path) ?? 'application/octet-stream';
	const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
	return { type: type.startsWith('text/') ? `${type};charset=utf-8` : type, tag, bytes };
}

/** Always whole: the files are small, and nobody needs a part of one. */
function give(
	{ method, headers }: IncomingMessage,
	response: ServerResponse,
	{ type, tag, bytes }: AppFile
): void {
	response.setHeader('ETag', tag);
	if (isKnown(headers['if-none-match'], tag)) return void response.writeHead(304).end();
	response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length });
	response.end(method === 'HEAD' ? undefined : bytes);
}

/** Whoever packs it on its way says `W/` in front of the tag, or something behind it. */
function isKnown(known: string | undefined, tag: string): boolean {
	return known !== undefined && known.includes(tag.slice(0, -1));
}

/** As it is named in the folder; an address that can't be read is no file's. */
function pathOf({ url = '/' }: IncomingMessage): string {
	const path = url.split(/[?#]/, 1)[0] ?? '/';
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}

/** What ends like a file's name is one, or is not there: a page in the place of a script would be run as one. */
function isName(path: string): boolean {
	return /\.\w+$/.test(path) || path.startsWith('/.well-known');
}

/** Files under immutable/ carry their own hash in their name; of all others ask each time. */
function cachingOf(path: string): string {
	return path.startsWith('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
