import type { Member } from '#domain/access/access.ts';
import type { WorkspaceId } from '#domain/ids.ts';

/** How many documents each member has open, over all lines and sockets of hers. */
export class MemberPlaces {
	readonly #most: number;
	readonly #taken = new Map<string, number>();

	constructor(most: number) {
		this.#most = most;
	}

	/** Takes a place; false where she has none left. */
	take(workspace: WorkspaceId, member: Member): boolean {
		const key = keyOf(workspace, member);
		const taken = this.#taken.get(key) ?? 0;
		if (taken >= this.#most) return false;
		this.#taken.set(key, taken + 1);
		return true;
	}

	/** Gives back a place that was taken. */
	give(workspace: WorkspaceId, member: Member): void {
		const key = keyOf(workspace, member);
		const left = (this.#taken.get(key) ?? 0) - 1;
		if (left > 0) this.#taken.set(key, left);
		else this.#taken.delete(key);
	}
}

function keyOf(workspace: WorkspaceId, { person }: Member): string {
	return `${workspace}/${person}`;
}
