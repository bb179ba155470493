import { tick } from 'svelte';

/** Brings whoever tried to save to the first field that is not right yet. */
export async function toFirstFault(form: HTMLElement | undefined): Promise<void> {
	await tick();
	const first = form?.querySelector<HTMLElement>('[aria-invalid=true]');
	first?.focus();
	// What is wrong stands below the field, and would lie behind the buttons at the foot.
	first?.scrollIntoView({ block: 'center' });
}
