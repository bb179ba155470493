import { Toasts } from './kit/toasts.svelte.ts';

/** The messages of this page: any screen says something here, one region in the layout shows it. */
export const toasts = new Toasts();
