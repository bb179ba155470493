import { join } from 'node:path';
import { hasApp } from '#server/http/files.ts';

const build = join(import.meta.dirname, '../../build');

/** For the environment of a relay that serves the app where it was built: whoever needs it builds it first. */
export function builtApp(): { readonly BUILD_DIR: string } {
	return { BUILD_DIR: hasApp(build) ? build : 'none' };
}
