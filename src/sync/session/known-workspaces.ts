import * as v from 'valibot';
import type { Member } from '#domain/access/access.ts';
import { OrganisationId, PersonId, WorkspaceId, type IdKind } from '#domain/ids.ts';
import { Cell, sameText, type Observable } from '../observable.ts';
import type { Membership } from './answers.ts';

function id<Id extends string>(kind: IdKind<Id>): v.CustomSchema<Id, undefined> {
	return v.custom<Id>((input) => kind.parse(input) !== null);
}

const entry = v.object({
	workspace: id(WorkspaceId),
	/** What the workspace is called, for the list; the document has the last word. */
	name: v.string(),
	person: id(PersonId),
	role: v.picklist(['coordinator', 'partner', 'volunteer']),
	organisations: v.array(id(OrganisationId)),
	/** Whether the relay knows it; one that was made offline waits for `Registrar`. */
	registered: v.boolean(),
	/** Milliseconds since 1970. */
	joinedAt: v.number()
});

/** A workspace that this device belongs to. */
export type KnownWorkspace = Readonly<v.InferOutput<typeof entry>>;

type Joined = Pick<KnownWorkspace, 'workspace' | 'joinedAt'>;

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

export const shelfKey = 'draaiboek/workspaces';

/** The member as the rules know her. */
export function memberOf({ person, role, organisations }: KnownWorkspace): Member {
	return { person, role, organisations };
}

/**
 * The workspaces of this device: what a cold start opens before anybody is asked.
 *
 * In `localStorage`, since it is read before the first paint. Entries that this version can't read are
 * written back untouched. Where storage is refused the list lives as long as the page.
 */
export class KnownWorkspaces implements Observable<readonly KnownWorkspace[]> {
	readonly #shelf: Shelf | null;
	readonly #list: Cell<readonly KnownWorkspace[]>;
	#unreadable: readonly unknown[] = [];

	constructor(shelf: Shelf | null) {
		this.#shelf = shelf;
		this.#list = new Cell<readonly KnownWorkspace[]>([], sameText);
		this.reread();
	}

	/** Newest first. */
	read(): readonly KnownWorkspace[] {
		return this.#list.read();
	}

	observe(listener: () => void): () => void {
		return this.#list.observe(listener);
	}

	find(workspace: WorkspaceId): KnownWorkspace | null {
		return this.read().find((known) => known.workspace === workspace) ?? null;
	}

	/** Adds a workspace, or replaces what was known of it. */
	remember(known: KnownWorkspace): void {
		this.reread();
		this.#write([known, ...this.read().filter((other) => other.workspace !== known.workspace)]);
	}

	/** Changes what is known of a workspace; nothing happens to one that is not known. */
	amend(workspace: WorkspaceId, change: Partial<Omit<KnownWorkspace, 'workspace'>>): void {
		this.reread();
		this.#write(
			this.read().map((known) => (known.workspace === workspace ? { ...known, ...change } : known))
		);
	}

	/** Whether this device still belongs to it as it did: not left, nor joined anew with another link, in any tab. */
	isStill({ workspace, joinedAt }: Joined): boolean {
		this.reread();
		return this.find(workspace)?.joinedAt === joinedAt;
	}

	/** Forgets a workspace as it was joined then; one that was joined anew since stays. */
	forget(joined: Joined): void {
		if (!this.isStill(joined)) return;
		this.#write(this.read().filter((known) => known.workspace !== joined.workspace));
	}

	/**
	 * Takes back what another list still knows: workspaces that are missing here, and that the relay
	 * knows one by now. What can't be read stays out. Answers whether anything came back.
	 */
	takeBack(entries: readonly unknown[]): boolean {
		this.reread();
		const back = entries.filter((value) => v.is(entry, value));
		const news = back.flatMap((before) => this.#news(before));
		if (news.length === 0) return false;
		const others = this.read().filter((known) => !news.some(isSame(known)));
		this.#write([...others, ...news]);
		return true;
	}

	#news(before: KnownWorkspace): KnownWorkspace[] {
		const here = this.find(before.workspace);
		if (!here) return [before];
		return before.registered && !here.registered ? [{ ...here, registered: true }] : [];
	}

	/** Takes over role and organisations as the relay has them now: a coordinator may have changed them. */
	follow(memberships: readonly Membership[]): void {
		for (const { workspace, person, role, organisations } of memberships)
			if (this.find(workspace))
				this.amend(workspace, { person, role, organisations, registered: true });
	}

	/** Another tab may have written: call it on `storage` events too. */
	reread(): void {
		const entries = readEntries(this.#shelf);
		if (!entries) return;
		const read = entries.map((value) => v.safeParse(entry, value));
		this.#unreadable = entries.filter((_value, index) => read[index]?.success === false);
		this.#list.set(read.flatMap((result) => (result.success ? [result.output] : [])));
	}

	#write(list: readonly KnownWorkspace[]): void {
		const ordered = list.toSorted((a, b) => b.joinedAt - a.joinedAt);
		try {
			this.#shelf?.setItem(shelfKey, JSON.stringify([...ordered, ...this.#unreadable]));
		} catch {
			// Full or refused: the page still knows it, and the documents are what matters.
		}
		this.#list.set(ordered);
	}
}

function isSame({ workspace }: KnownWorkspace): (other: KnownWorkspace) => boolean {
	return (other) => other.workspace === workspace;
}

/** The entries on the shelf, whatever they are; null when the shelf does not answer. */
function readEntries(shelf: Shelf | null): readonly unknown[] | null {
	try {
		const value: unknown = JSON.parse(shelf?.getItem(shelfKey) ?? 'null');
		return Array.isArray(value) ? value : null;
	} catch {
		// No JSON, or no storage: a list that somebody broke must not keep the app from starting.
		return null;
	}
}
