import * as v from 'valibot';
import { WorkspaceId } from '#domain/ids.ts';
import type { Api } from './api.ts';
import type { ApiFailure } from './api-result.ts';
import type { Shelf } from './known-workspaces.ts';

const note = v.object({
	workspace: v.custom<WorkspaceId>((input) => WorkspaceId.parse(input) !== null),
	/** By the clock of this device, in milliseconds since 1970. */
	madeAt: v.number()
});
const notes = v.array(note);
type Note = v.InferOutput<typeof note>;

const shelfKey = 'draaiboek/exports';

/** More files than this without a line in between are told as the latest of them. */
const most = 50;

/**
 * With these it is no use to try again: this device does not belong there any more. One whose session ran
 * out or got lost may come back with a new link, and tells it then.
 */
const final: readonly ApiFailure[] = [
	'not-a-member',
	'device-withdrawn',
	'person-erased',
	'malformed-request'
];

/**
 * Tells the relay that somebody saved everything in a file, so that coordinators can see who took what
 * along. Without a line it is told later: what is still to be told outlives the page, where the browser
 * keeps anything at all.
 */
export class ExportNotes {
	readonly #api: Pick<Api, 'noteExport'>;
	readonly #shelf: Shelf | null;
	#waiting: readonly Note[];
	#telling: Promise<void> = Promise.resolve();

	constructor(api: Pick<Api, 'noteExport'>, shelf: Shelf | null) {
		this.#api = api;
		this.#shelf = shelf;
		this.#waiting = read(shelf);
	}

	add(workspace: WorkspaceId, madeAt: number): void {
		this.#keep([...read(this.#shelf, this.#waiting), { workspace, madeAt }].slice(-most));
	}

	/** Tells what waits of the workspaces that `mayTell` names: the relay must know them. */
	tell(mayTell: (workspace: WorkspaceId) => boolean): Promise<void> {
		this.#telling = this.#telling.then(() => this.#tellAll(mayTell));
		return this.#telling;
	}

	async #tellAll(mayTell: (workspace: WorkspaceId) => boolean): Promise<void> {
		const waiting = read(this.#shelf, this.#waiting);
		for (const one of waiting.filter(({ workspace }) => mayTell(workspace))) {
			const result = await this.#api.noteExport(one.workspace, one.madeAt);
			if (result.ok || final.includes(result.code)) this.#forget(one);
			// Nobody answers: the others would wait as long for the same.
			else if (result.code === 'unreachable') return;
		}
	}

	#forget({ workspace, madeAt }: Note): void {
		const isIt = (other: Note) => other.workspace === workspace && other.madeAt === madeAt;
		this.#keep(read(this.#shelf, this.#waiting).filter((other) => !isIt(other)));
	}

	#keep(waiting: readonly Note[]): void {
		this.#waiting = waiting;
		try {
			this.#shelf?.setItem(shelfKey, JSON.stringify(waiting));
		} catch {
			// Full or refused: this page still knows it, and tells it if it can.
		}
	}
}

/** What is on the shelf, where another tab may have written; `otherwise` where there is none to read. */
function read(shelf: Shelf | null, otherwise: readonly Note[] = []): readonly Note[] {
	try {
		const kept: unknown = JSON.parse(shelf?.getItem(shelfKey) ?? 'null');
		const result = v.safeParse(notes, kept);
		return result.success ? result.output : otherwise;
	} catch {
		// No JSON, or no storage.
		return otherwise;
	}
}
