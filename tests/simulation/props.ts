import type { Step } from '#document/commands/step.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { SeasonId, VenueId } from '#domain/ids.ts';
import type { Occurrence, Plan } from '#domain/series/series.ts';
import type { Day } from '#domain/time/day.ts';

export const season = 'season0000000001' as SeasonId;

export function addSeasonAs(step: Step, documents: WorkspaceDocuments): void {
	const { doc, seasons } = documents.directory;
	step.add(
		doc,
		seasons,
		{ name: 'Lente', first: '2027-03-01' as Day, last: '2027-05-31' as Day },
		season
	);
}

export function needsWith(date: Occurrence, max: number) {
	return date.needs.map(({ id, label, qualification, min }) => ({
		id,
		label,
		qualification,
		min,
		max
	}));
}

export function activity(venue: VenueId | null, pick: number) {
	const plan: Plan = {
		...{
			title: `Ontmoeting ${pick}`,
			neighbourhood: null,
			organisation: null,
			venue,
			note: '',
			staffRules: []
		},
		rule: {
			kind: 'weekly',
			start: '2027-03-23' as Day,
			until: '2027-04-13' as Day,
			every: 1,
			weekdays: [2]
		},
		...{
			from: 840 + (pick % 2) * 60,
			until: 960 + (pick % 2) * 60,
			setUpMinutes: 15,
			clearingMinutes: 15
		}
	};
	return {
		plan,
		needs: [{ id: null, label: '', qualification: null, min: 1, max: 1 + (pick % 2) }]
	};
}

export function venueNamed(name: string) {
	return {
		...{ name, organisation: null, neighbourhood: null, address: '', entrance: '', capacity: 40 },
		...{ accessible: true, school: null, closedOnHolidays: false }
	};
}

/** Bytes from a seed (mulberry32): the same town for the same seed. */
export function bytesFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) & 255;
	};
}
