/**
 * Copies `value`, and answers whether that went. Where the browser does not let a page do so, as on an address
 * without https, the field that shows it is selected for her own hands.
 */
export async function copyOrSelect(value: string): Promise<boolean> {
	// Absent on a page without a secure address, whatever the types say.
	const clipboard = 'clipboard' in navigator ? navigator.clipboard : null;
	const [written] = await Promise.allSettled([clipboard?.writeText(value)]);
	if (clipboard && written.status === 'fulfilled') return true;
	const fields = [...document.querySelectorAll('input')];
	const field = fields.find((one) => one.readOnly && one.value === value);
	field?.focus();
	field?.select();
	return false;
}
