/**
 * Calls a built app after all that is in it, so that a device that keeps an older one notices whatever
 * changed: a browser takes in a new app only when its service worker differs, byte for byte, and the
 * worker by itself says nothing of what is in the page, in its security policy, or in an icon. The page has
 * the name as well: where several relays are renewed one after the other, a worker may get another's page.
 *
 * Plain JavaScript: svelte.config.js passes every build through it, whoever reads that file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './ready.js';

const nameLine = /^self\.draaiboekBuild = '\w+';\n/;
/** Where src/app.html has room for it. */
const nameInPage = /(?<=<meta name="draaiboek-build" content=")\w*(?=")/;

/**
 * Writes the name before the service worker of the build in `folder`, where src/service-worker.ts reads
 * it, and in its page, where that looks for it. The same files have the same name on every machine; naming
 * twice is naming once. Throws when there is no worker, or no room in the page.
 * @param {string} folder
 */
export function nameBuild(folder) {
	const [worker, page] = [join(folder, 'service-worker.js'), join(folder, 'index.html')];
	const script = readFileSync(worker, 'utf8').replace(nameLine, '');
	const html = readFileSync(page, 'utf8').replace(nameInPage, '');
	if (!nameInPage.test(html)) throw new Error(`${page} has no <meta name="draaiboek-build">.`);
	// Its own script is in the name as well: a worker may not fill what another one answers from.
	writeFileSync(worker, script);
	writeFileSync(page, html);
	const name = hashOf(folder, readdirSync(folder).sort());
	writeFileSync(worker, `self.draaiboekBuild = '${name}';\n${script}`);
	writeFileSync(page, html.replace(nameInPage, name));
}
