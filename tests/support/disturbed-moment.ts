import type { Moment } from '#server/keep/moment.ts';

/** Everything of a moment, with something happening after each document. */
export function disturbed(moment: Moment, disturb: () => Promise<void>): Moment {
	return {
		accountsVersion: moment.accountsVersion,
		get damaged() {
			return moment.damaged;
		},
		async *documents() {
			for await (const document of moment.documents()) {
				yield document;
				await disturb();
			}
		},
		rows: () => moment.rows(),
		close: () => moment.close()
	};
}
