import { tick } from 'svelte';

/** Brings whoever tried to save to the first field that is not right yet. */
export async function toFirstFault(form: HTMLElement | undefined): Promise<void> {
	await tick();
	form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}
