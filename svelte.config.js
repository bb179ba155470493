import adapter from '@sveltejs/adapter-static';
import { nameBuild } from './server/setup/name-build.js';

const folder = 'build';
// One page for every address: the app works from the device's own copy, the relay only serves files.
const pages = adapter({ pages: folder, fallback: 'index.html' });

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: {
			...pages,
			adapt: async (builder) => {
				await pages.adapt(builder);
				nameBuild(folder);
			}
		},
		alias: {},
		serviceWorker: { register: false },
		// Without a fixed name every build would look like a new version to every phone.
		version: { name: process.env.DRAAIBOEK_VERSION ?? 'dev' },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self', 'ws:', 'wss:'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self']
			}
		}
	}
};
