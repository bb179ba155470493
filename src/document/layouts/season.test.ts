/*
 * Faults that were planted and seen red: a part's or a need's change told to no series; a part that
 * moves to another series left in the first; removed parts counted; changes of a date that follow the
 * series again kept.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { anyWrite, someDates, someNeeds, someSeries } from '#tests/support/any-records.ts';
import { coffeePlan, firstTuesday } from '#tests/support/any-planned.ts';
import { copyOf, meet } from '#tests/support/meeting.ts';
import { autumn, idNamed } from '#tests/support/named-ids.ts';
import { PartId } from '#domain/ids.ts';
import type { Plan, SeriesRecords } from '#domain/series/series.ts';
import { type SeasonPlan, SeriesSource, openSeasonPlan, planFieldNames } from './season.ts';

const noChange = Object.fromEntries(planFieldNames.map((name) => [name, undefined])) as {
	[Field in keyof Plan]: undefined;
};

class Device {
	readonly plan: SeasonPlan;
	readonly source: SeriesSource;

	constructor(doc = new Y.Doc()) {
		this.plan = openSeasonPlan(doc, autumn);
		this.source = new SeriesSource(this.plan);
	}

	read(): (SeriesRecords | null)[] {
		return someSeries.map((id) => this.source.get(id));
	}
}

const anyWrites = fc.array(fc.tuple(anyWrite, fc.nat(1), fc.boolean(), fc.boolean()), {
	minLength: 8,
	maxLength: 25
});

describe('the series of a season', () => {
	property.prop([anyWrites])(
		'are read edit by edit as by somebody who opens them now, alike on tablet and phone',
		(writes) => {
			const [tablet, phone] = [new Device(), new Device()];
			for (const id of someSeries) tablet.plan.series.add(id, coffeePlan);
			meet(tablet.plan.doc, phone.plan.doc);
			for (const [{ write }, at, together, meets] of writes) {
				const { plan } = at === 0 ? tablet : phone;
				if (together) plan.doc.transact(() => write(plan));
				else write(plan);
				for (const device of [tablet, phone]) device.read();
				if (meets) meet(tablet.plan.doc, phone.plan.doc);
			}
			meet(tablet.plan.doc, phone.plan.doc);
			const fresh = new Device(copyOf(tablet.plan.doc));
			expect(tablet.read()).toEqual(fresh.read());
			expect(phone.read()).toEqual(fresh.read());
			expect(new Set(tablet.source.all())).toEqual(new Set(fresh.source.all()));
			for (const id of someSeries) {
				expect(tablet.plan.changes.of(id)).toEqual(fresh.plan.changes.of(id));
			}
		}
	);

	property.prop([anyWrites])(
		'are the same until told of, and whoever listens misses nothing',
		(writes) => {
			const device = new Device();
			const told = new Set<string>();
			for (const id of someSeries) device.plan.series.add(id, coffeePlan);
			device.source.observe((changed) => changed.forEach((id) => told.add(id)));
			for (const [{ write }] of writes) {
				const before = device.read();
				told.clear();
				write(device.plan);
				device.read().forEach((records, at) => {
					if (!told.has(someSeries[at]!)) expect(records).toBe(before[at]);
				});
			}
		}
	);
});

test('a part and a need that were removed count no more, and count again when put back', () => {
	const { plan, source } = new Device();
	const [series] = someSeries;
	plan.series.add(series!, coffeePlan);
	const part = idNamed(PartId, 'one');
	plan.parts.add(part, { ...noChange, series: series!, starts: firstTuesday, title: 'Thee' });
	plan.needs.add(someNeeds[0]!, {
		series: series!,
		label: '',
		qualification: null,
		min: 1,
		max: 1
	});
	const counts = () => {
		const records = source.get(series!);
		return [records?.parts.length, records?.needs.length];
	};
	for (const removed of [undefined, true, undefined]) {
		plan.parts.edit(part, 'removed', removed);
		plan.needs.edit(someNeeds[0]!, 'removed', removed);
		expect(counts()).toEqual(removed ? [0, 0] : [1, 1]);
	}
	expect(source.get(series!)?.parts[0]?.changes).toEqual({ title: 'Thee' });
});

describe('one date', () => {
	test('keeps what tablet and phone changed about it while apart', () => {
		const [tablet, phone] = [new Device(), new Device()];
		tablet.plan.series.add(someSeries[0]!, coffeePlan);
		meet(tablet.plan.doc, phone.plan.doc);
		tablet.plan.changes.edit(someDates[0]!, 'from', 540);
		phone.plan.changes.edit(someDates[0]!, 'title', 'Thee');
		phone.plan.changes.edit(someDates[0]!, 'venue', null);
		meet(tablet.plan.doc, phone.plan.doc);
		for (const { plan } of [tablet, phone]) {
			const change = plan.changes.of(someSeries[0]!).get(someDates[0]!);
			expect(change).toEqual({ from: 540, title: 'Thee', venue: null });
		}
	});

	test('follows the series again once every change of it is taken away', () => {
		const { plan } = new Device();
		const { changes } = plan;
		changes.edit(someDates[0]!, 'from', 540);
		const other = changes.of(someSeries[1]!);
		expect(changes.of(someSeries[0]!).size).toBe(1);
		changes.edit(someDates[0]!, 'from', undefined);
		expect(changes.of(someSeries[0]!).size).toBe(0);
		expect(changes.of(someSeries[1]!)).toBe(other);
	});
});
