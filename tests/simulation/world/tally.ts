/** What happened in a history, so that a run can say that it did something. */
export interface Tally {
	deeds: number;
	/** Events to which the clerk gave a number. */
	numbered: number;
	kills: number;
	covered: number;
	relayKills: number;
	wiped: number;
	withdrawn: number;
	fullDisks: number;
	looks: number;
	promises: number;
	roles: number;
	/** Done for a role that had ended. */
	late: number;
	/** Devices that said at the end that something was not accepted. */
	refused: number;
	/** Devices with an old version of the app. */
	old: number;
}

export function nothingYet(): Tally {
	return {
		...{ deeds: 0, numbered: 0, kills: 0, covered: 0, relayKills: 0 },
		...{ wiped: 0, withdrawn: 0, fullDisks: 0, looks: 0, promises: 0 },
		...{ roles: 0, late: 0, refused: 0, old: 0 }
	};
}
