import type { RefusalCode } from '#wire/frame.ts';
import { CountBy } from '../counting.ts';

/** What the rooms had to refuse, leave out or end, since the relay started; what goes well is not counted here. */
export class RelayCounters {
	/** Changes that were not taken. */
	readonly refusals = new CountBy<RefusalCode>();
	/** Documents that were ended on a line, and sockets of their own: by close code. */
	readonly ended = new CountBy<number>();
	/** Visits and lines that were sent away because too much lay waiting for them. */
	slow = 0;
	/** Times that a slow line was not told who looks at a document. */
	presenceLeftOut = 0;
}
