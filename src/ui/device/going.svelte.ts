import type { WorkspaceId } from '#domain/ids.ts';
import { Cell, type Observable } from '#sync/observable.ts';
import type { KnownWorkspace, KnownWorkspaces } from '#sync/session/known-workspaces.ts';
import type { Leftover, Remains } from '#sync/store/device-store.ts';
import type { WorkspaceConnection } from '#sync/workspace-connection.ts';

type Removable = Pick<WorkspaceConnection, 'wipe'>;

/** What a device lends for taking a workspace off it. */
export interface GoingPorts {
	readonly known: KnownWorkspaces;
	/** Waits for what is under way with a workspace; answers a way to take what has it open, or else can remove it. */
	readonly settle: (known: KnownWorkspace) => Promise<() => Removable>;
}

/** What should have gone from this device. */
export interface NotWiped {
	readonly workspace: WorkspaceId;
	/** What it is called; empty where nobody knows. */
	readonly name: string;
	/** Why something of it may still lie here; null once it went after all. */
	readonly why: Leftover | null;
	/** What came of trying again; one that succeeds leaves no `why`. */
	readonly trial: 'none' | 'under-way' | 'failed';
	readonly again: () => Promise<Remains | null>;
}

/** Workspaces on their way off this device: the one that goes now, and those that would not go. */
export class Going {
	readonly #ports: GoingPorts;
	readonly #isBusy = new Cell(false);
	#now = $state<WorkspaceId | null>(null);
	#left = $state.raw<readonly NotWiped[]>([]);

	constructor(ports: GoingPorts) {
		this.#ports = ports;
		const { known } = ports;
		// She is back in it: there is nothing to remove any more.
		known.observe(() => this.#drop(({ workspace }) => known.find(workspace) !== null));
	}

	get now(): WorkspaceId | null {
		return this.#now;
	}

	/** What would not go, until it is put away or she is back in it: the one that has waited longest to be read. */
	get left(): NotWiped | null {
		return this.#left[0] ?? null;
	}

	/** Whether something goes, or would not go and is told: a page that is loaded anew knows nothing of either. */
	get isBusy(): Observable<boolean> {
		return this.#isBusy;
	}

	/** Does something while a workspace counts as going, however it ends. */
	async during<T>(workspace: WorkspaceId, work: () => Promise<T>): Promise<T> {
		this.#now = workspace;
		this.#show();
		try {
			return await work();
		} finally {
			this.#now = null;
			this.#show();
		}
	}

	/**
	 * Removes all of a workspace, and forgets it: what would not go is told by `left`. One that was joined anew
	 * meanwhile with another link, here or in another tab, stays as it is.
	 */
	async wipe(entry: KnownWorkspace): Promise<void> {
		const { known, settle } = this.#ports;
		const { workspace, name } = entry;
		const isStill = (): boolean => known.isStill(entry);
		if (!isStill()) return;
		const take = await settle(entry);
		if (!isStill()) return;
		const connection = take();
		const remains = await connection.wipe(isStill);
		if (!isStill()) return;
		known.forget(entry);
		const isGone = (): boolean => {
			known.reread();
			return known.find(workspace) === null;
		};
		if (!remains) return;
		const again = (): Promise<Remains | null> => connection.wipe(isGone);
		const left: NotWiped = { workspace, name, why: remains.why, trial: 'none', again };
		this.#keep([...this.#left, left]);
		this.#follow(left, remains);
	}

	/** Another try, for what `left` tells. */
	async tryAgain(): Promise<void> {
		const { left } = this;
		if (!left) return;
		this.#amend(left, { trial: 'under-way' });
		const remains = await left.again();
		if (!remains) return this.#end(left);
		this.#amend(left, { why: remains.why, trial: 'failed' });
		this.#follow(left, remains);
	}

	putAway(): void {
		const { left } = this;
		this.#drop((one) => one === left);
	}

	/** The browser goes on by itself: once it is done, or whoever held something lets go, nothing is left. */
	#follow(left: NotWiped, { gone }: Remains): void {
		void gone.then(() => this.#end(left));
	}

	/** Who reads that it would not go reads that it went; of one that she had yet to read there is nothing to tell. */
	#end(left: NotWiped): void {
		if (isSame(left, this.left)) this.#amend(left, { why: null, trial: 'none' });
		else this.#drop((one) => isSame(left, one));
	}

	#amend(left: NotWiped, change: Partial<NotWiped>): void {
		this.#keep(this.#left.map((one) => (isSame(left, one) ? { ...one, ...change } : one)));
	}

	#drop(isDone: (one: NotWiped) => boolean): void {
		if (this.#left.some(isDone)) this.#keep(this.#left.filter((one) => !isDone(one)));
	}

	#keep(left: readonly NotWiped[]): void {
		this.#left = left;
		this.#show();
	}

	#show(): void {
		this.#isBusy.set(this.#now !== null || this.#left.length > 0);
	}
}

/** Whether it is of the same wipe: the same workspace may be joined again, and wiped again. */
function isSame(one: NotWiped, other: NotWiped | null): boolean {
	return one.again === other?.again;
}
