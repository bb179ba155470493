/** A connection that hears when the browser takes the storage away. */
export class Watch {
	readonly #onlost: () => void;
	#db: IDBDatabase | null = null;

	constructor(onlost: () => void) {
		this.#onlost = onlost;
	}

	begin(db: IDBDatabase): void {
		this.#db = db;
		const lose = (): void => {
			if (this.#db === db) this.#onlost();
		};
		db.addEventListener('close', lose);
		db.addEventListener('versionchange', lose);
	}

	end(): void {
		this.#db?.close();
		this.#db = null;
	}
}
