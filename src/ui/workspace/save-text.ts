/** Hands a text to the person as a file, from the page itself: nothing is asked of the network. */
export function saveText(fileName: string, content: string, type = 'text/plain'): void {
	const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
	const link = document.createElement('a');
	link.href = address;
	link.download = fileName;
	link.click();
	URL.revokeObjectURL(address);
}
