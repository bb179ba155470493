import { getContext, setContext } from 'svelte';
import type { Toasts } from './toasts.svelte.ts';

const key = Symbol('toasts');

/** Lets what covers the page show its short messages: under a modal sheet nobody could read or press them. */
export function offerToasts(toasts: Toasts): void {
	setContext(key, toasts);
}

/** The short messages of this page, if it has any. Call it while a component is set up. */
export function toastsHere(): Toasts | null {
	return getContext<Toasts | undefined>(key) ?? null;
}
