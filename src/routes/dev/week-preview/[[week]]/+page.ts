import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** For makers: the week with the example in memory. Built for production it does not exist. */
export const load: PageLoad = async () => {
	if (dev || import.meta.env.VITE_GALLERY) {
		return { WeekPreview: (await import('./WeekPreview.svelte')).default };
	}
	error(404);
};
