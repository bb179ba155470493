import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** The gallery is for makers: built for production it does not exist, and its code is not shipped. */
export const load: PageLoad = async () => {
	if (dev || import.meta.env.VITE_GALLERY) {
		return { Gallery: (await import('./Gallery.svelte')).default };
	}
	error(404);
};
