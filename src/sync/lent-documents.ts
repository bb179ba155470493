/** One document that is open for nothing but somebody who borrowed it. */
interface Lending {
	borrowers: number;
}

/** Which documents are open only for as long as somebody borrows them, by name. */
export class LentDocuments {
	readonly #lendings = new Map<string, Lending>();

	/**
	 * Somebody borrows it; answers what to call when she gives it back, which says whether to close it.
	 * `isOpen`: whether it is open already.
	 */
	borrow(text: string, isOpen: boolean): () => boolean {
		const known = this.#lendings.get(text);
		if (isOpen && !known) return () => false;
		const lending = known ?? { borrowers: 0 };
		lending.borrowers++;
		this.#lendings.set(text, lending);
		return () => {
			if (this.#lendings.get(text) !== lending || --lending.borrowers > 0) return false;
			this.#lendings.delete(text);
			return true;
		};
	}

	/** Whether it is open only for somebody who borrowed it. */
	isLent(text: string): boolean {
		return this.#lendings.has(text);
	}

	/** Somebody opens it for good: it is not closed when it is given back. */
	keep(text: string): void {
		this.#lendings.delete(text);
	}
}
