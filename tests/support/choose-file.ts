/** Picks a file with the given content in the only file field of the page. */
export function choose(content: string): void {
	const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
	const files = new DataTransfer();
	files.items.add(new File([content], 'alles.json', { type: 'application/json' }));
	input.files = files.files;
	input.dispatchEvent(new Event('change', { bubbles: true }));
}
