import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/**
 * The gallery is for makers: built for production it does not exist, and its code is not shipped.
 * `vite build --mode gallery` ships it. Both conditions are constants to the bundler, which is why the
 * import lies inside the `if`.
 */
export const load: PageLoad = async () => {
	if (import.meta.env.DEV || import.meta.env.MODE === 'gallery') {
		return { Gallery: (await import('./Gallery.svelte')).default };
	}
	error(404);
};
