type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * What counts as it stands: a form in a dialog, and what says so itself, for it would not be there again: a form that
 * was made of a file she chose, a link that is shown once.
 */
const standing = 'dialog[open] :is(input, textarea, select), [data-unsent]';

/** A form that says what is wrong with it, or is on its way, is not done with. */
const unfinished = '[aria-invalid=true], [type=submit][aria-disabled=true]';

/**
 * What somebody is filling in on this page or has just got there, which loading it anew would throw away.
 *
 * A field of any form counts once it holds something else than she found in it, until the form is sent or
 * gone. A search or a filter never counts, however full: it acts at once and stands in the address, so
 * that it is there again. Make one as the page starts: it knows only what was typed since.
 */
export class Filling {
	readonly #page: Document;
	/** What she found in a field. */
	readonly #found = new WeakMap<Field, string>();
	readonly #touched = new Set<Field>();
	readonly #sent = new WeakSet<HTMLFormElement>();

	constructor(page: Document) {
		this.#page = page;
		const send = ({ target }: Event): void => {
			if (target instanceof HTMLFormElement) this.#sent.add(target);
		};
		page.addEventListener('focusin', (event) => this.#meet(fieldOf(event)), true);
		page.addEventListener('input', (event) => this.#touch(fieldOf(event)), true);
		page.addEventListener('submit', send, true);
		page.addEventListener('reset', send, true);
	}

	isFilling(): boolean {
		if (this.#page.querySelector(standing) !== null) return true;
		return [...this.#touched].some((field) => this.#isFilled(field));
	}

	#meet(field: Field | null): void {
		if (field && !this.#isFilled(field)) this.#found.set(field, contentOf(field));
	}

	#touch(field: Field | null): void {
		if (field?.form && this.#isDone(field.form)) this.#forget(field.form);
		if (field?.form) this.#sent.delete(field.form);
		for (const one of this.#touched) if (!one.isConnected) this.#touched.delete(one);
		if (field) this.#touched.add(field);
	}

	/** What is typed after it was sent is new, also where it is what stood there before. */
	#forget(form: HTMLFormElement): void {
		for (const one of this.#touched)
			if (one.form === form) {
				this.#touched.delete(one);
				this.#found.delete(one);
			}
	}

	#isFilled(field: Field): boolean {
		if (!this.#touched.has(field) || !field.isConnected || !field.form) return false;
		if (this.#isDone(field.form)) return false;
		return this.#found.get(field) !== contentOf(field);
	}

	#isDone(form: HTMLFormElement): boolean {
		return this.#sent.has(form) && form.querySelector(unfinished) === null;
	}
}

function fieldOf({ target }: Event): Field | null {
	const isField =
		target instanceof HTMLInputElement ||
		target instanceof HTMLTextAreaElement ||
		target instanceof HTMLSelectElement;
	return isField && target.form && !target.form.matches('[role=search]') ? target : null;
}

function contentOf(field: Field): string {
	const isTick = field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);
	return isTick ? String(field.checked) : field.value;
}
