/** What happened in a history, so that a run can say that it did something. */
export interface Tally {
	deeds: number;
	/** Events to which the clerk gave a number. */
	numbered: number;
	kills: number;
	covered: number;
	/** Clocks of devices that were set. */
	clocks: number;
	relayKills: number;
	wiped: number;
	withdrawn: number;
	/** Done on a device that was withdrawn, when every relay that could hear it knew. */
	shutOut: number;
	fullDisks: number;
	looks: number;
	/** Dates that were put on again in the end. */
	putOn: number;
	/** Places that stood again when their date was on again. */
	restored: number;
	promises: number;
	roles: number;
	/** Done for a role that had ended. */
	late: number;
	/** Devices that said at the end that something was not accepted. */
	refused: number;
	/** Devices with an old version of the app. */
	old: number;
	/** Changes that reached the relays twice. */
	doubled: number;
	/** Messages of an old line that came after those of a newer one of the same device. */
	overtaken: number;
	/** Messages of relays on a line on which the device had hung up. */
	heardLate: number;
}

export function nothingYet(): Tally {
	return {
		...{ deeds: 0, numbered: 0, kills: 0, covered: 0, relayKills: 0 },
		...{ wiped: 0, withdrawn: 0, fullDisks: 0, looks: 0, promises: 0 },
		...{ roles: 0, late: 0, refused: 0, old: 0 },
		...{ shutOut: 0, clocks: 0, putOn: 0, restored: 0 },
		...{ doubled: 0, overtaken: 0, heardLate: 0 }
	};
}
